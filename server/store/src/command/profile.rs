//! What an organisation says of itself is changed. The whole profile is written, guarded by its version; the audit log
//! keeps only the fields that differ.

use domain::audit::{Deed, Subject as Matter};
use domain::organisation::Organisation;
use domain::organisation::profile::{Profile, ProfileForm};
use domain::permit::{Action, Actor, Subject, may};
use domain::value::{OrganisationId, ProgramId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::{Map, Value};

use super::organisation::{columns, expect_version, update};
use crate::entity::{organisation, program};
use crate::query::{ChangeKind, load_organisation};
use crate::write::Write;
use crate::{Change, Refusal, Store, StoreError};

impl Store {
    /// Changes the profile of an organisation and answers with its new version. Saving what is stored already changes
    /// nothing and succeeds whatever version the caller has seen.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`, or `NotNow` when the organisation has ended.
    pub async fn change_profile(
        &self,
        actor: &Actor,
        id: OrganisationId,
        version: i64,
        profile: &Profile,
    ) -> Result<i64, Refusal> {
        if !may(actor, Action::EditOrganisation, Subject::Organisation(id)) {
            return Err(Refusal::Forbidden);
        }
        let mut write = self.begin().await?;
        let stored = load_organisation(write.tx(), organisation::Column::Id.eq(id.get()))
            .await?
            .ok_or(Refusal::NotFound)?;
        if stored.ending.is_some() {
            return Err(Refusal::NotNow);
        }
        if stored.profile == *profile {
            return Ok(stored.version);
        }
        expect_version(&stored, version)?;
        let next = write_profile(&mut write, actor, &stored, profile, Deed::OrganisationChanged).await?;
        note_listings(&mut write, &stored, profile).await?;
        write.commit().await?;
        Ok(next)
    }
}

/// Writes a profile and records what it changed. The caller notes the listings that show it, last.
pub(super) async fn write_profile(
    write: &mut Write,
    actor: &Actor,
    stored: &Organisation,
    profile: &Profile,
    deed: Deed,
) -> Result<i64, Refusal> {
    let next = update(write, stored, columns(profile)?).await?;
    let (before, after) = difference(&stored.profile, profile);
    write
        .record(
            actor,
            deed,
            Matter::Organisation(stored.id),
            Change::from_to(before, after),
        )
        .await?;
    Ok(next)
}

/// Search shows the name and place of a lead society, so its listings are indexed again when these change.
pub(super) async fn note_listings(write: &mut Write, stored: &Organisation, now: &Profile) -> Result<(), StoreError> {
    let was = &stored.profile;
    if (&was.name, &was.kana, was.pref) == (&now.name, &now.kana, now.pref) {
        return Ok(());
    }
    let listed: Vec<i64> = program::Entity::find()
        .select_only()
        .column(program::Column::Id)
        .filter(program::Column::OwnerId.eq(stored.id.get()))
        .filter(program::Column::Content.is_not_null())
        .into_tuple()
        .all(write.tx())
        .await?;
    for id in listed {
        write.note(ChangeKind::Program(ProgramId::new(id))).await?;
    }
    Ok(())
}

/// The fields in which two profiles differ, as they were and as they are.
pub(super) fn difference(before: &Profile, after: &Profile) -> (Value, Value) {
    let (before, after) = (ProfileForm::of(before), ProfileForm::of(after));
    let differing = |form: &ProfileForm| {
        let fields = ProfileForm::FIELDS
            .iter()
            .filter(|field| before.values(field) != after.values(field))
            .map(|field| ((*field).to_owned(), Value::from(form.values(field).join(", "))));
        Value::Object(fields.collect::<Map<_, _>>())
    };
    (differing(&before), differing(&after))
}
