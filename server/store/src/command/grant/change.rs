//! Change requests (法7条): the society asks, or tells a small change; the office sends back, approves or does not.

use domain::audit::Deed;
use domain::grant_case::{ChangeDraft, ChangeState, ChangeStep, GrantNews, GrantState};
use domain::permit::{Action, Actor};
use domain::value::{GrantChangeId, GrantId};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;

use super::load::{Line, add_line, expect_reason, load, matter, save, text};
use super::propose::find_change;
use super::tell::settle_and_tell;
use crate::entity::grant_change;
use crate::hygiene::clean;
use crate::query::{StoredChange, StoredGrant};
use crate::write::Write;
use crate::{Change as Recorded, Refusal, Store};

impl Store {
    /// Asks for a change, or tells one that is small enough: which of the two follows from the rules of the call. A small
    /// one counts at once.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`; `NotNow` while the program does not run; `Problems` with what is wrong.
    pub async fn ask_change(
        &self,
        actor: &Actor,
        id: GrantId,
        version: i64,
        draft: &ChangeDraft,
    ) -> Result<ChangeState, Refusal> {
        self.hand_in_change(actor, id, version, None, draft).await
    }

    /// Asks again for a change that was sent back.
    ///
    /// # Errors
    /// As [`Self::ask_change`].
    pub async fn ask_change_again(
        &self,
        actor: &Actor,
        id: GrantId,
        version: i64,
        change: GrantChangeId,
        draft: &ChangeDraft,
    ) -> Result<ChangeState, Refusal> {
        self.hand_in_change(actor, id, version, Some(change), draft).await
    }

    async fn hand_in_change(
        &self,
        actor: &Actor,
        id: GrantId,
        version: i64,
        returned: Option<GrantChangeId>,
        draft: &ChangeDraft,
    ) -> Result<ChangeState, Refusal> {
        let mut write = self.begin().await?;
        let mut whole = load(&write, actor, Action::SubmitGrant, id, version).await?;
        if !matches!(whole.state(), GrantState::Executing | GrantState::Suspended) {
            return Err(Refusal::NotNow);
        }
        let decided = whole.case.ledger().decided().unwrap_or_default();
        let content = draft.check(&whole.call.call, &whole.file.plan, decided)?;
        let earlier = match returned {
            Some(id) => Some(find_change(&write, &whole, id).await?),
            None => None,
        };
        let step = match &earlier {
            Some(_) => ChangeStep::Resubmit,
            None if content.needs_approval(&whole.call.call) => ChangeStep::Submit,
            None => ChangeStep::Notify,
        };
        let from = earlier.as_ref().map_or(ChangeState::Draft, |change| change.state);
        let next = from.next(step).ok_or(Refusal::NotNow)?;
        if let (ChangeStep::Notify, Some((_, after))) = (step, &content.plans) {
            whole.file.plan = after.clone();
        }
        let document = text(&content)?;
        let row = grant_change::ActiveModel {
            state: Set(next.code().to_owned()),
            draft: Set(text(draft)?),
            content: Set(document.clone()),
            updated_at: Set(write.at()),
            ..Default::default()
        };
        if let Some(change) = returned {
            let row = grant_change::ActiveModel {
                id: Set(change.get()),
                ..row
            };
            grant_change::Entity::update(row).exec(write.tx()).await?;
        } else {
            let row = grant_change::ActiveModel {
                grant_id: Set(id.get()),
                reply: Set(String::new()),
                created_at: Set(write.at()),
                ..row
            };
            grant_change::Entity::insert(row).exec(write.tx()).await?;
        }
        note(&mut write, actor, &whole, step, (&content.reason, Some(&document))).await?;
        save(&write, &whole).await?;
        settle_and_tell(&mut write, actor, &whole, GrantNews::Changed { step }).await?;
        write.commit().await?;
        Ok(next)
    }

    /// Takes a change request back.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`; `NotNow` when it is decided.
    pub async fn withdraw_change(
        &self,
        actor: &Actor,
        id: GrantId,
        version: i64,
        change: GrantChangeId,
    ) -> Result<(), Refusal> {
        self.step_change(actor, id, version, change, ChangeStep::Withdraw, "")
            .await
    }

    /// 差戻し of a change request.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`, `NotNow`; `Problems` with `Empty` on `reason`.
    pub async fn return_change(
        &self,
        actor: &Actor,
        id: GrantId,
        version: i64,
        change: GrantChangeId,
        reason: &str,
    ) -> Result<(), Refusal> {
        expect_reason(reason)?;
        self.step_change(actor, id, version, change, ChangeStep::Return, reason)
            .await
    }

    async fn step_change(
        &self,
        actor: &Actor,
        id: GrantId,
        version: i64,
        change: GrantChangeId,
        step: ChangeStep,
        reason: &str,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let mut whole = load(&write, actor, step.action(), id, version).await?;
        let found = find_change(&write, &whole, change).await?;
        set_state(&mut write, actor, &whole, &found, step, reason, None).await?;
        // A decision that was proposed about it has nothing to decide any more.
        whole.file.proposal = None;
        save(&write, &whole).await?;
        settle_and_tell(&mut write, actor, &whole, GrantNews::Changed { step }).await?;
        Ok(write.commit().await?)
    }
}

/// Takes a step of a change request.
pub(super) async fn set_state(
    write: &mut Write,
    actor: &Actor,
    whole: &StoredGrant,
    found: &StoredChange,
    step: ChangeStep,
    reason: &str,
    document: Option<&str>,
) -> Result<(), Refusal> {
    let next = found.state.next(step).ok_or(Refusal::NotNow)?;
    let row = grant_change::ActiveModel {
        id: Set(found.id.get()),
        state: Set(next.code().to_owned()),
        reply: Set(clean(reason.trim()).into_owned()),
        updated_at: Set(write.at()),
        ..Default::default()
    };
    grant_change::Entity::update(row).exec(write.tx()).await?;
    note(write, actor, whole, step, (reason, document)).await
}

async fn note(
    write: &mut Write,
    actor: &Actor,
    whole: &StoredGrant,
    step: ChangeStep,
    (reason, document): (&str, Option<&str>),
) -> Result<(), Refusal> {
    let line = Line {
        kind: "change",
        step: step.code(),
        note: reason,
        content: document,
        ..Line::default()
    };
    add_line(write, whole.id, actor, line).await?;
    let change = Recorded::to(json!({ "step": step.code(), "content": document })).because(reason.trim());
    Ok(write.record(actor, Deed::GrantChanged, matter(whole), change).await?)
}
