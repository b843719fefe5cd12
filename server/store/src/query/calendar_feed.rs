//! Reads of the private addresses of calendars.

use domain::user::User;
use domain::value::{Instant, UserId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::entity::calendar_feed;
use crate::{Result, Store, decode};

/// The address of somebody's calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFeed {
    /// The token, encrypted.
    pub sealed: String,
    /// Since when it works.
    pub created_at: Instant,
}

impl Store {
    /// The address of somebody's calendar, if there is one.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_calendar_feed(&self, user: UserId) -> Result<Option<CalendarFeed>> {
        let row = calendar_feed::Entity::find_by_id(user.get()).one(self.reader()).await?;
        Ok(row.map(|row| CalendarFeed {
            sealed: row.sealed,
            created_at: Instant::from_millis(row.created_at),
        }))
    }

    /// Whose calendar has this address; `None` for an unknown one and for an account that is disabled.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_calendar_owner(&self, token_hash: [u8; 32]) -> Result<Option<User>> {
        let row = calendar_feed::Entity::find()
            .filter(calendar_feed::Column::TokenHash.eq(decode::hex(token_hash)))
            .one(self.reader())
            .await?;
        match row {
            Some(row) => self.find_active_user(UserId::new(row.user_id)).await,
            None => Ok(None),
        }
    }
}
