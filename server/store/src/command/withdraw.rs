//! The approver takes a request back before it is decided (ORG-13). What was typed stays.

use domain::permit::{Action, Actor};
use domain::program::ListingStep;
use domain::value::ProgramId;
use sea_orm::ActiveValue::Set;

use super::fix_request::settle_fixes;
use super::listing_notice::settle;
use super::program::{Loaded, decided, load, record, update};
use crate::entity::program;
use crate::write::Write;
use crate::{Change, Refusal, Store};

impl Store {
    /// Withdraws a request, and answers with the new version: a program never published is a draft again, a change of a
    /// published one is dropped while the published content stays.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale` or `WrongState`.
    pub async fn withdraw_request(&self, actor: &Actor, id: ProgramId, version: i64) -> Result<i64, Refusal> {
        let mut write = self.begin().await?;
        let loaded = load(&write, actor, Action::PublishProgram, id).await?;
        loaded.expect_version(version)?;
        let step = if loaded.published() {
            ListingStep::WithdrawChange
        } else {
            ListingStep::Withdraw
        };
        let version = withdraw(&mut write, actor, &loaded, step).await?;
        write.commit().await?;
        Ok(version)
    }
}

/// Writes the withdrawal.
pub(super) async fn withdraw(
    write: &mut Write,
    actor: &Actor,
    loaded: &Loaded,
    step: ListingStep,
) -> Result<i64, Refusal> {
    let change = program::ActiveModel {
        state: Set(loaded.after(step)?.code().to_owned()),
        ..decided()
    };
    let version = update(write, &loaded.row, change).await?;
    settle_fixes(write, loaded.id()).await?;
    record(write, &loaded.row, actor, Some(step), Change::none(), "").await?;
    settle(write, actor, loaded).await?;
    Ok(version)
}

/// Drops a request for a change, if there is one, and answers with the program as it is then. Steps that only exist for
/// published programs begin with this.
pub(super) async fn drop_request(write: &mut Write, actor: &Actor, loaded: Loaded) -> Result<Loaded, Refusal> {
    if loaded.after(ListingStep::WithdrawChange).is_err() {
        return Ok(loaded);
    }
    withdraw(write, actor, &loaded, ListingStep::WithdrawChange).await?;
    load(write, actor, Action::CheckPrograms, loaded.id()).await
}
