//! The secretariat's decisions on a request for publication: publish, or send back with comments (ORG-04). Planning is in
//! `schedule`.

use domain::notice::Notice;
use domain::permit::{Action, Actor};
use domain::program::{ListingStep, SendBack};
use domain::value::ProgramId;
use sea_orm::ActiveValue::Set;

use super::fix_request::{add_fixes, settle_fixes};
use super::listing_notice::{settle, tell_of, tell_organisers, title};
use super::program::{Loaded, decided, load, record, update};
use super::publish::publish;
use crate::entity::program;
use crate::query::ChangeKind;
use crate::write::Write;
use crate::{Change, Refusal, Store, decode};

impl Store {
    /// Publishes what an approver has asked for, and answers with the new version.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`, `WrongState`; `Problems` when the title was taken meanwhile.
    pub async fn approve_publication(&self, actor: &Actor, id: ProgramId, version: i64) -> Result<i64, Refusal> {
        let mut write = self.begin().await?;
        let loaded = load(&write, actor, Action::CheckPrograms, id).await?;
        loaded.expect_version(version)?;
        // Only a request can be approved: a draft is nobody's business yet.
        loaded.after(ListingStep::Return)?;
        let clean = decode::form(&loaded.row)?.check()?;
        let version = publish(&mut write, actor, &loaded, &clean, program::ActiveModel::default(), "").await?;
        tell_organisers(&mut write, actor, &loaded, |program, title| Notice::ProgramPublished {
            program,
            title,
        })
        .await?;
        write.note(ChangeKind::Program(id)).await?;
        write.commit().await?;
        Ok(version)
    }

    /// Sends a program back to its organiser with comments at its fields, and answers with the new version. What is
    /// published of it stays as it is.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale` or `WrongState`.
    pub async fn return_program(
        &self,
        actor: &Actor,
        id: ProgramId,
        version: i64,
        back: &SendBack,
    ) -> Result<i64, Refusal> {
        let mut write = self.begin().await?;
        let loaded = load(&write, actor, Action::CheckPrograms, id).await?;
        loaded.expect_version(version)?;
        let version = send_back(&mut write, actor, &loaded, back, "").await?;
        write.commit().await?;
        Ok(version)
    }
}

/// Writes a 差戻し.
pub(super) async fn send_back(
    write: &mut Write,
    actor: &Actor,
    loaded: &Loaded,
    back: &SendBack,
    note: &str,
) -> Result<i64, Refusal> {
    let change = program::ActiveModel {
        state: Set(loaded.after(ListingStep::Return)?.code().to_owned()),
        ..decided()
    };
    let version = update(write, &loaded.row, change).await?;
    settle_fixes(write, loaded.id()).await?;
    add_fixes(write, loaded.id(), actor, &decode::form(&loaded.row)?, back).await?;
    let asked = serde_json::json!({ "fields": back.requests, "due": back.due.iso() });
    record(
        write,
        &loaded.row,
        actor,
        Some(ListingStep::Return),
        Change::to(asked),
        note,
    )
    .await?;
    settle(write, actor, loaded).await?;
    let notice = Notice::ProgramReturned {
        program: loaded.id(),
        title: title(loaded)?,
        count: u32::try_from(back.requests.len()).unwrap_or(u32::MAX),
        due: back.due,
    };
    tell_of(write, loaded, &notice).await?;
    Ok(version)
}
