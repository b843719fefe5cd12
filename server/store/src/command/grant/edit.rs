//! What the lead society does with its grant: write the application, submit it, withdraw, start, complete.

use domain::audit::Deed;
use domain::grant_case::{GrantDraft, GrantNews, GrantState, GrantStep};
use domain::permit::{Action, Actor};
use domain::value::{Day, GrantId, Instant};
use domain::{ProblemCode, Problems};
use serde_json::json;

use super::load::{NOTHING, Words, expect_past, expect_reason, load, matter, save, take, text, today};
use super::tell::settle_and_tell;
use crate::query::StoredGrant;
use crate::write::Write;
use crate::{Change, Refusal, Store};

impl Store {
    /// Saves the application for the grant as typed; nothing typed is refused.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`; `NotNow` when it is with the office or decided.
    pub async fn save_grant(
        &self,
        actor: &Actor,
        id: GrantId,
        version: i64,
        draft: &GrantDraft,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let mut whole = load(&write, actor, Action::EditGrant, id, version).await?;
        expect_editable(&whole)?;
        if whole.file.draft == *draft {
            return Ok(());
        }
        let change = Change::from_to(json!(whole.file.draft), json!(draft));
        whole.file.draft = draft.clone();
        save(&write, &whole).await?;
        write.record(actor, Deed::GrantSaved, matter(&whole), change).await?;
        Ok(write.commit().await?)
    }

    /// 交付申請 (法5条): submits the application as saved, or submits it again.
    ///
    /// # Errors
    /// As [`Self::save_grant`]; `Problems` with what is missing.
    pub async fn submit_grant(&self, actor: &Actor, id: GrantId, version: i64) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let mut whole = load(&write, actor, Action::SubmitGrant, id, version).await?;
        expect_editable(&whole)?;
        let content = whole
            .file
            .draft
            .check(&whole.call.call, whole.file.awarded, whole.file.cap)?;
        let step = match whole.state() {
            GrantState::Draft => GrantStep::Submit,
            _ => GrantStep::Resubmit,
        };
        let document = text(&content)?;
        (whole.file.plan, whole.file.period) = (content.plan.clone(), (content.from, content.to));
        whole.file.content = Some(content);
        let now = Instant::from_millis(write.at());
        whole.submitted_at = Some(now);
        let words = Words {
            content: Some(&document),
            ..Words::default()
        };
        take(&mut write, actor, &mut whole, (step, NOTHING), words).await?;
        save(&write, &whole).await?;
        let due = Some(whole.call.call.reports.decide_by(now.day_jst()));
        settle_and_tell(&mut write, actor, &whole, GrantNews::Stepped { step, due }).await?;
        Ok(write.commit().await?)
    }

    /// 取下げ (法9条): gives the application up, after the decision only within the days of the call.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`; `NotNow` after the window or after the start; `Problems` with `Empty` on `reason`.
    pub async fn withdraw_grant(&self, actor: &Actor, id: GrantId, version: i64, reason: &str) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let mut whole = load(&write, actor, Action::SubmitGrant, id, version).await?;
        if whole.withdraw_until.is_some_and(|until| today(&write) > until) {
            return Err(Refusal::NotNow);
        }
        expect_reason(reason)?;
        whole.file.proposal = None;
        step(&mut write, actor, &mut whole, GrantStep::Withdraw, reason).await?;
        Ok(write.commit().await?)
    }

    /// Starts the program under the conditions of the decision. From here on it cannot be withdrawn.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`; `NotNow` when nothing is decided.
    pub async fn begin_grant(&self, actor: &Actor, id: GrantId, version: i64) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let mut whole = load(&write, actor, Action::EditGrant, id, version).await?;
        step(&mut write, actor, &mut whole, GrantStep::Start, "").await?;
        Ok(write.commit().await?)
    }

    /// Tells that the program is finished; the report is due from that day on.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`, `NotNow`; `Problems` on `on` for a day that has not come, or before the period.
    pub async fn complete_grant(&self, actor: &Actor, id: GrantId, version: i64, on: Day) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let mut whole = load(&write, actor, Action::SubmitGrant, id, version).await?;
        expect_past("on", on, today(&write))?;
        if on < whole.file.period.0 {
            let code = ProblemCode::DateOutside {
                from: Some(whole.file.period.0),
                to: None,
            };
            return Err(Problems::one("on", code).into());
        }
        completed(&mut whole, on);
        step(&mut write, actor, &mut whole, GrantStep::Complete, "").await?;
        Ok(write.commit().await?)
    }
}

fn expect_editable(whole: &StoredGrant) -> Result<(), Refusal> {
    if matches!(whole.state(), GrantState::Draft | GrantState::Returned) {
        Ok(())
    } else {
        Err(Refusal::NotNow)
    }
}

/// The program ended on a day: from it the report's deadline and the keeping of books are counted.
pub(super) fn completed(whole: &mut StoredGrant, on: Day) {
    let reports = &whole.call.call.reports;
    whole.completed_on = Some(on);
    whole.report_due = Some(reports.report_due(on));
    whole.retain_until = Some(reports.retain_until(on));
}

/// A step without money, from the row to the news.
pub(super) async fn step(
    write: &mut Write,
    actor: &Actor,
    whole: &mut StoredGrant,
    step: GrantStep,
    reason: &str,
) -> Result<(), Refusal> {
    let words = Words {
        note: reason,
        ..Words::default()
    };
    take(write, actor, whole, (step, NOTHING), words).await?;
    save(write, whole).await?;
    let due = whole.due();
    settle_and_tell(write, actor, whole, GrantNews::Stepped { step, due }).await
}
