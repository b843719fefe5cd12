//! The rows a command on a review works on, under the lock of their application, and the writes that all share.

use domain::audit::{Deed, Subject as Matter};
use domain::code::PlatformRole;
use domain::permit::{Action, Actor, Subject, may};
use domain::review::{ReviewNews, ReviewState, ReviewStep};
use domain::value::{ApplicationId, ReviewId, UserId};
use domain::{ProblemCode, Problems};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use crate::command::application::lock_application;
use crate::decode::Row;
use crate::entity::{review, review_event};
use crate::notice::To;
use crate::query::{Application, StoredReview, complete_reviews};
use crate::write::Write;
use crate::{Change, Refusal, StoreError};
use domain::notice::Notice;

/// A review with its application.
pub(super) struct Loaded {
    pub review: StoredReview,
    pub whole: Application,
}

/// Loads a review for its reviewer; for everybody else it does not exist.
pub(super) async fn load_own(write: &Write, actor: &Actor, id: ReviewId, version: i64) -> Result<Loaded, Refusal> {
    let found = load(write, id).await?;
    let is_own = actor.user().is_some_and(|user| user.id == found.review.reviewer);
    if !is_own || !may(actor, Action::ReviewApplications, Subject::Portal) {
        return Err(Refusal::NotFound);
    }
    found.expect_seen(version)?;
    Ok(found)
}

/// Loads a review for the office.
pub(super) async fn load_for_office(
    write: &Write,
    actor: &Actor,
    id: ReviewId,
    version: i64,
) -> Result<Loaded, Refusal> {
    if !may(actor, Action::AssignReviews, Subject::Portal) {
        return Err(Refusal::Forbidden);
    }
    let found = load(write, id).await?;
    found.expect_seen(version)?;
    Ok(found)
}

async fn load(write: &Write, id: ReviewId) -> Result<Loaded, Refusal> {
    let row = review::Entity::find_by_id(id.get()).one(write.tx()).await?;
    let application = row.map(|row| row.application_id).ok_or(Refusal::NotFound)?;
    let whole = lock_application(write, ApplicationId::new(application)).await?;
    // Read again: it may have changed before the lock was held.
    let rows = review::Entity::find_by_id(id.get()).all(write.tx()).await?;
    let review = complete_reviews(write.tx(), rows)
        .await?
        .pop()
        .ok_or(Refusal::NotFound)?;
    Ok(Loaded { review, whole })
}

impl Loaded {
    fn expect_seen(&self, version: i64) -> Result<(), Refusal> {
        if self.review.version == version {
            Ok(())
        } else {
            Err(Refusal::Stale {
                current: self.review.version,
            })
        }
    }

    /// Where the step leads. Nothing happens to reviews once they are closed, except when the office asks again.
    pub fn next(&self, step: ReviewStep, reason: &str) -> Result<ReviewState, Refusal> {
        let next = self.review.state.next(step).ok_or(Refusal::NotNow)?;
        if step.needs_reason() && reason.trim().is_empty() {
            return Err(Problems::one("reason", ProblemCode::Empty).into());
        }
        Ok(next)
    }

    /// Writes the set columns as the next version.
    pub async fn update(&self, write: &Write, change: review::ActiveModel) -> Result<(), Refusal> {
        let change = review::ActiveModel {
            version: Set(self.review.version + 1),
            updated_at: Set(write.at()),
            ..change
        };
        review::Entity::update_many()
            .set(change)
            .filter(review::Column::Id.eq(self.review.id.get()))
            .exec(write.tx())
            .await?;
        Ok(())
    }

    /// History and audit log of a step.
    pub async fn note_step(
        &self,
        write: &mut Write,
        actor: &Actor,
        deed: Deed,
        step: ReviewStep,
        reason: &str,
    ) -> Result<(), Refusal> {
        add_event(write, self.review.id, actor, step.code(), reason.trim()).await?;
        let change = Change::from_to(json!(self.review.state.code()), json!(step.code())).because(reason.trim());
        let matter = Matter::Application(self.whole.id, self.whole.lead);
        Ok(write.record(actor, deed, matter, change).await?)
    }

    /// Tells the reviewer.
    pub async fn tell_reviewer(&self, write: &mut Write, news: ReviewNews) -> Result<(), Refusal> {
        tell_reviewer(write, &self.whole, self.review.id, self.review.reviewer, news).await
    }

    /// Tells the office that it has to find somebody else.
    pub async fn tell_office(&self, write: &mut Write, news: ReviewNews) -> Result<(), Refusal> {
        let notice = notice(&self.whole, self.review.id, news, &self.review.name);
        for role in [PlatformRole::Officer, PlatformRole::Secretariat] {
            write.tell(To::Platform(role), &notice).await?;
        }
        Ok(())
    }
}

pub(super) async fn tell_reviewer(
    write: &mut Write,
    whole: &Application,
    id: ReviewId,
    reviewer: UserId,
    news: ReviewNews,
) -> Result<(), Refusal> {
    write.tell(To::User(reviewer), &notice(whole, id, news, "")).await?;
    Ok(())
}

fn notice(whole: &Application, id: ReviewId, news: ReviewNews, reviewer: &str) -> Notice {
    Notice::Review {
        review: id,
        application: whole.id,
        news,
        title: whole.title(),
        number: whole.number.clone().unwrap_or_default(),
        reviewer: reviewer.to_owned(),
    }
}

/// Adds a line to the history of the review.
pub(super) async fn add_event(
    write: &Write,
    id: ReviewId,
    actor: &Actor,
    step: &str,
    note: &str,
) -> Result<(), Refusal> {
    let row = review_event::ActiveModel {
        review_id: Set(id.get()),
        at: Set(write.at()),
        actor_id: Set(actor.user().map(|user| user.id.get())),
        step: Set(step.to_owned()),
        note: Set(note.to_owned()),
        ..Default::default()
    };
    review_event::Entity::insert(row).exec(write.tx()).await?;
    Ok(())
}

/// A document for storage.
pub(super) fn json_text(document: &impl serde::Serialize) -> Result<String, StoreError> {
    let at = Row { table: "review", id: 0 };
    serde_json::to_string(document).map_err(|error| at.corrupt(error))
}
