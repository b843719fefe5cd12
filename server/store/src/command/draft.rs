//! Commands on working copies: start, save, delete. Saving never judges what was typed.

use domain::permit::{Action, Actor};
use domain::program::{ListingStep, ProgramForm};
use domain::value::{InsurerId, ProgramId};
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait};

use super::program::{insert, json, load, permit, record, update};
use crate::entity::{insurer, program};
use crate::hygiene::{clean_form, take_fields};
use crate::{Refusal, Store, decode};

impl Store {
    /// Starts a program of a society with what is typed so far, as version 1.
    ///
    /// # Errors
    /// `Forbidden`; `NotFound` when there is no such society.
    pub async fn start_program(
        &self,
        actor: &Actor,
        owner: InsurerId,
        form: ProgramForm,
    ) -> Result<ProgramId, Refusal> {
        permit(actor, Action::CreateProgram, owner)?;
        let write = self.begin().await?;
        if insurer::Entity::find_by_id(owner.get()).count(write.tx()).await? == 0 {
            return Err(Refusal::NotFound);
        }
        let row = insert(&write, owner, &clean_form(&form)).await?;
        let id = ProgramId::new(row.id);
        record(&write, id, actor, None, "").await?;
        write.commit().await?;
        Ok(id)
    }

    /// Saves the named fields of `form` into the working copy and answers with the new version. The other fields stay as
    /// stored. Saving what is stored already changes nothing, keeps the version, and succeeds whatever version the
    /// caller has seen, so that a save can safely be sent twice.
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
        let write = self.begin().await?;
        let loaded = load(&write, actor, Action::EditProgram, id).await?;
        if !loaded.state.is_editable() {
            return Err(Refusal::WrongState { state: loaded.state });
        }
        let stored = decode::form(&loaded.row)?;
        let mut saved = stored.clone();
        take_fields(&mut saved, fields, &form);
        if saved == stored {
            return Ok(loaded.row.version);
        }
        loaded.expect_version(version)?;
        let change = program::ActiveModel {
            draft: Set(json("draft", loaded.row.id, &saved)?),
            ..Default::default()
        };
        let version = update(&write, &loaded.row, change).await?;
        write.commit().await?;
        Ok(version)
    }

    /// Deletes a draft that was never published: its text is gone, its number is never given again.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale` or `WrongState`.
    pub async fn delete_draft(&self, actor: &Actor, id: ProgramId, version: i64) -> Result<(), Refusal> {
        let write = self.begin().await?;
        let loaded = load(&write, actor, Action::DeleteDraft, id).await?;
        loaded.expect_version(version)?;
        let state = loaded.after(ListingStep::DeleteDraft)?;
        let change = program::ActiveModel {
            state: Set(state.code().to_owned()),
            draft: Set(json("draft", loaded.row.id, &ProgramForm::default())?),
            ..Default::default()
        };
        update(&write, &loaded.row, change).await?;
        record(&write, id, actor, Some(ListingStep::DeleteDraft), "").await?;
        write.commit().await?;
        Ok(())
    }
}
