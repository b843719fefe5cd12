//! Attaching files, replacing, ordering and removing them. The bytes are in the storage before a row names them; a
//! replaced version stays, and so does a removed file, for those who attach (ORG-10).

use domain::application::ApplicationState;
use domain::audit::{Deed, Subject as About};
use domain::consortium::{ConsortiumState, MembershipState};
use domain::file::{
    FileFault, FileKind, FileOwner, MOST_VERSIONS, takes_evidence, takes_files, takes_papers, takes_place_evidence,
    takes_shared_files,
};
use domain::participation::ParticipationState;
use domain::permit::{Action, Actor, Subject, may};
use domain::value::{FileId, FileVersionId, OrganisationId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::content::touch;
use super::member::lock_organisation;
use crate::entity::{
    application, consortium, consortium_place, file, file_content, file_version, participation, program,
};
use crate::query::{ContentPlace, PROGRAM};
use crate::write::Write;
use crate::{Change, Refusal, Store, decode};

/// A file whose content is in the storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// What to call it, cleaned.
    pub name: String,
    /// What it is by its content.
    pub kind: FileKind,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its content, 64 hexadecimal digits.
    pub sha256: String,
}

/// Which way a file goes in the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// One place up.
    Up,
    /// One place down.
    Down,
}

impl Store {
    /// Attaches a file behind the others.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `WrongState`; `File` when there are too many or too much; `NotNow` when the content was
    /// removed in between.
    pub async fn attach_file(&self, actor: &Actor, owner: FileOwner, new: &NewFile) -> Result<FileVersionId, Refusal> {
        let mut write = self.begin().await?;
        let keeper = open(&write, actor, owner).await?;
        let version = append(&mut write, actor, owner, keeper, new).await?;
        write.commit().await?;
        Ok(version)
    }

    /// Attaches the present version of a file that the same organisation has at another program, behind the others. Both
    /// share the content, with its scan.
    ///
    /// # Errors
    /// As [`Self::attach_file`]; `NotFound` also for a file of somebody else.
    pub async fn reuse_file(&self, actor: &Actor, id: FileId, owner: FileOwner) -> Result<FileVersionId, Refusal> {
        let mut write = self.begin().await?;
        let keeper = open(&write, actor, owner).await?;
        let known = file::Entity::find_by_id(id.get()).one(write.tx()).await?;
        let known = known
            .filter(|row| row.organisation_id == keeper.get() && row.removed_at.is_none())
            .filter(|row| row.owner_kind == PROGRAM)
            .ok_or(Refusal::NotFound)?;
        let found = file_version::Entity::find()
            .filter(file_version::Column::FileId.eq(known.id))
            .filter(file_version::Column::Number.eq(known.version))
            .find_also_related(file_content::Entity)
            .one(write.tx())
            .await?;
        let Some((version, Some(content))) = found else {
            return Err(Refusal::NotFound);
        };
        let at = decode::Row {
            table: "file_version",
            id: version.id,
        };
        let new = NewFile {
            kind: at.code("kind", &version.kind, FileKind::from_code)?,
            bytes: u64::try_from(content.bytes).unwrap_or_default(),
            name: version.name,
            sha256: version.sha256,
        };
        let version = append(&mut write, actor, owner, keeper, &new).await?;
        write.commit().await?;
        Ok(version)
    }

    /// Puts a new version in the place of the present one, whose number the caller has seen.
    ///
    /// # Errors
    /// As [`Self::attach_file`]; `Stale` when somebody else has replaced it.
    pub async fn replace_file(
        &self,
        actor: &Actor,
        id: FileId,
        seen: u32,
        new: &NewFile,
    ) -> Result<FileVersionId, Refusal> {
        let mut write = self.begin().await?;
        let (row, owner, keeper) = load(&write, actor, id).await?;
        let now = u32::try_from(row.version).unwrap_or_default();
        if now != seen {
            return Err(Refusal::Stale {
                current: i64::from(now),
            });
        }
        if now >= MOST_VERSIONS {
            return Err(Refusal::File(FileFault::TooManyVersions));
        }
        let others = present(&write, owner).await?;
        let others = sizes(&write, &others, Some(row.id)).await?;
        owner.limits().check(&others, new.bytes).map_err(Refusal::File)?;
        let before = file_version::Entity::find()
            .filter(file_version::Column::FileId.eq(row.id))
            .filter(file_version::Column::Number.eq(row.version))
            .one(write.tx())
            .await?;
        let before = before.map(|before| json!({ "name": before.name, "sha256": before.sha256 }));
        let version = add_version(&write, actor, row.id, row.version + 1, new).await?;
        let change = file::ActiveModel {
            version: Set(row.version + 1),
            ..Default::default()
        };
        update(&write, row.id, change).await?;
        let change = Change::from_to(before.unwrap_or_default(), facts(new));
        write
            .record(actor, Deed::FileReplaced, subject_of(owner, keeper), change)
            .await?;
        write.commit().await?;
        Ok(version)
    }

    /// Removes a file. Its versions stay for those who attach.
    ///
    /// # Errors
    /// `NotFound`, also when it is removed already; `Forbidden`, `WrongState`.
    pub async fn remove_file(&self, actor: &Actor, id: FileId) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let (row, owner, keeper) = load(&write, actor, id).await?;
        let name = file_version::Entity::find()
            .filter(file_version::Column::FileId.eq(row.id))
            .filter(file_version::Column::Number.eq(row.version))
            .one(write.tx())
            .await?
            .map(|version| version.name);
        let change = file::ActiveModel {
            removed_at: Set(Some(write.at())),
            removed_by: Set(actor.user().map(|user| user.id.get())),
            ..Default::default()
        };
        update(&write, row.id, change).await?;
        let change = Change::from_to(json!({ "name": name }), serde_json::Value::Null);
        write
            .record(actor, Deed::FileRemoved, subject_of(owner, keeper), change)
            .await?;
        write.commit().await?;
        Ok(())
    }

    /// Changes places with the neighbour. At the end of the row nothing happens.
    ///
    /// # Errors
    /// As [`Self::remove_file`].
    pub async fn move_file(&self, actor: &Actor, id: FileId, way: Way) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let (row, owner, keeper) = load(&write, actor, id).await?;
        let rows = present(&write, owner).await?;
        let Some(here) = rows.iter().position(|other| other.id == row.id) else {
            return Err(Refusal::NotFound);
        };
        let there = match way {
            Way::Up => here.checked_sub(1),
            Way::Down => Some(here + 1),
        };
        let Some(neighbour) = there.and_then(|there| rows.get(there)) else {
            return Ok(());
        };
        for (id, position) in [(row.id, neighbour.position), (neighbour.id, row.position)] {
            let change = file::ActiveModel {
                position: Set(position),
                ..Default::default()
            };
            update(&write, id, change).await?;
        }
        let change = Change::to(json!({ "file": row.id, "position": neighbour.position }));
        write
            .record(actor, Deed::FilesOrdered, subject_of(owner, keeper), change)
            .await?;
        write.commit().await?;
        Ok(())
    }
}

/// Adds a file behind the others, if there is room.
async fn append(
    write: &mut Write,
    actor: &Actor,
    owner: FileOwner,
    keeper: OrganisationId,
    new: &NewFile,
) -> Result<FileVersionId, Refusal> {
    let others = present(write, owner).await?;
    let sizes = sizes(write, &others, None).await?;
    owner.limits().check(&sizes, new.bytes).map_err(Refusal::File)?;
    let last = others.iter().map(|row| row.position).max().unwrap_or_default();
    let row = file::ActiveModel {
        owner_kind: Set(owner.kind().to_owned()),
        owner_id: Set(owner.id()),
        organisation_id: Set(keeper.get()),
        position: Set(last.saturating_add(1)),
        version: Set(1),
        created_at: Set(write.at()),
        ..Default::default()
    };
    let id = file::Entity::insert(row).exec(write.tx()).await?.last_insert_id;
    let version = add_version(write, actor, id, 1, new).await?;
    let change = Change::to(facts(new));
    write
        .record(actor, Deed::FileAttached, subject_of(owner, keeper), change)
        .await?;
    Ok(version)
}

/// What the audit log calls an owner.
pub(super) const fn subject_of(owner: FileOwner, keeper: OrganisationId) -> About {
    match owner {
        FileOwner::Application(id, _) => About::Application(id, keeper),
        FileOwner::Consent(id) => About::Participation(id, keeper),
        FileOwner::Place(_) | FileOwner::Shelf(_) => About::Organisation(keeper),
        FileOwner::Program(id) => About::Program(id, keeper),
    }
}

/// The organisation whose people attach to this, locked until the end of the transaction, so that two of them cannot both
/// take the last place. Refuses an actor who may not, and an owner that takes no files now.
async fn open(write: &Write, actor: &Actor, owner: FileOwner) -> Result<OrganisationId, Refusal> {
    let keeper = match owner {
        FileOwner::Application(id, _) => {
            let row = application::Entity::find_by_id(id.get()).one(write.tx()).await?;
            let row = row.ok_or(Refusal::NotFound)?;
            let keeper = OrganisationId::new(row.lead_id);
            permit(actor, keeper)?;
            if !ApplicationState::from_code(&row.state).is_some_and(takes_papers) {
                return Err(Refusal::NotNow);
            }
            keeper
        }
        FileOwner::Consent(id) => {
            let row = participation::Entity::find_by_id(id.get()).one(write.tx()).await?;
            let row = row.ok_or(Refusal::NotFound)?;
            let keeper = OrganisationId::new(row.organisation_id);
            permit(actor, keeper)?;
            if !ParticipationState::from_code(&row.state).is_some_and(takes_evidence) {
                return Err(Refusal::NotNow);
            }
            keeper
        }
        FileOwner::Place(id) | FileOwner::Shelf(id) => {
            let row = consortium_place::Entity::find_by_id(id.get()).one(write.tx()).await?;
            let row = row.ok_or(Refusal::NotFound)?;
            let keeper = OrganisationId::new(row.organisation_id);
            permit(actor, keeper)?;
            let whole = consortium::Entity::find_by_id(row.consortium_id)
                .one(write.tx())
                .await?;
            let state = whole.and_then(|whole| ConsortiumState::from_code(&whole.state));
            let place = MembershipState::from_code(&row.state);
            if !state.zip(place).is_some_and(|(whole, place)| match owner {
                FileOwner::Shelf(_) => takes_shared_files(whole, place),
                _ => takes_place_evidence(whole, place),
            }) {
                return Err(Refusal::NotNow);
            }
            keeper
        }
        FileOwner::Program(id) => {
            let row = program::Entity::find_by_id(id.get()).one(write.tx()).await?;
            let row = row.ok_or(Refusal::NotFound)?;
            let keeper = OrganisationId::new(row.owner_id);
            permit(actor, keeper)?;
            let state = decode::state(&row)?;
            if !takes_files(state) {
                return Err(Refusal::WrongState { state });
            }
            keeper
        }
    };
    lock_organisation(write, keeper).await?;
    Ok(keeper)
}

/// What is not theirs looks as if it did not exist.
fn permit(actor: &Actor, keeper: OrganisationId) -> Result<(), Refusal> {
    let subject = Subject::Organisation(keeper);
    if may(actor, Action::AttachFiles, subject) {
        Ok(())
    } else if may(actor, Action::ReadFiles, subject) {
        Err(Refusal::Forbidden)
    } else {
        Err(Refusal::NotFound)
    }
}

/// Loads a file that is not removed, for an actor who may change it.
async fn load(write: &Write, actor: &Actor, id: FileId) -> Result<(file::Model, FileOwner, OrganisationId), Refusal> {
    let found = file::Entity::find_by_id(id.get()).one(write.tx()).await?;
    let row = found.ok_or(Refusal::NotFound)?;
    let owner = FileOwner::from_parts(&row.owner_kind, row.owner_id).ok_or(Refusal::NotFound)?;
    let keeper = open(write, actor, owner).await?;
    // Read again under the lock.
    let row = file::Entity::find_by_id(id.get()).one(write.tx()).await?;
    let row = row.filter(|row| row.removed_at.is_none()).ok_or(Refusal::NotFound)?;
    Ok((row, owner, keeper))
}

/// The files of an owner that are not removed, in their order.
async fn present(write: &Write, owner: FileOwner) -> Result<Vec<file::Model>, Refusal> {
    Ok(file::Entity::find()
        .filter(file::Column::OwnerKind.eq(owner.kind()))
        .filter(file::Column::OwnerId.eq(owner.id()))
        .filter(file::Column::RemovedAt.is_null())
        .order_by_asc(file::Column::Position)
        .order_by_asc(file::Column::Id)
        .all(write.tx())
        .await?)
}

/// Sizes of the present versions, without that of one file.
async fn sizes(write: &Write, files: &[file::Model], without: Option<i64>) -> Result<Vec<u64>, Refusal> {
    let mut sizes = Vec::with_capacity(files.len());
    for row in files.iter().filter(|row| Some(row.id) != without) {
        let found = file_version::Entity::find()
            .filter(file_version::Column::FileId.eq(row.id))
            .filter(file_version::Column::Number.eq(row.version))
            .find_also_related(file_content::Entity)
            .one(write.tx())
            .await?;
        let content = found.and_then(|(_, content)| content);
        sizes.push(
            content
                .and_then(|content| u64::try_from(content.bytes).ok())
                .unwrap_or_default(),
        );
    }
    Ok(sizes)
}

/// Adds a version whose content the storage has.
async fn add_version(
    write: &Write,
    actor: &Actor,
    file: i64,
    number: i32,
    new: &NewFile,
) -> Result<FileVersionId, Refusal> {
    touch(write, &new.sha256, Some(ContentPlace::Stored)).await?;
    let row = file_version::ActiveModel {
        file_id: Set(file),
        number: Set(number),
        name: Set(new.name.clone()),
        kind: Set(new.kind.code().to_owned()),
        sha256: Set(new.sha256.clone()),
        uploaded_at: Set(write.at()),
        uploaded_by: Set(actor.user().map(|user| user.id.get())),
        ..Default::default()
    };
    let id = file_version::Entity::insert(row).exec(write.tx()).await?.last_insert_id;
    Ok(FileVersionId::new(id))
}

async fn update(write: &Write, id: i64, change: file::ActiveModel) -> Result<(), Refusal> {
    file::Entity::update_many()
        .set(change)
        .filter(file::Column::Id.eq(id))
        .exec(write.tx())
        .await?;
    Ok(())
}

fn facts(new: &NewFile) -> serde_json::Value {
    json!({ "name": new.name, "sha256": new.sha256, "bytes": new.bytes })
}
