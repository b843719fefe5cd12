//! What an ended program has brought (成果): it stays to be found as a 参考事例.

use domain::code::ListingKind;
use domain::permit::{Action, Actor};
use domain::program::{ListingStep, ProgramForm};
use domain::value::ProgramId;
use sea_orm::ActiveValue::Set;

use super::program::{json, load, publication, record, unrecorded, update};
use super::version::add_version;
use crate::entity::program;
use crate::hygiene::take_fields;
use crate::query::ChangeKind;
use crate::{Refusal, Store, decode};

/// The fields of a report.
const FIELDS: &[&str] = &["result", "joined", "target_n"];

impl Store {
    /// Publishes the results of an ended program (`result`, `joined` and `target_n` of `typed`), and answers with the new
    /// version. Everything else stays as it was published last.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`, `WrongState`; `Problems` on the three fields.
    pub async fn report_result(
        &self,
        actor: &Actor,
        id: ProgramId,
        version: i64,
        typed: &ProgramForm,
    ) -> Result<i64, Refusal> {
        let mut write = self.begin().await?;
        let loaded = load(&write, actor, Action::PublishProgram, id).await?;
        loaded.expect_version(version)?;
        let state = loaded.after(ListingStep::Report)?;
        let Some(before) = decode::content(&loaded.row)? else {
            return Err(Refusal::WrongState { state: loaded.state });
        };
        let mut form = ProgramForm::of(&before);
        take_fields(&mut form, FIELDS, typed);
        form.kind = ListingKind::Reference.code().to_owned();
        let clean = form.check()?;
        let learnt = unrecorded(&loaded.row, &form)?;
        let text = json("draft", loaded.row.id, &form)?;
        let change = program::ActiveModel {
            state: Set(state.code().to_owned()),
            draft: Set(text.clone()),
            recorded: Set(Some(text)),
            ..publication(&write, &loaded.row, &clean)?
        };
        let version = update(&write, &loaded.row, change).await?;
        record(&mut write, &loaded.row, actor, Some(ListingStep::Report), learnt, "").await?;
        add_version(&write, id, actor, &json("content", loaded.row.id, &clean)?).await?;
        write.note(ChangeKind::Program(id)).await?;
        write.commit().await?;
        Ok(version)
    }
}
