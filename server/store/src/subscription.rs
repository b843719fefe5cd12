//! The links at the end of repeated mails. Each mail carries a token of its own; the database keeps its hash and what it
//! stops. A link works as often as it is opened, for as long as mails lie about, and never asks anybody to sign in.

use domain::notice::Subscription;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::command::{new_token, token_hash};
use crate::decode::Row;
use crate::entity::subscription;
use crate::write::Write;
use crate::{Result, Store};

/// How long a link works, in milliseconds: people also tidy up in last year's mail.
const LIFETIME: i64 = 400 * 24 * 60 * 60 * 1000;

const AT: Row = Row {
    table: "subscription",
    id: 0,
};

impl Write {
    /// Makes the path that a mail's unsubscribe link leads to (RFC 8058).
    pub(crate) async fn subscribe(&mut self, what: &Subscription) -> Result<String> {
        let token = new_token()?;
        let row = subscription::ActiveModel {
            token_hash: Set(token_hash(&token)),
            subscription: Set(serde_json::to_string(what).map_err(|error| AT.corrupt(error))?),
            created_at: Set(self.at()),
        };
        subscription::Entity::insert(row)
            .exec_without_returning(self.tx())
            .await?;
        Ok(format!("/unsubscribe/{token}"))
    }
}

impl Store {
    /// What a link stops; `None` for one that is unknown or too old.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_subscription(&self, token: &str) -> Result<Option<Subscription>> {
        let oldest = self.now().millis().saturating_sub(LIFETIME);
        let row = subscription::Entity::find_by_id(token_hash(token))
            .filter(subscription::Column::CreatedAt.gt(oldest))
            .one(self.reader())
            .await?;
        row.map(|row| AT.json("subscription", &row.subscription)).transpose()
    }

    /// Forgets links that no longer work, and says how many.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn purge_subscriptions(&self) -> Result<u64> {
        let oldest = self.now().millis().saturating_sub(LIFETIME);
        Ok(subscription::Entity::delete_many()
            .filter(subscription::Column::CreatedAt.lte(oldest))
            .exec(self.writer())
            .await?
            .rows_affected)
    }
}
