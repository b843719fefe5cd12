//! Steps that an officer takes alone: sending back, resuming, closing, keeping.

use domain::grant_case::GrantStep;
use domain::permit::{Action, Actor};
use domain::value::GrantId;

use super::edit::step;
use super::load::{expect_reason, load, refused, today};
use crate::{Refusal, Store};

impl Store {
    /// 差戻し of the application for the grant.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`, `NotNow`; `Problems` with `Empty` on `reason`.
    pub async fn return_grant(&self, actor: &Actor, id: GrantId, version: i64, reason: &str) -> Result<(), Refusal> {
        expect_reason(reason)?;
        self.step_by_office(actor, id, version, GrantStep::Return, reason).await
    }

    /// Lets a suspended program go on.
    ///
    /// # Errors
    /// As [`Self::return_grant`].
    pub async fn resume_grant(&self, actor: &Actor, id: GrantId, version: i64, reason: &str) -> Result<(), Refusal> {
        self.step_by_office(actor, id, version, GrantStep::Resume, reason).await
    }

    /// 完了: nothing is owing to either side.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`, `NotNow`; `Unsettled` with what is still open.
    pub async fn close_grant(&self, actor: &Actor, id: GrantId, version: i64) -> Result<(), Refusal> {
        self.step_by_office(actor, id, version, GrantStep::Close, "").await
    }

    /// Moves a completed grant to keeping. One that ended before its program did is kept as if it had ended on the day of
    /// this step.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`, `NotNow`.
    pub async fn keep_grant(&self, actor: &Actor, id: GrantId, version: i64) -> Result<(), Refusal> {
        self.step_by_office(actor, id, version, GrantStep::Retain, "").await
    }

    async fn step_by_office(
        &self,
        actor: &Actor,
        id: GrantId,
        version: i64,
        taken: GrantStep,
        reason: &str,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let mut whole = load(&write, actor, Action::CheckGrant, id, version).await?;
        // Refused before anything is written.
        whole.case.take(taken, super::load::NOTHING).map_err(refused)?;
        whole.file.proposal = None;
        if taken == GrantStep::Retain && whole.retain_until.is_none() {
            whole.retain_until = Some(whole.call.call.reports.retain_until(today(&write)));
        }
        step(&mut write, actor, &mut whole, taken, reason).await?;
        Ok(write.commit().await?)
    }
}
