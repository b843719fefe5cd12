//! Forms that met an ended session, kept for their sender until the next sign-in (FORM-06). Nobody else gets to see one,
//! and the table cannot be filled from one place.

use domain::guess::network;
use domain::value::UserId;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::session::hex;
use crate::entity::{kept_post, session};
use crate::{Origin, Result, Store};

/// Largest form that is kept, in bytes as sent.
pub const KEPT_POST_BYTES: usize = 64 * 1024;

/// How long a form is kept, in milliseconds.
const LIFETIME: i64 = 60 * 60 * 1000;

/// Most forms kept from one network address.
const MOST_OF_NETWORK: u64 = 50;

/// Most forms kept of people who are not known.
const MOST_UNKNOWN: u64 = 1_000;

/// Whose a kept form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptFor {
    /// The person whose session had ended.
    Person(UserId),
    /// Whoever signs in on the browser with this token next.
    Browser([u8; 32]),
}

/// A kept form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPost {
    /// Path and query it was sent to, with the language prefix.
    pub path: String,
    /// Its fields, URL-encoded.
    pub body: String,
}

impl Store {
    /// Whose session this token opened, if it has ended and is not forgotten yet.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_ended_session(&self, token_hash: [u8; 32]) -> Result<Option<UserId>> {
        let row = session::Entity::find_by_id(hex(&token_hash)).one(self.reader()).await?;
        Ok(row.map(|row| UserId::new(row.user_id)))
    }

    /// Keeps a form for an hour. `false` when it is too large or too many are kept already.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn keep_post(&self, key_hash: [u8; 32], owner: KeptFor, post: &KeptPost) -> Result<bool> {
        if post.body.len() > KEPT_POST_BYTES || post.path.len() > KEPT_POST_BYTES {
            return Ok(false);
        }
        let write = self.begin().await?;
        let network = network(&Origin::current().address);
        let here = kept_post::Entity::find().filter(kept_post::Column::Network.eq(network.as_str()));
        let unknown = kept_post::Entity::find().filter(kept_post::Column::UserId.is_null());
        let is_full = match owner {
            KeptFor::Person(user) => {
                let own = kept_post::Entity::find().filter(kept_post::Column::UserId.eq(user.get()));
                own.count(write.tx()).await? >= MOST_OF_NETWORK
            }
            KeptFor::Browser(_) => {
                here.count(write.tx()).await? >= MOST_OF_NETWORK || unknown.count(write.tx()).await? >= MOST_UNKNOWN
            }
        };
        if is_full {
            return Ok(false);
        }
        let (user_id, browser_hash) = match owner {
            KeptFor::Person(user) => (Some(user.get()), None),
            KeptFor::Browser(hash) => (None, Some(hex(&hash))),
        };
        let row = kept_post::ActiveModel {
            key_hash: Set(hex(&key_hash)),
            user_id: Set(user_id),
            browser_hash: Set(browser_hash),
            network: Set(network),
            path: Set(post.path.clone()),
            body: Set(post.body.clone()),
            created_at: Set(write.at()),
            expires_at: Set(write.at().saturating_add(LIFETIME)),
        };
        kept_post::Entity::insert(row)
            .exec_without_returning(write.tx())
            .await?;
        write.commit().await?;
        Ok(true)
    }

    /// A kept form, if it is this person's or was sent from the browser with this token.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_kept_post(
        &self,
        key_hash: [u8; 32],
        user: UserId,
        browser: Option<[u8; 32]>,
    ) -> Result<Option<KeptPost>> {
        let row = kept_post::Entity::find_by_id(hex(&key_hash)).one(self.reader()).await?;
        let row = row.filter(|row| row.expires_at > self.now().millis());
        let row = row.filter(|row| match row.user_id {
            Some(owner) => owner == user.get(),
            None => row.browser_hash.is_some() && row.browser_hash == browser.map(|hash| hex(&hash)),
        });
        Ok(row.map(|row| KeptPost {
            path: row.path,
            body: row.body,
        }))
    }

    /// Forgets a kept form after it was restored. `false` when somebody was faster, or it was not there.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn drop_kept_post(&self, key_hash: [u8; 32]) -> Result<bool> {
        let dropped = kept_post::Entity::delete_by_id(hex(&key_hash))
            .exec(self.writer())
            .await?;
        Ok(dropped.rows_affected > 0)
    }

    /// Forgets forms that nobody came back for, and says how many.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn purge_kept_posts(&self) -> Result<u64> {
        Ok(kept_post::Entity::delete_many()
            .filter(kept_post::Column::ExpiresAt.lte(self.now().millis()))
            .exec(self.writer())
            .await?
            .rows_affected)
    }
}
