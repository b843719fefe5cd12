//! Reads of the secretariat's comments at fields.

use domain::program::{FixRequest, ProgramForm};
use domain::value::{Day, Instant, ProgramId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::decode::Row;
use crate::entity::fix_request;
use crate::{Result, Store};

/// A comment that has not been settled by a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Field, reason, words.
    pub request: FixRequest,
    /// What stood in the field then.
    pub before: Vec<String>,
    /// By when an answer is expected.
    pub due: Day,
    /// When it was asked.
    pub asked_at: Instant,
}

impl Fix {
    /// Whether the field holds something else now.
    pub fn is_answered(&self, form: &ProgramForm) -> bool {
        form.values(&self.request.field) != self.before
    }
}

impl Store {
    /// The open comments on a program, in the order of its form.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_fixes(&self, id: ProgramId) -> Result<Vec<Fix>> {
        let rows = fix_request::Entity::find()
            .filter(fix_request::Column::ProgramId.eq(id.get()))
            .filter(fix_request::Column::SettledAt.is_null())
            .order_by_asc(fix_request::Column::Id)
            .all(self.reader())
            .await?;
        rows.into_iter()
            .map(|row| {
                let at = Row {
                    table: "fix_request",
                    id: row.id,
                };
                Ok(Fix {
                    request: at.json("request", &row.request)?,
                    before: at.json("value", &row.value)?,
                    due: at.code("due", &row.due, Day::from_iso)?,
                    asked_at: Instant::from_millis(row.asked_at),
                })
            })
            .collect()
    }
}
