//! Commands that change what readers see: publish and end.

use domain::permit::{Action, Actor};
use domain::program::{CleanProgram, ListingState, ListingStep};
use domain::value::ProgramId;
use sea_orm::ActiveValue::Set;

use super::program::{Loaded, load, publication, record, update};
use crate::entity::program;
use crate::query::ChangeKind;
use crate::write::Write;
use crate::{Refusal, Store, decode};

impl Store {
    /// Publishes the working copy, for the first time or as a change, and answers with the new version.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`, `WrongState`, or `Problems`: what the form's check found, or `Taken` on
    /// `title` when the society has published another program of that name in the same fiscal year.
    pub async fn publish(&self, actor: &Actor, id: ProgramId, version: i64) -> Result<i64, Refusal> {
        let mut write = self.begin().await?;
        let loaded = load(&write, actor, Action::PublishProgram, id).await?;
        loaded.expect_version(version)?;
        let clean = decode::form(&loaded.row)?.check()?;
        let version = publish(&mut write, actor, &loaded, &clean, program::ActiveModel::default(), "").await?;
        write.note(ChangeKind::Program(id)).await?;
        write.commit().await?;
        Ok(version)
    }

    /// Ends a published program for good and answers with the new version. It stays visible as 終了.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale` or `WrongState`.
    pub async fn end_program(&self, actor: &Actor, id: ProgramId, version: i64) -> Result<i64, Refusal> {
        let mut write = self.begin().await?;
        let loaded = load(&write, actor, Action::EndProgram, id).await?;
        loaded.expect_version(version)?;
        let version = end(&mut write, actor, &loaded, "").await?;
        write.note(ChangeKind::Program(id)).await?;
        write.commit().await?;
        Ok(version)
    }
}

/// Writes a publication; `change` may set further columns. The caller notes the change.
pub(super) async fn publish(
    write: &mut Write,
    actor: &Actor,
    loaded: &Loaded,
    clean: &CleanProgram,
    change: program::ActiveModel,
    note: &str,
) -> Result<i64, Refusal> {
    // While the secretariat checks, the organiser waits: only what can be edited can be published from here.
    if !loaded.state.is_editable() {
        return Err(Refusal::WrongState { state: loaded.state });
    }
    let step = if loaded.state == ListingState::Published {
        ListingStep::EditMinor
    } else {
        ListingStep::Publish
    };
    let state = loaded.after(step)?;
    let published = publication(write, &loaded.row, clean)?;
    let change = program::ActiveModel {
        state: Set(state.code().to_owned()),
        draft: change.draft,
        ..published
    };
    let version = update(write, &loaded.row, change).await?;
    record(write, loaded.id(), actor, Some(step), note).await?;
    Ok(version)
}

/// Writes the end of a program. The caller notes the change.
pub(super) async fn end(write: &mut Write, actor: &Actor, loaded: &Loaded, note: &str) -> Result<i64, Refusal> {
    let state = loaded.after(ListingStep::End)?;
    let change = program::ActiveModel {
        state: Set(state.code().to_owned()),
        ..Default::default()
    };
    let version = update(write, &loaded.row, change).await?;
    record(write, loaded.id(), actor, Some(ListingStep::End), note).await?;
    Ok(version)
}
