//! What a reviewer does: declares, abstains, saves, submits. Nothing of an application is read before the declaration.

use domain::application::ApplicationState;
use domain::audit::Deed;
use domain::notice::Matter;
use domain::permit::Actor;
use domain::review::{Declaration, ReviewDraft, ReviewNews, ReviewState, ReviewStep};
use domain::value::ReviewId;
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::load::{json_text, load_own};
use crate::entity::{review, review_round};
use crate::{Refusal, Store};

impl Store {
    /// Records what the reviewer declares. A conflict takes the reviewer out, also when it is noticed late; the office is
    /// told.
    ///
    /// # Errors
    /// `NotFound`, `Stale`, `NotNow`.
    pub async fn declare_review(
        &self,
        actor: &Actor,
        id: ReviewId,
        version: i64,
        declaration: &Declaration,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let found = load_own(&write, actor, id, version).await?;
        let (step, note) = match declaration {
            Declaration::Free => (ReviewStep::DeclareFree, ""),
            Declaration::Conflict(conflict) => (ReviewStep::DeclareConflict, conflict.note.as_str()),
        };
        let next = found.next(step, note)?;
        let change = review::ActiveModel {
            state: Set(next.code().to_owned()),
            declaration: Set(Some(json_text(declaration)?)),
            ..Default::default()
        };
        found.update(&write, change).await?;
        found
            .note_step(&mut write, actor, Deed::ReviewDeclared, step, note)
            .await?;
        if next == ReviewState::Recused {
            write.settle(actor, Matter::Review(id)).await?;
            found.tell_office(&mut write, ReviewNews::Conflict).await?;
        }
        Ok(write.commit().await?)
    }

    /// The reviewer abstains, with a reason for the office.
    ///
    /// # Errors
    /// `NotFound`, `Stale`, `NotNow`; `Problems` with `Empty` on `reason`.
    pub async fn abstain_review(&self, actor: &Actor, id: ReviewId, version: i64, reason: &str) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let found = load_own(&write, actor, id, version).await?;
        let next = found.next(ReviewStep::Abstain, reason)?;
        let change = review::ActiveModel {
            state: Set(next.code().to_owned()),
            ..Default::default()
        };
        found.update(&write, change).await?;
        found
            .note_step(&mut write, actor, Deed::ReviewStepped, ReviewStep::Abstain, reason)
            .await?;
        write.settle(actor, Matter::Review(id)).await?;
        found.tell_office(&mut write, ReviewNews::Abstained).await?;
        Ok(write.commit().await?)
    }

    /// Keeps a review as typed and gives its new version. It is nobody else's business and stands in no log.
    ///
    /// # Errors
    /// `NotFound`, `Stale`; `NotNow` before the declaration and after submitting.
    pub async fn save_review(
        &self,
        actor: &Actor,
        id: ReviewId,
        version: i64,
        draft: &ReviewDraft,
    ) -> Result<i64, Refusal> {
        let write = self.begin().await?;
        let found = load_own(&write, actor, id, version).await?;
        if found.review.state != ReviewState::Open {
            return Err(Refusal::NotNow);
        }
        if found.review.draft == *draft {
            return Ok(version);
        }
        let change = review::ActiveModel {
            draft: Set(json_text(draft)?),
            ..Default::default()
        };
        found.update(&write, change).await?;
        write.commit().await?;
        Ok(version + 1)
    }

    /// Submits a review. It is kept for good; other reviewers and the office see it from now on.
    ///
    /// # Errors
    /// `NotFound`, `Stale`; `NotNow` when it is not open or the application is not in review; `Problems` with what the
    /// sheet still asks for.
    pub async fn submit_review(
        &self,
        actor: &Actor,
        id: ReviewId,
        version: i64,
        draft: &ReviewDraft,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let found = load_own(&write, actor, id, version).await?;
        let next = found.next(ReviewStep::Submit, "")?;
        if found.whole.state != ApplicationState::InReview {
            return Err(Refusal::NotNow);
        }
        let review = draft.check(&found.whole.call.call.sheet)?;
        let number = found.review.rounds.len() + 1;
        let round = review_round::ActiveModel {
            review_id: Set(id.get()),
            number: Set(i32::try_from(number).unwrap_or(i32::MAX)),
            content: Set(json_text(&review)?),
            at: Set(write.at()),
            ..Default::default()
        };
        review_round::Entity::insert(round).exec(write.tx()).await?;
        let change = review::ActiveModel {
            state: Set(next.code().to_owned()),
            draft: Set(json_text(draft)?),
            ..Default::default()
        };
        found.update(&write, change).await?;
        found
            .note_step(&mut write, actor, Deed::ReviewSubmitted, ReviewStep::Submit, "")
            .await?;
        write.settle(actor, Matter::Review(id)).await?;
        Ok(write.commit().await?)
    }
}
