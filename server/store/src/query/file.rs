//! Reads of files. Who may see which is not asked here.

use std::collections::HashMap;

use domain::file::{FileKind, FileOwner, ScanState};
use domain::program::ListingState;
use domain::value::{FileId, FileVersionId, Instant, OrganisationId, UserId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::decode::Row;
use crate::entity::{
    app_user, application, consortium_place, file, file_content, file_version, participation, program,
};
use crate::{Result, Store, StoreError, decode};

/// Ids per query, well below what either database takes.
const CHUNK: usize = 500;

/// Kind of the owners whose files can be used again.
pub(crate) const PROGRAM: &str = "program";

/// Where the bytes of a content are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentPlace {
    /// Somebody is bringing them.
    Storing,
    /// In the storage.
    Stored,
    /// Set apart, because a virus was found.
    Quarantined,
    /// Being deleted.
    Removing,
}

impl ContentPlace {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Storing => "storing",
            Self::Stored => "stored",
            Self::Quarantined => "quarantined",
            Self::Removing => "removing",
        }
    }

    pub(crate) fn from_code(code: &str) -> Option<Self> {
        [Self::Storing, Self::Stored, Self::Quarantined, Self::Removing]
            .into_iter()
            .find(|place| place.code() == code)
    }
}

/// One upload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileVersion {
    /// Its number in addresses.
    pub id: FileVersionId,
    /// The file.
    pub file: FileId,
    /// 1 for the first.
    pub number: u32,
    /// What it is called.
    pub name: String,
    /// What it is by its content.
    pub kind: FileKind,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its content, 64 hexadecimal digits.
    pub sha256: String,
    /// The virus scan.
    pub scan: ScanState,
    /// When it came.
    pub uploaded_at: Instant,
    /// Who brought it: the person and the name; `None` when the operator did.
    pub uploaded_by: Option<(UserId, String)>,
}

/// A file as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// The file.
    pub id: FileId,
    /// To what it is attached.
    pub owner: FileOwner,
    /// Whose people attach and remove it.
    pub organisation: OrganisationId,
    /// When it was removed, if it was.
    pub removed_at: Option<Instant>,
    /// The present version.
    pub current: FileVersion,
}

/// A file that can be attached to something else as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReusableFile {
    /// The file.
    pub file: StoredFile,
    /// Title of the program that has it, as typed; `None` while it has none.
    pub title: Option<String>,
}

impl Store {
    /// The organisation whose people attach files to this; `None` when there is no such thing.
    ///
    /// # Errors
    /// [`StoreError::Db`].
    pub async fn find_file_keeper(&self, owner: FileOwner) -> Result<Option<OrganisationId>> {
        match owner {
            FileOwner::Application(id, _) => {
                let row = application::Entity::find_by_id(id.get()).one(self.reader()).await?;
                Ok(row.map(|row| OrganisationId::new(row.lead_id)))
            }
            FileOwner::Consent(id) => {
                let row = participation::Entity::find_by_id(id.get()).one(self.reader()).await?;
                Ok(row.map(|row| OrganisationId::new(row.organisation_id)))
            }
            FileOwner::Place(id) | FileOwner::Shelf(id) => {
                let row = consortium_place::Entity::find_by_id(id.get())
                    .one(self.reader())
                    .await?;
                Ok(row.map(|row| OrganisationId::new(row.organisation_id)))
            }
            FileOwner::Program(id) => {
                let row = program::Entity::find_by_id(id.get())
                    .filter(program::Column::State.ne(ListingState::DeletedDraft.code()))
                    .one(self.reader())
                    .await?;
                Ok(row.map(|row| OrganisationId::new(row.owner_id)))
            }
        }
    }

    /// The files of an owner in their order, without removed ones.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] or [`StoreError::Db`].
    pub async fn list_files(&self, owner: FileOwner) -> Result<Vec<StoredFile>> {
        let rows = file::Entity::find()
            .filter(file::Column::OwnerKind.eq(owner.kind()))
            .filter(file::Column::OwnerId.eq(owner.id()))
            .filter(file::Column::RemovedAt.is_null())
            .order_by_asc(file::Column::Position)
            .order_by_asc(file::Column::Id)
            .all(self.reader())
            .await?;
        self.complete_files(rows).await
    }

    /// The removed files of an owner, the last removed first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] or [`StoreError::Db`].
    pub async fn list_removed_files(&self, owner: FileOwner) -> Result<Vec<StoredFile>> {
        let rows = file::Entity::find()
            .filter(file::Column::OwnerKind.eq(owner.kind()))
            .filter(file::Column::OwnerId.eq(owner.id()))
            .filter(file::Column::RemovedAt.is_not_null())
            .order_by_desc(file::Column::RemovedAt)
            .order_by_desc(file::Column::Id)
            .all(self.reader())
            .await?;
        self.complete_files(rows).await
    }

    /// Files at an organisation's programs, the last attached first, without those of one owner.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] or [`StoreError::Db`].
    pub async fn list_reusable_files(
        &self,
        keeper: OrganisationId,
        without: FileOwner,
        limit: u64,
    ) -> Result<Vec<ReusableFile>> {
        let mut found = file::Entity::find()
            .filter(file::Column::OrganisationId.eq(keeper.get()))
            .filter(file::Column::OwnerKind.eq(PROGRAM))
            .filter(file::Column::RemovedAt.is_null());
        if without.kind() == PROGRAM {
            found = found.filter(file::Column::OwnerId.ne(without.id()));
        }
        let rows = found
            .order_by_desc(file::Column::Id)
            .limit(limit)
            .all(self.reader())
            .await?;
        let programs = program::Entity::find()
            .filter(program::Column::Id.is_in(rows.iter().map(|row| row.owner_id)))
            .all(self.reader())
            .await?;
        let mut titles = HashMap::with_capacity(programs.len());
        for program in programs {
            let title = domain::normalise::single_line(&decode::form(&program)?.title);
            titles.insert(program.id, Some(title).filter(|title| !title.is_empty()));
        }
        let files = self.complete_files(rows).await?;
        let files = files.into_iter().map(|file| ReusableFile {
            title: titles.get(&file.owner.id()).cloned().flatten(),
            file,
        });
        Ok(files.collect())
    }

    /// A file, also a removed one.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] or [`StoreError::Db`].
    pub async fn find_file(&self, id: FileId) -> Result<Option<StoredFile>> {
        let rows = file::Entity::find_by_id(id.get()).all(self.reader()).await?;
        Ok(self.complete_files(rows).await?.pop())
    }

    /// All versions of a file, the newest first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] or [`StoreError::Db`].
    pub async fn list_file_versions(&self, id: FileId) -> Result<Vec<FileVersion>> {
        let rows = file_version::Entity::find()
            .filter(file_version::Column::FileId.eq(id.get()))
            .find_also_related(file_content::Entity)
            .order_by_desc(file_version::Column::Number)
            .all(self.reader())
            .await?;
        self.complete_versions(rows).await
    }

    /// One version and its file as it is now.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] or [`StoreError::Db`].
    pub async fn find_file_version(&self, id: FileVersionId) -> Result<Option<(StoredFile, FileVersion)>> {
        let rows = file_version::Entity::find_by_id(id.get())
            .find_also_related(file_content::Entity)
            .all(self.reader())
            .await?;
        let Some(version) = self.complete_versions(rows).await?.pop() else {
            return Ok(None);
        };
        let file = self.find_file(version.file).await?;
        Ok(file.map(|file| (file, version)))
    }

    async fn complete_files(&self, rows: Vec<file::Model>) -> Result<Vec<StoredFile>> {
        let mut current = HashMap::with_capacity(rows.len());
        for chunk in rows.chunks(CHUNK) {
            let versions = file_version::Entity::find()
                .filter(file_version::Column::FileId.is_in(chunk.iter().map(|row| row.id)))
                .find_also_related(file_content::Entity)
                .all(self.reader())
                .await?;
            let numbers: HashMap<i64, i32> = chunk.iter().map(|row| (row.id, row.version)).collect();
            let versions = versions
                .into_iter()
                .filter(|(version, _)| numbers.get(&version.file_id) == Some(&version.number));
            for version in self.complete_versions(versions.collect()).await? {
                current.insert(version.file.get(), version);
            }
        }
        rows.into_iter()
            .map(|row| {
                let at = Row {
                    table: "file",
                    id: row.id,
                };
                let owner = FileOwner::from_parts(&row.owner_kind, row.owner_id);
                let owner =
                    owner.ok_or_else(|| at.corrupt(format_args!("owner_kind has no code {:?}", row.owner_kind)))?;
                let current = current.remove(&row.id);
                Ok(StoredFile {
                    id: FileId::new(row.id),
                    owner,
                    organisation: OrganisationId::new(row.organisation_id),
                    removed_at: row.removed_at.map(Instant::from_millis),
                    current: current.ok_or_else(|| at.corrupt("its present version is missing"))?,
                })
            })
            .collect()
    }

    async fn complete_versions(
        &self,
        rows: Vec<(file_version::Model, Option<file_content::Model>)>,
    ) -> Result<Vec<FileVersion>> {
        let people: Vec<i64> = rows.iter().filter_map(|(row, _)| row.uploaded_by).collect();
        let names = name_people(self.reader(), &people).await?;
        rows.into_iter()
            .map(|(row, content)| decode_version(row, content, &names))
            .collect()
    }
}

async fn name_people(db: &impl ConnectionTrait, ids: &[i64]) -> Result<HashMap<i64, String>> {
    let mut names = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let rows = app_user::Entity::find()
            .filter(app_user::Column::Id.is_in(chunk.iter().copied()))
            .all(db)
            .await?;
        names.extend(rows.into_iter().map(|row| (row.id, row.name)));
    }
    Ok(names)
}

fn decode_version(
    row: file_version::Model,
    content: Option<file_content::Model>,
    names: &HashMap<i64, String>,
) -> Result<FileVersion, StoreError> {
    let at = Row {
        table: "file_version",
        id: row.id,
    };
    let content = content.ok_or_else(|| at.corrupt("its content is missing"))?;
    let uploader = |id: i64| {
        let name = names.get(&id).cloned().unwrap_or_default();
        (UserId::new(id), name)
    };
    Ok(FileVersion {
        id: FileVersionId::new(row.id),
        file: FileId::new(row.file_id),
        number: u32::try_from(row.number).map_err(|error| at.corrupt(format_args!("number: {error}")))?,
        kind: at.code("kind", &row.kind, FileKind::from_code)?,
        bytes: u64::try_from(content.bytes).map_err(|error| at.corrupt(format_args!("bytes: {error}")))?,
        scan: at.code("scan", &content.scan, ScanState::from_code)?,
        name: row.name,
        sha256: row.sha256,
        uploaded_at: Instant::from_millis(row.uploaded_at),
        uploaded_by: row.uploaded_by.map(uploader),
    })
}
