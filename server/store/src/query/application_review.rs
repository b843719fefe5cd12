//! Reads of reviews: those of an application, those of a reviewer, who can review, and who stands behind an application.

use std::collections::HashMap;

use domain::application::ApplicationState;
use domain::code::PlatformRole;
use domain::review::{Declaration, Known, Parties, Review, ReviewDraft, ReviewState};
use domain::value::{ApplicationId, CallId, Email, Instant, OrganisationId, ReviewId, UserId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::application::{Application, complete as complete_application};
use super::name::user_names;
use crate::decode::{self, Row};
use crate::entity::{app_user, application, membership, review, review_event, review_round};
use crate::notice::{To, people_of};
use crate::{Result, Store};

/// An application in the hands of a reviewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredReview {
    /// Its id.
    pub id: ReviewId,
    /// To be sent back with every step.
    pub version: i64,
    /// Where it is.
    pub state: ReviewState,
    /// What is reviewed.
    pub application: ApplicationId,
    /// Who reviews it.
    pub reviewer: UserId,
    /// Name of the reviewer.
    pub name: String,
    /// What the reviewer has declared.
    pub declaration: Option<Declaration>,
    /// As typed so far.
    pub draft: ReviewDraft,
    /// The submitted reviews with their moments, the last first; more than one after a second look.
    pub rounds: Vec<(Instant, Review)>,
    /// Since when the reviewer has it.
    pub assigned_at: Instant,
}

impl StoredReview {
    /// What counts in the panel: the last submitted review of somebody who is neither out nor looking again.
    pub fn counted(&self) -> Option<&Review> {
        match self.state {
            ReviewState::Submitted => self.rounds.first().map(|(_, review)| review),
            _ => None,
        }
    }
}

/// Something that happened to a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewEvent {
    /// When.
    pub at: Instant,
    /// Who.
    pub actor: Option<String>,
    /// `assign`, or the code of a step.
    pub step: String,
    /// The reason, where one was given.
    pub note: String,
}

/// Somebody who can review.
#[derive(Clone, Debug)]
pub struct Reviewer {
    /// Who.
    pub id: UserId,
    /// Name.
    pub name: String,
    /// What the portal knows of the person.
    pub known: Known,
    /// Applications of the call in the person's hands.
    pub load: u32,
}

impl Store {
    /// A review by its id.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_review(&self, id: ReviewId) -> Result<Option<StoredReview>> {
        let row = review::Entity::find_by_id(id.get()).all(self.reader()).await?;
        Ok(complete(self.reader(), row).await?.pop())
    }

    /// The reviews of an application in the order in which they were assigned, those that ended without one included.
    ///
    /// # Errors
    /// As [`Self::find_review`].
    pub async fn list_application_reviews(&self, id: ApplicationId) -> Result<Vec<StoredReview>> {
        list(self.reader(), id).await
    }

    /// What a reviewer has to look at, or has looked at, with its application; the last assigned first.
    ///
    /// # Errors
    /// As [`Self::find_review`].
    pub async fn list_reviews_of(&self, reviewer: UserId) -> Result<Vec<(StoredReview, Application)>> {
        let rows = review::Entity::find()
            .filter(review::Column::ReviewerId.eq(reviewer.get()))
            .order_by_desc(review::Column::Id)
            .all(self.reader())
            .await?;
        let mut found = Vec::with_capacity(rows.len());
        for review in complete(self.reader(), rows).await? {
            if let Some(application) = self.find_application(review.application).await? {
                found.push((review, application));
            }
        }
        Ok(found)
    }

    /// What happened to a review, oldest first.
    ///
    /// # Errors
    /// As [`Self::find_review`].
    pub async fn list_review_events(&self, id: ReviewId) -> Result<Vec<ReviewEvent>> {
        let rows = review_event::Entity::find()
            .filter(review_event::Column::ReviewId.eq(id.get()))
            .order_by_asc(review_event::Column::Id)
            .all(self.reader())
            .await?;
        let names = user_names(self.reader(), rows.iter().filter_map(|row| row.actor_id)).await?;
        let events = rows.into_iter().map(|row| ReviewEvent {
            at: Instant::from_millis(row.at),
            actor: row.actor_id.and_then(|id| names.get(&id).cloned()),
            step: row.step,
            note: row.note,
        });
        Ok(events.collect())
    }

    /// The applications of a call that are checked or reviewed, by number.
    ///
    /// # Errors
    /// As [`Self::find_review`].
    pub async fn list_applications_in_review(&self, call: CallId) -> Result<Vec<Application>> {
        let states = [
            ApplicationState::FormalCheck,
            ApplicationState::InReview,
            ApplicationState::Scored,
        ];
        let rows = application::Entity::find()
            .filter(application::Column::CallId.eq(call.get()))
            .filter(application::Column::State.is_in(states.map(ApplicationState::code)))
            .order_by_asc(application::Column::Number)
            .all(self.reader())
            .await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            found.push(complete_application(self.reader(), row).await?);
        }
        Ok(found)
    }

    /// Everybody who can review now, by name, with what they have of a call.
    ///
    /// # Errors
    /// As [`Self::find_review`].
    pub async fn list_reviewers(&self, call: CallId) -> Result<Vec<Reviewer>> {
        let people = people_of(self.reader(), self.now(), To::Platform(PlatformRole::Reviewer)).await?;
        let of_call: Vec<i64> = application::Entity::find()
            .select_only()
            .column(application::Column::Id)
            .filter(application::Column::CallId.eq(call.get()))
            .into_tuple()
            .all(self.reader())
            .await?;
        let held = review::Entity::find()
            .filter(review::Column::ApplicationId.is_in(of_call))
            .all(self.reader())
            .await?;
        let places = membership::Entity::find()
            .filter(membership::Column::UserId.is_in(people.keys().copied()))
            .all(self.reader())
            .await?;
        let mut found = Vec::with_capacity(people.len());
        for (id, person) in people {
            let counts = |row: &review::Model| {
                row.reviewer_id == id && ReviewState::from_code(&row.state).is_some_and(ReviewState::counts)
            };
            let own = places.iter().filter(|place| place.user_id == id);
            found.push(Reviewer {
                id: UserId::new(id),
                known: Known {
                    organisations: own.map(|place| OrganisationId::new(place.organisation_id)).collect(),
                    email: decode::email(id, &person.email)?,
                },
                load: u32::try_from(held.iter().filter(|row| counts(row)).count()).unwrap_or(u32::MAX),
                name: person.name,
            });
        }
        found.sort_by(|left, right| left.name.cmp(&right.name).then(left.id.cmp(&right.id)));
        Ok(found)
    }

    /// Who stands behind an application: all places of its consortium, and the people who act for them.
    ///
    /// # Errors
    /// As [`Self::find_review`].
    pub async fn parties(&self, whole: &Application) -> Result<Parties> {
        let places = whole.consortium.places.iter().filter(|place| place.state.is_present());
        let others: Vec<OrganisationId> = places
            .map(|place| place.organisation)
            .filter(|id| *id != whole.lead)
            .collect();
        let all = others.iter().chain([&whole.lead]).map(|id| id.get());
        let people = membership::Entity::find()
            .filter(membership::Column::OrganisationId.is_in(all))
            .find_also_related(app_user::Entity)
            .all(self.reader())
            .await?;
        let emails = people.into_iter().filter_map(|(_, user)| user);
        Ok(Parties {
            lead: whole.lead,
            emails: emails
                .map(|user| decode::email(user.id, &user.email))
                .collect::<Result<Vec<Email>>>()?,
            others,
        })
    }
}

/// The reviews of an application.
pub(crate) async fn list(db: &impl ConnectionTrait, id: ApplicationId) -> Result<Vec<StoredReview>> {
    let rows = review::Entity::find()
        .filter(review::Column::ApplicationId.eq(id.get()))
        .order_by_asc(review::Column::Id)
        .all(db)
        .await?;
    complete(db, rows).await
}

/// Rows with names and submitted rounds, in the same order.
pub(crate) async fn complete(db: &impl ConnectionTrait, rows: Vec<review::Model>) -> Result<Vec<StoredReview>> {
    let names = user_names(db, rows.iter().map(|row| row.reviewer_id)).await?;
    let submitted = review_round::Entity::find()
        .filter(review_round::Column::ReviewId.is_in(rows.iter().map(|row| row.id)))
        .order_by_desc(review_round::Column::Number)
        .all(db)
        .await?;
    let mut rounds: HashMap<i64, Vec<(Instant, Review)>> = HashMap::new();
    for row in submitted {
        let at = Row {
            table: "review_round",
            id: row.id,
        };
        let review = at.json("content", &row.content)?;
        rounds
            .entry(row.review_id)
            .or_default()
            .push((Instant::from_millis(row.at), review));
    }
    let complete = rows.into_iter().map(|row| {
        let at = Row {
            table: "review",
            id: row.id,
        };
        let declaration = row.declaration.as_deref();
        Ok(StoredReview {
            id: ReviewId::new(row.id),
            version: row.version,
            state: at.code("state", &row.state, ReviewState::from_code)?,
            application: ApplicationId::new(row.application_id),
            reviewer: UserId::new(row.reviewer_id),
            name: names.get(&row.reviewer_id).cloned().unwrap_or_default(),
            declaration: declaration.map(|text| at.json("declaration", text)).transpose()?,
            draft: at.json("draft", &row.draft)?,
            rounds: rounds.remove(&row.id).unwrap_or_default(),
            assigned_at: Instant::from_millis(row.assigned_at),
        })
    });
    complete.collect()
}
