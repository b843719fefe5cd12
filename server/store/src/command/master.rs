//! Takes the register of insurers (保険者マスタ) from a file: new ones are registered, known ones brought up to date. What an
//! organisation says of itself beyond the register stays.

use domain::audit::{Deed, Subject as Matter};
use domain::insurer::NewInsurer;
use domain::organisation::profile::Profile;
use domain::organisation::{NewOrganisation, Organisation};
use domain::permit::Actor;
use sea_orm::{ColumnTrait, ConnectionTrait};
use serde_json::json;

use super::organisation::{insert, permit_managing};
use super::profile::{difference, note_listings, write_profile};
use crate::entity::organisation;
use crate::query::load_organisation;
use crate::{Change, Refusal, Result, Store};

/// What a line of the register means for the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MasterState {
    /// The number is new.
    New,
    /// Something differs.
    Changed,
    /// All is as it was.
    Same,
    /// The organisation has ended; it stays as it is.
    Ended,
    /// The number belongs to another kind of insurer; it stays as it is.
    OtherKind,
}

/// One line of the register beside what the portal knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MasterChange {
    /// What it means.
    pub state: MasterState,
    /// Name of what changes, and before and after, as fields of the profile.
    pub fields: Vec<(String, String, String)>,
}

impl Store {
    /// What an import of these lines would do, in their order. Nothing is written.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn preview_master(&self, lines: &[NewInsurer]) -> Result<Vec<MasterChange>> {
        let mut changes = Vec::with_capacity(lines.len());
        for line in lines {
            changes.push(compare(find(self.reader(), line).await?.as_ref(), line));
        }
        Ok(changes)
    }

    /// Imports these lines, all in one transaction, and tells what was done with each.
    ///
    /// # Errors
    /// `Forbidden`; `Stale` when somebody changes one of them at the same moment: nothing has been imported then.
    pub async fn import_master(&self, actor: &Actor, lines: &[NewInsurer]) -> Result<Vec<MasterChange>, Refusal> {
        permit_managing(actor)?;
        let mut write = self.begin().await?;
        let mut changes = Vec::with_capacity(lines.len());
        let mut renamed = Vec::new();
        for line in lines {
            let known = find(write.tx(), line).await?;
            let change = compare(known.as_ref(), line);
            match (change.state, known) {
                (MasterState::New, _) => {
                    let id = insert(&write, &registered(line)).await?;
                    let facts = json!({ "number": line.number.as_str(), "name": line.name });
                    write
                        .record(
                            actor,
                            Deed::OrganisationImported,
                            Matter::Organisation(id),
                            Change::to(facts),
                        )
                        .await?;
                }
                (MasterState::Changed, Some(known)) => {
                    let profile = updated(&known.profile, line);
                    write_profile(&mut write, actor, &known, &profile, Deed::OrganisationImported).await?;
                    renamed.push((known, profile));
                }
                _ => {}
            }
            changes.push(change);
        }
        for (known, profile) in &renamed {
            note_listings(&mut write, known, profile).await?;
        }
        write.commit().await?;
        Ok(changes)
    }
}

async fn find(db: &impl ConnectionTrait, line: &NewInsurer) -> Result<Option<Organisation>> {
    load_organisation(db, organisation::Column::Number.eq(line.number.as_str())).await
}

fn compare(known: Option<&Organisation>, line: &NewInsurer) -> MasterChange {
    let state = |state| MasterChange {
        state,
        fields: Vec::new(),
    };
    let Some(known) = known else {
        return state(MasterState::New);
    };
    if known.ending.is_some() {
        return state(MasterState::Ended);
    }
    if known.kind != line.kind.into() {
        return state(MasterState::OtherKind);
    }
    let profile = updated(&known.profile, line);
    if profile == known.profile {
        return state(MasterState::Same);
    }
    let (before, after) = difference(&known.profile, &profile);
    let text = |value: &serde_json::Value, field: &str| value[field].as_str().unwrap_or_default().to_owned();
    let fields = before.as_object().into_iter().flatten();
    MasterChange {
        state: MasterState::Changed,
        fields: fields
            .map(|(field, _)| (field.clone(), text(&before, field), text(&after, field)))
            .collect(),
    }
}

/// A profile with what the register says of it.
fn updated(profile: &Profile, line: &NewInsurer) -> Profile {
    Profile {
        details: profile.details.clone(),
        ..Profile::from(line)
    }
}

fn registered(line: &NewInsurer) -> NewOrganisation {
    NewOrganisation {
        kind: line.kind.into(),
        number: Some(line.number.clone()),
        profile: Profile::from(line),
    }
}
