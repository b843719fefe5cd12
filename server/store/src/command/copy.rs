//! Starts next year's program from an earlier one (ORG-03). The two know of each other; nothing else is shared.

use domain::audit::{Deed, Subject};
use domain::permit::{Action, Actor};
use domain::program::ProgramForm;
use domain::value::ProgramId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::program::{difference, expect_leading, insert, load, permit, record};
use crate::entity::program;
use crate::hygiene::clean_form;
use crate::{Change, Refusal, Store, decode};

impl Store {
    /// Copies a program of one's own into a new draft a year later, and answers with the draft.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`; `NotNow` when the organisation has ended or is no insurer.
    pub async fn copy_program(&self, actor: &Actor, id: ProgramId) -> Result<ProgramId, Refusal> {
        let mut write = self.begin().await?;
        let source = load(&write, actor, Action::ReadDraft, id).await?;
        permit(actor, Action::CreateProgram, source.owner())?;
        expect_leading(&write, source.owner()).await?;
        // What was published is what took place; a working copy may have gone elsewhere.
        let form = match decode::content(&source.row)? {
            Some(content) => ProgramForm::of(&content),
            None => decode::form(&source.row)?,
        };
        let form = clean_form(&form.for_next_year());
        let row = insert(&write, source.owner(), &form, actor.user().map(|user| user.id)).await?;
        program::Entity::update_many()
            .col_expr(program::Column::ContinuedFrom, Expr::value(Some(id.get())))
            .filter(program::Column::Id.eq(row.id))
            .exec(write.tx())
            .await?;
        let copy = ProgramId::new(row.id);
        let change = difference(&ProgramForm::default(), &form);
        record(&mut write, &row, actor, None, change, "").await?;
        let from = Change::to(json!({ "from": id.get() }));
        let subject = Subject::Program(copy, source.owner());
        write.record(actor, Deed::ProgramCopied, subject, from).await?;
        write.commit().await?;
        Ok(copy)
    }
}
