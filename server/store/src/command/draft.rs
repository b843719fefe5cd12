//! Commands on working copies: start, save, delete. Saving never judges what was typed.

use domain::audit::{Deed, Subject};
use domain::permit::{Action, Actor};
use domain::program::{ListingStep, ProgramForm};
use domain::value::{OrganisationId, ProgramId};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::program::{difference, expect_leading, insert, json, load, permit, record, unrecorded, update};
use crate::entity::program;
use crate::hygiene::{clean_form, take_fields};
use crate::write::Write;
use crate::{Change, Refusal, Store, StoreError, decode};

/// Whether a save is one that a person asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Care {
    /// It is: the audit log hears of it.
    Record,
    /// The browser saved by itself.
    Keep,
}

impl Store {
    /// Starts a program of a society with what is typed so far, as version 1.
    ///
    /// # Errors
    /// `Forbidden`; `NotFound` when there is no such society; `NotNow` when it has ended or is no insurer.
    pub async fn start_program(
        &self,
        actor: &Actor,
        owner: OrganisationId,
        form: ProgramForm,
    ) -> Result<ProgramId, Refusal> {
        permit(actor, Action::CreateProgram, owner)?;
        let mut write = self.begin().await?;
        expect_leading(&write, owner).await?;
        let row = insert(&write, owner, &clean_form(&form), actor.user().map(|user| user.id)).await?;
        let id = ProgramId::new(row.id);
        let change = difference(&ProgramForm::default(), &decode::form(&row)?);
        record(&mut write, &row, actor, None, change, "").await?;
        write.commit().await?;
        Ok(id)
    }

    /// Saves the named fields of `form` into the working copy and answers with the new version. The other fields stay as
    /// stored. Saving what is stored already changes nothing, keeps the version, and succeeds whatever version the
    /// caller has seen, so that a save can safely be sent twice.
    ///
    /// The audit log gets what changed since it last knew, so that what was saved while typing is in it as well.
    ///
    /// Characters that nobody can see are dropped, and a field is cut at [`domain::program::FIELD_BYTES`].
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`, or `WrongState` when the program can no longer be edited.
    pub async fn save_draft(
        &self,
        actor: &Actor,
        id: ProgramId,
        version: i64,
        fields: &[&str],
        form: ProgramForm,
    ) -> Result<i64, Refusal> {
        self.save_fields(actor, id, version, fields, &form, Care::Record).await
    }

    /// The same for a save that the browser makes by itself while somebody types. The audit log learns of it with the
    /// next save or publication that a person asks for.
    ///
    /// # Errors
    /// As [`Self::save_draft`].
    pub async fn autosave_draft(
        &self,
        actor: &Actor,
        id: ProgramId,
        version: i64,
        fields: &[&str],
        form: ProgramForm,
    ) -> Result<i64, Refusal> {
        self.save_fields(actor, id, version, fields, &form, Care::Keep).await
    }

    async fn save_fields(
        &self,
        actor: &Actor,
        id: ProgramId,
        version: i64,
        fields: &[&str],
        form: &ProgramForm,
        care: Care,
    ) -> Result<i64, Refusal> {
        let mut write = self.begin().await?;
        let loaded = load(&write, actor, Action::EditProgram, id).await?;
        if !loaded.state.is_editable() {
            return Err(Refusal::WrongState { state: loaded.state });
        }
        let stored = decode::form(&loaded.row)?;
        let mut saved = stored.clone();
        take_fields(&mut saved, fields, form);
        let learnt = match care {
            Care::Record => unrecorded(&loaded.row, &saved)?,
            Care::Keep => Change::none(),
        };
        if saved == stored && learnt == Change::none() {
            return Ok(loaded.row.version);
        }
        let text = json("draft", loaded.row.id, &saved)?;
        let recorded = match care {
            Care::Record => Some(text.clone()),
            // From now on the working copy is ahead of what the log knows.
            Care::Keep => loaded.row.recorded.clone().or_else(|| Some(loaded.row.draft.clone())),
        };
        let version = if saved == stored {
            recorded_only(&write, &loaded.row, recorded).await?;
            loaded.row.version
        } else {
            loaded.expect_version(version)?;
            let change = program::ActiveModel {
                draft: Set(text),
                recorded: Set(recorded),
                ..Default::default()
            };
            update(&write, &loaded.row, change).await?
        };
        if learnt != Change::none() {
            let subject = Subject::Program(id, OrganisationId::new(loaded.row.owner_id));
            write.record(actor, Deed::ProgramSaved, subject, learnt).await?;
        }
        write.commit().await?;
        Ok(version)
    }

    /// Deletes a draft that was never published: its text is gone, its number is never given again.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale` or `WrongState`.
    pub async fn delete_draft(&self, actor: &Actor, id: ProgramId, version: i64) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let loaded = load(&write, actor, Action::DeleteDraft, id).await?;
        loaded.expect_version(version)?;
        let state = loaded.after(ListingStep::DeleteDraft)?;
        let change = program::ActiveModel {
            state: Set(state.code().to_owned()),
            draft: Set(json("draft", loaded.row.id, &ProgramForm::default())?),
            recorded: Set(None),
            ..Default::default()
        };
        update(&write, &loaded.row, change).await?;
        let change = difference(&decode::form(&loaded.row)?, &ProgramForm::default());
        record(
            &mut write,
            &loaded.row,
            actor,
            Some(ListingStep::DeleteDraft),
            change,
            "",
        )
        .await?;
        write.commit().await?;
        Ok(())
    }
}

/// Notes that the audit log knows the working copy as it is, which is no new version of it.
async fn recorded_only(write: &Write, row: &program::Model, recorded: Option<String>) -> Result<(), StoreError> {
    program::Entity::update_many()
        .col_expr(program::Column::Recorded, Expr::value(recorded))
        .filter(program::Column::Id.eq(row.id))
        .exec(write.tx())
        .await?;
    Ok(())
}
