//! What happens to calls by the clock: they open and close at their own dates. Each is one transaction that asks again and is
//! guarded by the call's version, so that of several servers one does it.

use domain::audit::{Deed, Subject as Matter};
use domain::call::{CallState, CallStep};
use domain::permit::Actor;
use domain::value::{CallId, Instant};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::publish::tell_officers;
use super::{load, update};
use crate::entity::call;
use crate::query::{StoredCall, read_call};
use crate::{Change, Refusal, Result, Store};

/// A call whose time has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueCall {
    /// Which.
    pub id: CallId,
    /// As it was seen.
    pub version: i64,
    /// What is due.
    pub step: CallStep,
}

/// What is due on a call now. A submission at the very moment of the deadline is in time, so it closes after that.
fn due(call: &StoredCall, now: Instant) -> Option<CallStep> {
    let dates = &call.call.dates;
    match call.state {
        CallState::Scheduled if dates.open_at <= now => Some(CallStep::Open),
        CallState::Open if dates.close_at < now => Some(CallStep::Close),
        _ => None,
    }
}

impl Store {
    /// Calls that are to be opened or closed now.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_due_calls(&self) -> Result<Vec<DueCall>> {
        let waiting = [CallState::Scheduled.code(), CallState::Open.code()];
        let rows = call::Entity::find()
            .filter(call::Column::State.is_in(waiting))
            .all(self.reader())
            .await?;
        let mut found = Vec::new();
        for row in rows {
            if let Some(call) = read_call(row)?
                && let Some(step) = due(&call, self.now())
            {
                found.push(DueCall {
                    id: call.id,
                    version: call.version,
                    step,
                });
            }
        }
        Ok(found)
    }

    /// Opens or closes a call, and says whether it did: not when somebody else was faster, or it is no longer due.
    ///
    /// # Errors
    /// As [`Self::list_due_calls`].
    pub async fn carry_out_call(&self, due: DueCall) -> Result<bool> {
        match self.try_due_call(due).await {
            Ok(done) => Ok(done),
            Err(Refusal::Db(error)) => Err(error),
            Err(_) => Ok(false),
        }
    }

    async fn try_due_call(&self, asked: DueCall) -> Result<bool, Refusal> {
        let mut write = self.begin().await?;
        let found = load(&write, asked.id, asked.version).await?;
        if due(&found, Instant::from_millis(write.at())) != Some(asked.step) {
            return Ok(false);
        }
        let next = found.state.next(asked.step).ok_or(Refusal::NotNow)?;
        let change = call::ActiveModel {
            state: Set(next.code().to_owned()),
            ..Default::default()
        };
        update(&write, asked.id, asked.version, change).await?;
        tell_officers(&mut write, asked.id, &found.call, asked.step).await?;
        let change = Change::from_to(json!(found.state.code()), json!(next.code()));
        let subject = Matter::Call(asked.id);
        write
            .record(&Actor::Operator, Deed::CallStepped, subject, change)
            .await?;
        write.commit().await?;
        Ok(true)
    }
}
