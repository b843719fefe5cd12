//! Reads of registrations, with what the portal itself finds out about them.

use domain::Lang;
use domain::code::OrganisationStatus;
use domain::organisation::Successor;
use domain::organisation::profile::Warning;
use domain::organisation::registration::{CleanRegistration, MasterMatch, RegistrationState, Review, same_name};
use domain::value::{Instant, OrganisationId, RegistrationId};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use super::organisation::count_people;
use crate::entity::{organisation, registration};
use crate::{Result, Store, decode};

/// An organisation that asked to be let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// Its id.
    pub id: RegistrationId,
    /// To be sent back with every command.
    pub version: i64,
    /// Where it is.
    pub state: RegistrationState,
    /// What was typed, checked.
    pub facts: CleanRegistration,
    /// Language of its mails.
    pub lang: Lang,
    /// When the form came.
    pub created_at: Instant,
    /// Until when the address can be proven.
    pub expires_at: Instant,
    /// When the address was proven.
    pub confirmed_at: Option<Instant>,
    /// When it was decided.
    pub decided_at: Option<Instant>,
    /// Why it was declined.
    pub reason: String,
    /// What it became.
    pub organisation: Option<OrganisationId>,
}

impl Store {
    /// A registration by its id.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_registration(&self, id: RegistrationId) -> Result<Option<Registration>> {
        let row = registration::Entity::find_by_id(id.get()).one(self.reader()).await?;
        row.map(decode::registration).transpose()
    }

    /// The registration that waits for the proof with this hash of its secret, unless time is up.
    ///
    /// # Errors
    /// As [`Self::find_registration`].
    pub async fn find_started_registration(&self, token_hash: [u8; 32]) -> Result<Option<Registration>> {
        let row = registration::Entity::find()
            .filter(registration::Column::TokenHash.eq(decode::hex(token_hash)))
            .filter(registration::Column::State.eq(RegistrationState::Started.code()))
            .filter(registration::Column::ExpiresAt.gt(self.now().millis()))
            .one(self.reader())
            .await?;
        row.map(decode::registration).transpose()
    }

    /// The registrations that wait for a decision, the oldest first.
    ///
    /// # Errors
    /// As [`Self::find_registration`].
    pub async fn list_waiting_registrations(&self) -> Result<Vec<Registration>> {
        let rows = registration::Entity::find()
            .filter(registration::Column::State.eq(RegistrationState::Confirmed.code()))
            .order_by_asc(registration::Column::ConfirmedAt)
            .order_by_asc(registration::Column::Id)
            .all(self.reader())
            .await?;
        rows.into_iter().map(decode::registration).collect()
    }

    /// Whether somebody has registered an organisation of this name from this address before, whatever became of it.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn has_registration(&self, facts: &CleanRegistration) -> Result<bool> {
        let same = registration::Entity::find()
            .filter(registration::Column::EmailKey.eq(facts.email.key()))
            .filter(registration::Column::NameKey.eq(super::name_key(&facts.name)));
        Ok(same.count(self.reader()).await? > 0)
    }

    /// What the portal itself finds out about a registration.
    ///
    /// # Errors
    /// As [`Self::find_registration`].
    pub async fn review_registration(&self, registration: &Registration) -> Result<Review> {
        let facts = &registration.facts;
        let known = match &facts.number {
            Some(number) => self.find_organisation_by_number(number).await?,
            None => None,
        };
        let has_people = match &known {
            Some(known) => count_people(self.reader(), known.id).await? > 0,
            None => false,
        };
        let known_id = known.as_ref().map(|known| known.id);
        let master = match (&facts.number, known) {
            (None, _) => MasterMatch::NoNumber,
            (Some(_), None) => MasterMatch::Unknown,
            (Some(_), Some(known)) if same_name(&known.profile.name, &facts.name) => MasterMatch::SameName(known),
            (Some(_), Some(known)) => MasterMatch::OtherName(known),
        };
        let warnings = facts
            .number
            .as_ref()
            .map(|number| Warning::of_number(facts.kind, number, facts.pref))
            .unwrap_or_default();
        Ok(Review {
            warnings,
            master,
            has_people,
            same_names: self.same_names(&facts.name, known_id).await?,
            rivals: self.count_rivals(registration).await?,
        })
    }

    /// Active organisations whose name means the same, other than `known`.
    async fn same_names(&self, name: &str, known: Option<OrganisationId>) -> Result<Vec<Successor>> {
        let rows = organisation::Entity::find()
            .filter(organisation::Column::Status.eq(OrganisationStatus::Active.code()))
            .all(self.reader())
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| Successor {
                id: OrganisationId::new(row.id),
                name: row.name,
            })
            .filter(|other| Some(other.id) != known && same_name(&other.name, name))
            .collect())
    }

    async fn count_rivals(&self, registration: &Registration) -> Result<u64> {
        let same = match &registration.facts.number {
            Some(number) => registration::Column::Number.eq(number.as_str()),
            None => registration::Column::NameKey.eq(super::name_key(&registration.facts.name)),
        };
        let rivals = registration::Entity::find()
            .filter(registration::Column::State.eq(RegistrationState::Confirmed.code()))
            .filter(registration::Column::Id.ne(registration.id.get()))
            .filter(same);
        Ok(rivals.count(self.reader()).await?)
    }
}
