//! Reads of who has which section of a program open.

use domain::program::Section;
use domain::value::{Instant, ProgramId, UserId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::command::editing_lifetime;
use crate::entity::{app_user, editing};
use crate::{Result, Store};

/// Somebody with a section open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editing {
    /// The section.
    pub section: Section,
    /// The person.
    pub user: UserId,
    /// The person's name.
    pub name: String,
    /// Since when.
    pub since: Instant,
}

impl Store {
    /// Everybody but `me` who has a section of the program open now, who came first first.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_editing(&self, program: ProgramId, me: UserId) -> Result<Vec<Editing>> {
        let alive = self.now().millis().saturating_sub(editing_lifetime());
        let rows = editing::Entity::find()
            .filter(editing::Column::ProgramId.eq(program.get()))
            .filter(editing::Column::UserId.ne(me.get()))
            .filter(editing::Column::SeenAt.gte(alive))
            .find_also_related(app_user::Entity)
            .order_by_asc(editing::Column::Since)
            .all(self.reader())
            .await?;
        let known = rows.into_iter().filter_map(|(row, user)| {
            Some(Editing {
                section: Section::from_code(&row.section)?,
                user: UserId::new(row.user_id),
                name: user?.name,
                since: Instant::from_millis(row.since),
            })
        });
        Ok(known.collect())
    }
}
