//! The release of an approved batch: applications take their steps and applicants learn of it, all at one moment. A line
//! whose application has moved on stays behind with the reason; the others go.

use domain::application::ApplicationNews;
use domain::audit::{Deed, Subject as Matter};
use domain::code::PlatformRole;
use domain::decision::{BatchStep, LineState, Verdict};
use domain::notice::Matter as About;
use domain::permit::Actor;
use domain::value::BatchId;
use sea_orm::ActiveValue::Set;
use serde_json::json;

use super::draft::set_line;
use super::load::lock_batch;
use crate::command::application::{
    add_application_event, lock_application, mail_decided, set_application_state, tell_decided,
};
use crate::command::consortium::step_by_application;
use crate::decode::Row;
use crate::entity::{decision, decision_batch};
use crate::query::{Application, BatchLine};
use crate::write::Write;
use crate::{Change, Refusal, Result, Store};

/// What came of a release.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Released {
    /// Decisions that applicants know now.
    pub released: usize,
    /// Lines that stayed behind.
    pub failed: usize,
}

impl Store {
    /// Releases an approved batch whose moment has come; `None` when it is not due (any more).
    ///
    /// # Errors
    /// [`StoreError`](crate::StoreError); nothing has happened then.
    pub async fn release_decisions(&self, id: BatchId) -> Result<Option<Released>> {
        match self.try_release(id).await {
            Ok(done) => Ok(done),
            Err(Refusal::Db(error)) => Err(error),
            Err(refused) => {
                let at = Row {
                    table: "decision_batch",
                    id: id.get(),
                };
                Err(at.corrupt(refused))
            }
        }
    }

    async fn try_release(&self, id: BatchId) -> Result<Option<Released>, Refusal> {
        let mut write = self.begin().await?;
        let found = lock_batch(&write, id).await?;
        let Some(next) = found.batch.state.next(BatchStep::Release) else {
            return Ok(None);
        };
        if found.batch.release_at.is_some_and(|at| at.millis() > write.at()) {
            return Ok(None);
        }
        let mut done = Released::default();
        for line in &found.batch.lines {
            if !line.state.counts() {
                continue;
            }
            if release_line(&mut write, line).await? {
                done.released += 1;
            } else {
                done.failed += 1;
            }
        }
        let change = decision_batch::ActiveModel {
            state: Set(next.code().to_owned()),
            released_at: Set(Some(write.at())),
            ..Default::default()
        };
        found.update(&write, change).await?;
        found.record(&mut write, &Actor::Operator, next, "").await?;
        for role in [PlatformRole::Officer, PlatformRole::OfficerApprover] {
            found.tell(&mut write, role, BatchStep::Release).await?;
        }
        write.commit().await?;
        Ok(Some(done))
    }
}

/// Releases a line, and says whether it could be.
async fn release_line(write: &mut Write, line: &BatchLine) -> Result<bool, Refusal> {
    let at = Row {
        table: "decision",
        id: line.id,
    };
    let verdict = line
        .verdict
        .as_ref()
        .ok_or_else(|| at.corrupt("approved without content"))?;
    let whole = lock_application(write, line.application).await?;
    let next = whole.state.next(verdict.outcome.step());
    let Some(next) = next.filter(|_| verdict.outcome.fits(whole.state)) else {
        let change = decision::ActiveModel {
            state: Set(LineState::Failed.code().to_owned()),
            note: Set(whole.state.code().to_owned()),
            ..Default::default()
        };
        set_line(write, line.id, change).await?;
        return Ok(false);
    };
    let change = decision::ActiveModel {
        state: Set(LineState::Released.code().to_owned()),
        ..Default::default()
    };
    set_line(write, line.id, change).await?;
    set_application_state(write, &whole, next).await?;
    let step = verdict.outcome.step().code();
    add_application_event(write, whole.id, None, step, &verdict.reason).await?;
    let change = Change::from_to(
        json!({ "state": whole.state.code() }),
        json!({ "state": next.code(), "amount": verdict.amount, "number": verdict.number }),
    )
    .because(&verdict.reason);
    let matter = Matter::Application(whole.id, whole.lead);
    write
        .record(&Actor::Operator, Deed::DecisionReleased, matter, change)
        .await?;
    move_consortium(write, &whole, verdict).await?;
    write.settle(&Actor::Operator, About::Application(whole.id)).await?;
    let outcome = verdict.outcome;
    tell_decided(write, &whole, ApplicationNews::Decided { outcome }).await?;
    tell_decided(write, &whole, ApplicationNews::DecidedForMembers { outcome }).await?;
    mail_decided(write, &whole).await?;
    Ok(true)
}

async fn move_consortium(write: &mut Write, whole: &Application, verdict: &Verdict) -> Result<(), Refusal> {
    let step = verdict.outcome.consortium_step();
    if let Some(step) = step.filter(|step| whole.consortium.state.next(*step).is_some()) {
        step_by_application(write, &Actor::Operator, whole.consortium.id, step).await?;
    }
    Ok(())
}
