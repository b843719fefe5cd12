//! What the office does with a single review: takes the reviewer out, or asks for a second look.

use domain::application::ApplicationState;
use domain::audit::Deed;
use domain::notice::Matter;
use domain::permit::Actor;
use domain::review::{ReviewNews, ReviewStep};
use domain::value::ReviewId;
use sea_orm::ActiveValue::Set;

use super::load::load_for_office;
use crate::entity::review;
use crate::{Refusal, Store};

impl Store {
    /// Takes a step of the office, with its reason. What a recused reviewer gave stays stored and counts for nothing.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`, `Stale`; `NotNow` when the step does not exist here or the application is not in review;
    /// `Problems` with `Empty` on `reason`.
    pub async fn step_review(
        &self,
        actor: &Actor,
        id: ReviewId,
        version: i64,
        step: ReviewStep,
        reason: &str,
    ) -> Result<(), Refusal> {
        if !step.is_of_office() {
            return Err(Refusal::NotNow);
        }
        let mut write = self.begin().await?;
        let found = load_for_office(&write, actor, id, version).await?;
        let is_running = matches!(
            found.whole.state,
            ApplicationState::FormalCheck | ApplicationState::InReview
        );
        let next = found.next(step, reason)?;
        if !is_running {
            return Err(Refusal::NotNow);
        }
        let change = review::ActiveModel {
            state: Set(next.code().to_owned()),
            ..Default::default()
        };
        found.update(&write, change).await?;
        found
            .note_step(&mut write, actor, Deed::ReviewStepped, step, reason)
            .await?;
        write.settle(actor, Matter::Review(id)).await?;
        if step == ReviewStep::Reopen {
            found.tell_reviewer(&mut write, ReviewNews::Reopened).await?;
        }
        Ok(write.commit().await?)
    }
}
