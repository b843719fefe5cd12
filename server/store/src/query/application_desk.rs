//! Reads of what the office itself adds to applications: who is in charge, and until when an applicant was asked to answer.
//! Applicants and reviewers never see it.

use std::collections::HashMap;

use domain::code::PlatformRole;
use domain::value::{ApplicationId, Day, Instant, UserId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use super::name::user_names;
use crate::decode::Row;
use crate::entity::{application_fix, application_officer};
use crate::notice::{To, people_of};
use crate::{Result, Store};

/// An application on the office's desk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desk {
    /// Who is in charge.
    pub officer: Option<(UserId, String)>,
    /// By when corrections are expected; only while the office waits for them.
    pub answer_by: Option<Day>,
}

impl Store {
    /// The desk of one application.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn get_desk(&self, id: ApplicationId) -> Result<Desk> {
        Ok(self.desks(Some(id)).await?.remove(&id).unwrap_or_default())
    }

    /// Those of the office who can be in charge of an application, by name.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_case_officers(&self) -> Result<Vec<(UserId, String)>> {
        case_officers(self.reader(), self.now()).await
    }

    /// The desks of all applications, or of one; those without anything are missing.
    pub(super) async fn desks(&self, only: Option<ApplicationId>) -> Result<HashMap<ApplicationId, Desk>> {
        let mut officers = application_officer::Entity::find();
        let mut fixes = application_fix::Entity::find()
            .select_only()
            .columns([
                application_fix::Column::Id,
                application_fix::Column::ApplicationId,
                application_fix::Column::Due,
            ])
            .filter(application_fix::Column::SettledAt.is_null());
        if let Some(id) = only {
            officers = officers.filter(application_officer::Column::ApplicationId.eq(id.get()));
            fixes = fixes.filter(application_fix::Column::ApplicationId.eq(id.get()));
        }
        let officers = officers.all(self.reader()).await?;
        let names = user_names(self.reader(), officers.iter().map(|row| row.officer_id)).await?;
        let mut desks: HashMap<ApplicationId, Desk> = HashMap::new();
        for row in officers {
            let name = names.get(&row.officer_id).cloned().unwrap_or_default();
            let desk = desks.entry(ApplicationId::new(row.application_id)).or_default();
            desk.officer = Some((UserId::new(row.officer_id), name));
        }
        let fixes: Vec<(i64, i64, String)> = fixes.into_tuple().all(self.reader()).await?;
        for (fix, application, due) in fixes {
            let at = Row {
                table: "application_fix",
                id: fix,
            };
            let due = at.code("due", &due, Day::from_iso)?;
            let desk = desks.entry(ApplicationId::new(application)).or_default();
            desk.answer_by = Some(desk.answer_by.map_or(due, |other| other.min(due)));
        }
        Ok(desks)
    }
}

/// The same over a connection, at a moment.
pub(crate) async fn case_officers(db: &impl ConnectionTrait, at: Instant) -> Result<Vec<(UserId, String)>> {
    let mut people = people_of(db, at, To::Platform(PlatformRole::Officer)).await?;
    people.extend(people_of(db, at, To::Platform(PlatformRole::Secretariat)).await?);
    let mut found: Vec<_> = people
        .into_iter()
        .map(|(id, person)| (UserId::new(id), person.name))
        .collect();
    found.sort_by(|(_, one), (_, other)| one.cmp(other));
    Ok(found)
}
