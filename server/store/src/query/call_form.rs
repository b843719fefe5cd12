//! Reads of the questions of calls.

use domain::questionnaire::{Questionnaire, Version};
use domain::value::{CallId, UserId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::decode::Row;
use crate::entity::call_form;
use crate::{Result, Store};

/// The questions that are being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormDraft {
    pub(crate) row: i64,
    /// The number they get when they are published.
    pub number: u32,
    /// To be sent back with every change.
    pub revision: i64,
    /// The questions.
    pub form: Questionnaire,
    /// Who changed them last; somebody else publishes them.
    pub edited_by: Option<UserId>,
}

impl Store {
    /// The questions of a call that are being written.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_form_draft(&self, id: CallId) -> Result<Option<FormDraft>> {
        let row = call_form::Entity::find()
            .filter(call_form::Column::CallId.eq(id.get()))
            .filter(call_form::Column::PublishedAt.is_null())
            .one(self.reader())
            .await?;
        row.map(read).transpose()
    }

    /// All published versions of the questions of a call in their order; the last one is what is asked now. Empty when a call
    /// asks nothing besides plan and budget.
    ///
    /// # Errors
    /// As [`Self::find_form_draft`].
    pub async fn list_form_versions(&self, id: CallId) -> Result<Vec<Version>> {
        versions(self.reader(), id).await
    }
}

/// The published versions in their order.
pub(crate) async fn versions(db: &impl ConnectionTrait, id: CallId) -> Result<Vec<Version>> {
    let rows = call_form::Entity::find()
        .filter(call_form::Column::CallId.eq(id.get()))
        .filter(call_form::Column::PublishedAt.is_not_null())
        .order_by_asc(call_form::Column::Number)
        .all(db)
        .await?;
    let version = |row| {
        read(row).map(|found| Version {
            number: found.number,
            form: found.form,
        })
    };
    rows.into_iter().map(version).collect()
}

pub(crate) fn read(row: call_form::Model) -> Result<FormDraft> {
    let at = Row {
        table: "call_form",
        id: row.id,
    };
    Ok(FormDraft {
        row: row.id,
        number: u32::try_from(row.number).map_err(|error| at.corrupt(error))?,
        revision: row.revision,
        form: at.json("document", &row.document)?,
        edited_by: row.edited_by.map(UserId::new),
    })
}
