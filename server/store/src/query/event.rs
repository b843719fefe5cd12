//! Reads of a program's history.

use domain::program::ListingStep;
use domain::value::{Instant, ProgramId, UserId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::decode::Row;
use crate::entity::{app_user, program_event};
use crate::{Result, Store};

/// The code of the event with which a program begins.
pub(crate) const START: &str = "start";

/// Something that happened to a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramEvent {
    /// When.
    pub at: Instant,
    /// Who: the person and the name; `None` when the operator acted.
    pub actor: Option<(UserId, String)>,
    /// The step; `None` when the program was started.
    pub step: Option<ListingStep>,
    /// A remark.
    pub note: String,
}

impl Store {
    /// What happened to a program, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_events(&self, program: ProgramId) -> Result<Vec<ProgramEvent>> {
        let rows = program_event::Entity::find()
            .filter(program_event::Column::ProgramId.eq(program.get()))
            .find_also_related(app_user::Entity)
            .order_by_asc(program_event::Column::Id)
            .all(self.reader())
            .await?;
        rows.into_iter()
            .map(|(row, actor)| {
                let step = match row.step.as_str() {
                    START => None,
                    code => Some(
                        Row {
                            table: "program_event",
                            id: row.id,
                        }
                        .code("step", code, ListingStep::from_code)?,
                    ),
                };
                Ok(ProgramEvent {
                    at: Instant::from_millis(row.at),
                    actor: actor.map(|user| (UserId::new(user.id), user.name)),
                    step,
                    note: row.note,
                })
            })
            .collect()
    }
}
