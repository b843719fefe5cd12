//! What a new version of the questions would do to the applications that are being written (FORM-08). It counts and moves
//! nothing.

use domain::application::ApplicationForm;
use domain::questionnaire::{Outcome, Questionnaire};
use domain::value::CallId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::application_part::FOLLOWING;
use super::call_form::versions;
use crate::decode::Row;
use crate::entity::application;
use crate::{Result, Store};

/// Drafts that a new version touches, and where their answers go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FormImpact {
    /// Applications that are being written.
    pub drafts: usize,
    /// Answers that stay where they are, or come back to a question of their own.
    pub stay: usize,
    /// Answers that move to the question that replaces theirs.
    pub move_on: usize,
    /// Answers that are kept aside.
    pub aside: usize,
}

impl Store {
    /// What publishing `new` as the next version would do.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn preview_form(&self, call: CallId, new: &Questionnaire) -> Result<FormImpact> {
        let versions = versions(self.reader(), call).await?;
        let last = versions.last().cloned().unwrap_or_default();
        let rows = application::Entity::find()
            .filter(application::Column::CallId.eq(call.get()))
            .filter(application::Column::State.is_in(FOLLOWING.iter().map(|state| state.code())))
            .all(self.reader())
            .await?;
        let mut impact = FormImpact::default();
        for row in rows {
            let at = Row {
                table: "application",
                id: row.id,
            };
            let form: ApplicationForm = at.json("draft", &row.draft)?;
            let answers = form.answers.follow(&versions);
            let moved = answers.migrate(&last.form, new, last.number + 1);
            impact.drafts += 1;
            impact.stay += moved.count(|outcome| matches!(outcome, Outcome::Stays | Outcome::Back));
            impact.move_on += moved.count(|outcome| matches!(outcome, Outcome::Moved { .. }));
            impact.aside += moved.count(|outcome| *outcome == Outcome::Aside);
        }
        Ok(impact)
    }
}
