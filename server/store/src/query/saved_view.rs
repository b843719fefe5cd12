//! Reads of the lists that somebody of the office keeps under a name.

use domain::value::UserId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::entity::saved_view;
use crate::{Result, Store};

/// A list under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The query part of the list's address.
    pub query: String,
}

impl Store {
    /// The lists that this person keeps, by name.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_saved_views(&self, user: UserId) -> Result<Vec<SavedView>> {
        let rows = saved_view::Entity::find()
            .filter(saved_view::Column::UserId.eq(user.get()))
            .order_by_asc(saved_view::Column::Name)
            .all(self.reader())
            .await?;
        let views = rows.into_iter().map(|row| SavedView {
            id: row.id,
            name: row.name,
            query: row.query,
        });
        Ok(views.collect())
    }
}
