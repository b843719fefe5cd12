//! Browsers on which people have signed in: they are asked for less patience, and others make the portal write a mail.

use domain::Lang;
use domain::letter::Letter;
use domain::value::{Instant, UserId};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use super::session::hex;
use crate::entity::{app_user, device};
use crate::{Origin, Result, Store, StoreError};

/// Most browsers remembered for one person; the one not used for longest goes first.
const MOST: usize = 20;

/// How long a browser is remembered after the last sign-in on it, in milliseconds.
const REMEMBERED: i64 = 400 * 24 * 60 * 60 * 1000;

/// A new browser is told by mail at most once in this time, in milliseconds.
const QUIET: i64 = 24 * 60 * 60 * 1000;

impl Store {
    /// Remembers that somebody has signed in on the browser with this token. On a browser not seen before, the person
    /// gets a mail; not on the very first one, and not twice a day.
    ///
    /// # Errors
    /// [`StoreError::Db`], also when there is no such person.
    pub async fn remember_browser(&self, user: UserId, token_hash: [u8; 32], lang: Lang) -> Result<()> {
        let mut write = self.begin().await?;
        let (now, key) = (write.at(), hex(&token_hash));
        let seen = device::Entity::update_many()
            .col_expr(device::Column::SeenAt, Expr::value(now))
            .filter(device::Column::TokenHash.eq(key.as_str()))
            .filter(device::Column::UserId.eq(user.get()))
            .exec(write.tx())
            .await?;
        if seen.rows_affected > 0 {
            return write.commit().await;
        }
        let known = device::Entity::find()
            .filter(device::Column::UserId.eq(user.get()))
            .order_by_desc(device::Column::SeenAt)
            .all(write.tx())
            .await?;
        for old in known.iter().skip(MOST - 1) {
            device::Entity::delete_by_id((old.token_hash.clone(), old.user_id))
                .exec(write.tx())
                .await?;
        }
        let row = device::ActiveModel {
            token_hash: Set(key),
            user_id: Set(user.get()),
            created_at: Set(now),
            seen_at: Set(now),
        };
        device::Entity::insert(row).exec_without_returning(write.tx()).await?;
        let told_lately = known.iter().any(|row| row.created_at > now.saturating_sub(QUIET));
        if !known.is_empty() && !told_lately {
            let person = app_user::Entity::find_by_id(user.get()).one(write.tx()).await?;
            let person = person.ok_or(StoreError::NotFound("user"))?;
            let person = super::user::person(person)?;
            let origin = Origin::current();
            let letter = Letter::NewSignIn {
                name: person.name,
                at: Instant::from_millis(now),
                agent: origin.agent,
                address: origin.address,
            };
            write.post(&person.email, lang, &letter).await?;
        }
        write.commit().await
    }

    /// How many browsers are remembered for a person.
    ///
    /// # Errors
    /// [`StoreError::Db`].
    pub async fn count_browsers(&self, user: UserId) -> Result<u64> {
        let known = device::Entity::find().filter(device::Column::UserId.eq(user.get()));
        Ok(known.count(self.reader()).await?)
    }

    /// Forgets browsers not used for more than a year, and says how many.
    ///
    /// # Errors
    /// [`StoreError::Db`].
    pub async fn purge_browsers(&self) -> Result<u64> {
        let old = self.now().millis().saturating_sub(REMEMBERED);
        Ok(device::Entity::delete_many()
            .filter(device::Column::SeenAt.lte(old))
            .exec(self.writer())
            .await?
            .rows_affected)
    }
}
