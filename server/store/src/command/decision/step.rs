//! Approval by the second person, return, and cancellation of a whole batch.

use domain::code::PlatformRole;
use domain::decision::{BatchState, BatchStep};
use domain::notice::Matter as About;
use domain::permit::{Action, Actor};
use domain::value::BatchId;
use domain::{ProblemCode, Problems};
use sea_orm::ActiveValue::Set;

use super::load::{Loaded, expect, load};
use crate::entity::decision_batch;
use crate::hygiene::clean;
use crate::{Refusal, Store};

impl Store {
    /// Approves a batch. Who asked for the approval never gives it; whoever has no name gives none.
    ///
    /// # Errors
    /// `Forbidden` also for the proposer, `NotFound`, `Stale`; `NotNow` when it is not waiting, or its moment of release has
    /// passed meanwhile, so that another one must be named.
    pub async fn approve_decisions(&self, actor: &Actor, id: BatchId, version: i64) -> Result<(), Refusal> {
        expect(actor, Action::DecideApplication)?;
        let mut write = self.begin().await?;
        let found = load(&write, id, version).await?;
        let next = found.next(BatchStep::Approve)?;
        expect_second_person(actor, &found)?;
        if found.batch.release_at.is_some_and(|at| at.millis() < write.at()) {
            return Err(Refusal::NotNow);
        }
        let change = decision_batch::ActiveModel {
            state: Set(next.code().to_owned()),
            approved_at: Set(Some(write.at())),
            approved_by: Set(actor.user().map(|user| user.id.get())),
            note: Set(String::new()),
            ..Default::default()
        };
        found.update(&write, change).await?;
        found.record(&mut write, actor, next, "").await?;
        write.settle(actor, About::Batch(id)).await?;
        found
            .tell(&mut write, PlatformRole::Officer, BatchStep::Approve)
            .await?;
        Ok(write.commit().await?)
    }

    /// Gives a batch back to be prepared again, or takes it back.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`, `Stale`, `NotNow`; `Problems` with `Empty` on `reason`.
    pub async fn return_decisions(
        &self,
        actor: &Actor,
        id: BatchId,
        version: i64,
        reason: &str,
    ) -> Result<(), Refusal> {
        self.step_batch(actor, id, version, BatchStep::Return, reason).await
    }

    /// Cancels a batch before it is released; its applications can be decided about in another one.
    ///
    /// # Errors
    /// As [`Self::return_decisions`].
    pub async fn cancel_decisions(
        &self,
        actor: &Actor,
        id: BatchId,
        version: i64,
        reason: &str,
    ) -> Result<(), Refusal> {
        self.step_batch(actor, id, version, BatchStep::Cancel, reason).await
    }

    async fn step_batch(
        &self,
        actor: &Actor,
        id: BatchId,
        version: i64,
        step: BatchStep,
        reason: &str,
    ) -> Result<(), Refusal> {
        expect(actor, Action::ProposeDecision)?;
        let mut write = self.begin().await?;
        let found = load(&write, id, version).await?;
        let next = found.next(step)?;
        let reason = clean(reason.trim()).into_owned();
        if step.needs_reason() && reason.is_empty() {
            return Err(Problems::one("reason", ProblemCode::Empty).into());
        }
        let change = decision_batch::ActiveModel {
            state: Set(next.code().to_owned()),
            note: Set(reason.clone()),
            ..Default::default()
        };
        found.update(&write, change).await?;
        found.record(&mut write, actor, next, &reason).await?;
        write.settle(actor, About::Batch(id)).await?;
        if found.batch.state != BatchState::Draft {
            found.tell(&mut write, PlatformRole::Officer, step).await?;
        }
        Ok(write.commit().await?)
    }
}

fn expect_second_person(actor: &Actor, found: &Loaded) -> Result<(), Refusal> {
    match (actor.user(), &found.batch.proposed) {
        (Some(user), Some((proposer, ..))) if user.id != *proposer => Ok(()),
        _ => Err(Refusal::Forbidden),
    }
}
