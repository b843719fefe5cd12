//! The rows a command on decisions works on, under the lock of their call, and the writes that all share.

use domain::audit::{Deed, Subject as Matter};
use domain::call::Call;
use domain::code::PlatformRole;
use domain::decision::{BatchState, BatchStep};
use domain::notice::Notice;
use domain::permit::{Action, Actor, Subject, may};
use domain::value::{BatchId, CallId};
use sea_orm::sea_query::LockType;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;

use crate::decode::Row;
use crate::entity::{call, decision_batch};
use crate::notice::To;
use crate::query::{Batch, complete_batches, read_call};
use crate::write::Write;
use crate::{Change, Refusal, StoreError};

/// A batch with its call.
pub(super) struct Loaded {
    pub batch: Batch,
    pub call: Call,
}

pub(super) fn expect(actor: &Actor, action: Action) -> Result<(), Refusal> {
    if may(actor, action, Subject::Portal) {
        Ok(())
    } else {
        Err(Refusal::Forbidden)
    }
}

/// Locks a call that has been complete.
pub(super) async fn lock_call(write: &Write, id: CallId) -> Result<Call, Refusal> {
    let row = call::Entity::find_by_id(id.get())
        .lock(LockType::NoKeyUpdate)
        .one(write.tx())
        .await?
        .ok_or(Refusal::NotFound)?;
    Ok(read_call(row)?.ok_or(Refusal::NotFound)?.call)
}

/// Loads a batch, whoever asks, with the lock of its call.
pub(super) async fn lock_batch(write: &Write, id: BatchId) -> Result<Loaded, Refusal> {
    let row = decision_batch::Entity::find_by_id(id.get()).one(write.tx()).await?;
    let call_id = row.map(|row| CallId::new(row.call_id)).ok_or(Refusal::NotFound)?;
    let call = lock_call(write, call_id).await?;
    // Read again: it may have changed before the lock was held.
    let rows = decision_batch::Entity::find_by_id(id.get()).all(write.tx()).await?;
    let batch = complete_batches(write.tx(), rows)
        .await?
        .pop()
        .ok_or(Refusal::NotFound)?;
    Ok(Loaded { batch, call })
}

/// Loads a batch as the caller has seen it.
pub(super) async fn load(write: &Write, id: BatchId, version: i64) -> Result<Loaded, Refusal> {
    let found = lock_batch(write, id).await?;
    if found.batch.version == version {
        Ok(found)
    } else {
        Err(Refusal::Stale {
            current: found.batch.version,
        })
    }
}

impl Loaded {
    /// Where the step leads.
    pub fn next(&self, step: BatchStep) -> Result<BatchState, Refusal> {
        self.batch.state.next(step).ok_or(Refusal::NotNow)
    }

    /// Writes the set columns as the next version.
    pub async fn update(&self, write: &Write, change: decision_batch::ActiveModel) -> Result<(), Refusal> {
        let change = decision_batch::ActiveModel {
            version: Set(self.batch.version + 1),
            updated_at: Set(write.at()),
            ..change
        };
        decision_batch::Entity::update_many()
            .set(change)
            .filter(decision_batch::Column::Id.eq(self.batch.id.get()))
            .exec(write.tx())
            .await?;
        Ok(())
    }

    /// Writes the step into the audit log.
    pub async fn record(
        &self,
        write: &mut Write,
        actor: &Actor,
        next: BatchState,
        reason: &str,
    ) -> Result<(), StoreError> {
        let of = |state: BatchState| json!({ "batch": self.batch.id, "state": state.code() });
        let change = Change::from_to(of(self.batch.state), of(next)).because(reason);
        write
            .record(actor, Deed::DecisionStepped, Matter::Call(self.batch.call), change)
            .await
    }

    /// Tells those with a role of a step.
    pub async fn tell(&self, write: &mut Write, role: PlatformRole, step: BatchStep) -> Result<(), Refusal> {
        let notice = Notice::Decisions {
            batch: self.batch.id,
            call: self.batch.call,
            title: self.call.title.clone(),
            name: self.batch.form.name.clone(),
            step,
        };
        write.tell(To::Platform(role), &notice).await?;
        Ok(())
    }
}

/// A document for storage.
pub(super) fn json_text(document: &impl serde::Serialize) -> Result<String, StoreError> {
    let at = Row {
        table: "decision",
        id: 0,
    };
    serde_json::to_string(document).map_err(|error| at.corrupt(error))
}
