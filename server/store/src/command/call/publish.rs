//! Letting a call out: an officer asks, an approving officer who has not written it decides.

use domain::audit::{Deed, Subject as Matter};
use domain::call::{Call, CallState, CallStep, Publication, publication};
use domain::code::PlatformRole;
use domain::notice::{Matter as About, Notice};
use domain::permit::{Action, Actor};
use domain::questionnaire::Questionnaire;
use domain::value::{CallId, Instant, UserId};
use domain::{ProblemCode, Problems};
use sea_orm::ActiveValue::Set;
use serde_json::json;

use super::{columns, expect, form, load_row, update};
use crate::entity::call;
use crate::notice::To;
use crate::query::read_call_record;
use crate::write::Write;
use crate::{Change, Refusal, Store};

impl Store {
    /// Asks the approving officers to publish a call. Asking again replaces the earlier request.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`; `Problems` when it cannot be published as it is.
    pub async fn request_call(&self, actor: &Actor, id: CallId, version: i64) -> Result<(), Refusal> {
        expect(actor, Action::EditCalls)?;
        let mut write = self.begin().await?;
        let found = read_call_record(load_row(&write, id, version).await?)?;
        let call = found.draft.check()?;
        publication(
            found.state,
            found.live.as_ref(),
            &call,
            Instant::from_millis(write.at()),
        )?;
        write.settle(actor, About::Call(id)).await?;
        let notice = Notice::CallWaits {
            call: id,
            title: call.title,
        };
        write.tell(To::Platform(PlatformRole::OfficerApprover), &notice).await?;
        let change = Change::to(json!({ "requested": version }));
        write.record(actor, Deed::CallSaved, Matter::Call(id), change).await?;
        Ok(write.commit().await?)
    }

    /// Publishes the working copy of a call, with its questions while nobody has answered them yet; a call whose opening has
    /// come opens at once.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden` for who may not or has written the last change, `Stale`, `NotNow` for a call that is over or
    /// has nothing new; `Problems` on what is missing, on `form` for questions that cannot be answered.
    pub async fn publish_call(&self, actor: &Actor, id: CallId, version: i64) -> Result<CallState, Refusal> {
        expect(actor, Action::PublishCalls)?;
        let mut write = self.begin().await?;
        let found = read_call_record(load_row(&write, id, version).await?)?;
        if !found.state.has_working_copy() {
            return Err(Refusal::NotNow);
        }
        expect_second_person(actor, found.edited_by)?;
        let new = found.draft.check()?;
        let now = Instant::from_millis(write.at());
        let what = publication(found.state, found.live.as_ref(), &new, now)?;
        if found.state.is_editable() {
            publish_questions(&write, actor, id).await?;
        }
        let step = match what {
            Publication::Schedule => Some(CallStep::Schedule),
            Publication::Amend => Some(CallStep::Amend),
            Publication::Reopen => Some(CallStep::Reopen),
            Publication::Replace => None,
        };
        let mut state = step.and_then(|step| found.state.next(step)).unwrap_or(found.state);
        if state == CallState::Scheduled && new.dates.open_at <= now {
            state = CallState::Open;
        }
        let mut draft = found.draft.clone();
        draft.moved.clear();
        let change = call::ActiveModel {
            state: Set(state.code().to_owned()),
            draft: Set(Some(super::draft::json_of(&draft)?)),
            reason: Set(None),
            ..columns(&write, &new, &found.draft.form.title_en)?
        };
        update(&write, id, version, change).await?;
        write.settle(actor, About::Call(id)).await?;
        let step = step.unwrap_or(CallStep::Amend);
        tell_officers(&mut write, id, &new, step).await?;
        let change = Change::from_to(
            json!({ "state": found.state.code(), "call": found.live }),
            json!({ "state": state.code(), "call": new }),
        );
        write.record(actor, Deed::CallStepped, Matter::Call(id), change).await?;
        write.commit().await?;
        Ok(state)
    }
}

async fn publish_questions(write: &Write, actor: &Actor, id: CallId) -> Result<(), Refusal> {
    let Some(waiting) = form::find_draft(write, id).await? else {
        return Ok(());
    };
    if !waiting.form.faults().is_empty() {
        return Err(Problems::one("form", ProblemCode::NotAllowed).into());
    }
    if waiting.form == Questionnaire::default() {
        // A call without questions of its own needs no version of them.
        return Ok(());
    }
    form::mark_published(write, actor, &waiting).await
}

/// Who has written the last change does not publish it; the operator is nobody's second person and writes nothing.
pub(super) fn expect_second_person(actor: &Actor, edited_by: Option<UserId>) -> Result<(), Refusal> {
    match (actor.user(), edited_by) {
        (Some(user), Some(writer)) if user.id == writer => Err(Refusal::Forbidden),
        _ => Ok(()),
    }
}

/// Tells those who write and publish calls.
pub(super) async fn tell_officers(write: &mut Write, id: CallId, call: &Call, step: CallStep) -> Result<(), Refusal> {
    let notice = Notice::CallStepped {
        call: id,
        title: call.title.clone(),
        step,
    };
    for role in [PlatformRole::Officer, PlatformRole::OfficerApprover] {
        write.tell(To::Platform(role), &notice).await?;
    }
    Ok(())
}
