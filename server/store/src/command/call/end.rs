//! Taking a call back, closing it before its time, cancelling and finishing it: each once, for good reasons.

use domain::audit::{Deed, Subject as Matter};
use domain::call::{CallDraft, CallStep};
use domain::normalise;
use domain::permit::{Action, Actor};
use domain::program::REASON_CHARS;
use domain::value::{CallId, Instant};
use domain::{ProblemCode, Problems};
use sea_orm::ActiveValue::Set;
use serde_json::json;

use super::draft::json_of;
use super::publish::tell_officers;
use super::{expect, load_row, update};
use crate::entity::call;
use crate::query::{read_call, read_call_record};
use crate::{Change, Refusal, Store};

impl Store {
    /// Ends a call, or takes a scheduled one back to draft. Closing it early and cancelling it want a reason, which readers
    /// see; a deadline that is taken forward stands in the call itself.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`, `NotNow`; `Problems` on `reason`.
    pub async fn end_call(
        &self,
        actor: &Actor,
        id: CallId,
        version: i64,
        step: CallStep,
        reason: &str,
    ) -> Result<(), Refusal> {
        expect(actor, Action::PublishCalls)?;
        let reason = normalise::text(reason);
        let needs_reason = matches!(step, CallStep::Close | CallStep::Cancel);
        match u32::try_from(normalise::char_count(&reason)).unwrap_or(u32::MAX) {
            0 if needs_reason => return Err(Problems::one("reason", ProblemCode::Empty).into()),
            now if now > REASON_CHARS => {
                let max = REASON_CHARS;
                return Err(Problems::one("reason", ProblemCode::TooLong { max, now }).into());
            }
            _ => {}
        }
        if !matches!(
            step,
            CallStep::Unschedule | CallStep::Close | CallStep::Cancel | CallStep::Finish
        ) {
            return Err(Refusal::NotNow);
        }
        let mut write = self.begin().await?;
        let row = load_row(&write, id, version).await?;
        let record = read_call_record(row.clone())?;
        let found = read_call(row)?.ok_or(Refusal::NotNow)?;
        let next = found.state.next(step).ok_or(Refusal::NotNow)?;
        let mut change = call::ActiveModel {
            state: Set(next.code().to_owned()),
            reason: Set(Some(reason.clone()).filter(|reason| !reason.is_empty())),
            ..Default::default()
        };
        if step == CallStep::Close {
            let mut call = found.call.clone();
            call.dates.close_at = Instant::from_millis(write.at());
            let closed = CallDraft::of(&call, "").form;
            let mut draft = record.draft;
            let fields = ["close_day", "close_time"];
            draft
                .form
                .replace(&fields, fields.map(|field| (field, closed.text(field))));
            change.content = Set(json_of(&call)?);
            change.draft = Set(Some(json_of(&draft)?));
        }
        update(&write, id, version, change).await?;
        tell_officers(&mut write, id, &found.call, step).await?;
        let change = Change::from_to(
            json!(found.state.code()),
            json!({ "state": next.code(), "reason": reason }),
        );
        write.record(actor, Deed::CallStepped, Matter::Call(id), change).await?;
        Ok(write.commit().await?)
    }
}
