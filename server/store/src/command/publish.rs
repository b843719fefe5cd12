//! Commands of the approver that change what readers see, or ask for it: publish and end.

use domain::permit::{Action, Actor};
use domain::program::{CleanProgram, ListingState, ListingStep, PublicationCheck, may_take};
use domain::value::ProgramId;
use sea_orm::ActiveValue::Set;

use super::fix_request::settle_fixes;
use super::listing_notice::{settle, tell_secretariat};
use super::program::{
    Loaded, expect_free_title, expect_short_title, json, load, publication, record, unrecorded, update,
};
use super::version::add_version;
use crate::entity::program;
use crate::query::ChangeKind;
use crate::write::Write;
use crate::{Change, Refusal, Store, decode};

/// What came of an approver's request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The new version.
    pub version: i64,
    /// The new state: published, or with the secretariat.
    pub state: ListingState,
}

impl Store {
    /// Publishes the working copy, for the first time or as a change; or asks the secretariat to, where the operator
    /// wants everything to be looked at and this is more than a small change (ORG-04).
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`, `WrongState`, or `Problems`: what the form's check found, or `Taken` on
    /// `title` when the society has published another program of that name in the same fiscal year.
    pub async fn publish(
        &self,
        actor: &Actor,
        id: ProgramId,
        version: i64,
        check: PublicationCheck,
    ) -> Result<Publication, Refusal> {
        let mut write = self.begin().await?;
        let loaded = load(&write, actor, Action::PublishProgram, id).await?;
        loaded.expect_version(version)?;
        // Said before the form is checked: nobody corrects a form for a step that does not exist.
        if !loaded.state.is_editable() {
            return Err(Refusal::WrongState { state: loaded.state });
        }
        let clean = decode::form(&loaded.row)?.check()?;
        let step = check.step(loaded.state, decode::content(&loaded.row)?.as_ref(), &clean);
        if !may_take(actor, step, loaded.owner(), check) {
            return Err(Refusal::Forbidden);
        }
        let state = loaded.after(step)?;
        let version = if matches!(step, ListingStep::SubmitForCheck | ListingStep::EditMajor) {
            request(&mut write, actor, &loaded, &clean, step).await?
        } else {
            let version = publish(&mut write, actor, &loaded, &clean, program::ActiveModel::default(), "").await?;
            settle(&mut write, actor, &loaded).await?;
            write.note(ChangeKind::Program(id)).await?;
            version
        };
        write.commit().await?;
        Ok(Publication { version, state })
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

/// Asks the secretariat to look at the working copy.
async fn request(
    write: &mut Write,
    actor: &Actor,
    loaded: &Loaded,
    clean: &CleanProgram,
    step: ListingStep,
) -> Result<i64, Refusal> {
    expect_short_title(clean)?;
    expect_free_title(write, &loaded.row, clean).await?;
    let form = decode::form(&loaded.row)?;
    let learnt = unrecorded(&loaded.row, &form)?;
    let change = program::ActiveModel {
        state: Set(loaded.after(step)?.code().to_owned()),
        recorded: Set(Some(json("recorded", loaded.row.id, &form)?)),
        requested_at: Set(Some(write.at())),
        requested_by: Set(actor.user().map(|user| user.id.get())),
        publish_at: Set(None),
        ..Default::default()
    };
    let version = update(write, &loaded.row, change).await?;
    record(write, &loaded.row, actor, Some(step), learnt, "").await?;
    tell_secretariat(write, actor, loaded).await?;
    Ok(version)
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
    let step = if loaded.state == ListingState::Published {
        ListingStep::EditMinor
    } else {
        ListingStep::Publish
    };
    let state = loaded.after(step)?;
    let published = publication(write, &loaded.row, clean)?;
    // An import brings a new working copy along.
    let form = match &change.draft {
        Set(text) => decode::program_form(loaded.row.id, "draft", text)?,
        _ => decode::form(&loaded.row)?,
    };
    let learnt = unrecorded(&loaded.row, &form)?;
    let change = program::ActiveModel {
        state: Set(state.code().to_owned()),
        draft: change.draft,
        recorded: Set(Some(json("recorded", loaded.row.id, &form)?)),
        ..published
    };
    let version = update(write, &loaded.row, change).await?;
    record(write, &loaded.row, actor, Some(step), learnt, note).await?;
    add_version(write, loaded.id(), actor, &json("content", loaded.row.id, clean)?).await?;
    settle_fixes(write, loaded.id()).await?;
    Ok(version)
}

/// Writes the end of a program. The caller notes the change.
pub(super) async fn end(write: &mut Write, actor: &Actor, loaded: &Loaded, note: &str) -> Result<i64, Refusal> {
    let state = loaded.after(ListingStep::End)?;
    let change = program::ActiveModel {
        state: Set(state.code().to_owned()),
        close_at: Set(None),
        closed_at: Set(Some(write.at())),
        ..Default::default()
    };
    let version = update(write, &loaded.row, change).await?;
    record(write, &loaded.row, actor, Some(ListingStep::End), Change::none(), note).await?;
    Ok(version)
}
