//! Reads of who has which section of an application open.

use domain::value::{ApplicationId, Instant, UserId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::command::editing_lifetime;
use crate::entity::{app_user, application_editing};
use crate::{Result, Store};

/// Somebody with a section of an application open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationEditing {
    /// The last part of the page's address.
    pub part: String,
    /// The person's name.
    pub name: String,
    /// Since when.
    pub since: Instant,
}

impl Store {
    /// Everybody but `me` who has a section of the application open now, who came first first.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_application_editing(&self, id: ApplicationId, me: UserId) -> Result<Vec<ApplicationEditing>> {
        let alive = self.now().millis().saturating_sub(editing_lifetime());
        let rows = application_editing::Entity::find()
            .filter(application_editing::Column::ApplicationId.eq(id.get()))
            .filter(application_editing::Column::UserId.ne(me.get()))
            .filter(application_editing::Column::SeenAt.gte(alive))
            .order_by_asc(application_editing::Column::Since)
            .find_also_related(app_user::Entity)
            .all(self.reader())
            .await?;
        let known = rows.into_iter().filter_map(|(row, user)| {
            Some(ApplicationEditing {
                part: row.section,
                name: user?.name,
                since: Instant::from_millis(row.since),
            })
        });
        Ok(known.collect())
    }
}
