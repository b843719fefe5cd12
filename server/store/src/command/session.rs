//! Sessions: who is signed in on which browser. The browser holds a random token; only its hash is stored, so that a
//! copy of the database signs nobody in.

use std::time::Duration;

use domain::audit::{Deed, Subject};
use domain::permit::Actor;
use domain::session::{Factor, Session};
use domain::user::User;
use domain::value::{Instant, UserId};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter};
use serde_json::json;

use crate::entity::{app_user, session};
use crate::{Change, Origin, Result, Store, decode};

/// A session ends when it has not been used for this long.
pub const SESSION_IDLE: Duration = Duration::from_secs(8 * 60 * 60);

/// The usual lifetime of a session, however much it is used.
pub const SESSION_LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);

/// Use is noted at most this often, so that reading pages does not write.
const TOUCH: Duration = Duration::from_secs(60);

impl Store {
    /// Opens a session that ends after `lifetime` at the latest. Address and browser are those of the request in progress.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db), also when there is no such person.
    pub async fn open_session(
        &self,
        user: UserId,
        token_hash: [u8; 32],
        factor: Factor,
        lifetime: Duration,
    ) -> Result<()> {
        let mut write = self.begin().await?;
        let origin = Origin::current();
        let row = session::ActiveModel {
            token_hash: Set(hex(&token_hash)),
            user_id: Set(user.get()),
            created_at: Set(write.at()),
            seen_at: Set(write.at()),
            expires_at: Set(write.at().saturating_add(millis(lifetime))),
            confirmed_at: Set(write.at()),
            factor: Set(factor.code().to_owned()),
            organisation_id: Set(None),
            address: Set(origin.address),
            agent: Set(origin.agent),
        };
        session::Entity::insert(row).exec_without_returning(write.tx()).await?;
        let change = Change::to(json!({ "factor": factor.code() }));
        write
            .record(&Actor::Anonymous, Deed::SignedIn, Subject::User(user), change)
            .await?;
        write.commit().await
    }

    /// The session of this token and who it belongs to; `None` when the session has ended or the person may no longer sign in.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_session(&self, token_hash: [u8; 32]) -> Result<Option<(Session, User)>> {
        self.read_session(token_hash, true).await
    }

    /// As [`Self::find_session`], but does not count as use.
    ///
    /// # Errors
    /// As [`Self::find_session`].
    pub async fn look_at_session(&self, token_hash: [u8; 32]) -> Result<Option<(Session, User)>> {
        self.read_session(token_hash, false).await
    }

    async fn read_session(&self, token_hash: [u8; 32], is_use: bool) -> Result<Option<(Session, User)>> {
        let key = hex(&token_hash);
        let now = self.now();
        let Some(mut found) = session::Entity::find_by_id(key.clone()).one(self.reader()).await? else {
            return Ok(None);
        };
        let idle = Instant::from_millis(found.seen_at).millis_until(now);
        if now.millis() >= found.expires_at || idle >= millis(SESSION_IDLE) {
            return Ok(None);
        }
        let user = app_user::Entity::find_by_id(found.user_id).one(self.reader()).await?;
        let Some(user) = user.filter(|user| user.disabled_at.is_none()) else {
            return Ok(None);
        };
        if is_use && idle >= millis(TOUCH) {
            self.touch(key, now).await;
            found.seen_at = now.millis();
        }
        let session = decode::session(&found)?;
        Ok(Some((session, self.complete_user(user).await?)))
    }

    /// Ends a session; one that has ended already is fine.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn close_session(&self, token_hash: [u8; 32]) -> Result<()> {
        let mut write = self.begin().await?;
        let key = hex(&token_hash);
        let Some(row) = session::Entity::find_by_id(key.clone()).one(write.tx()).await? else {
            return Ok(());
        };
        session::Entity::delete_by_id(key).exec(write.tx()).await?;
        let user = Subject::User(UserId::new(row.user_id));
        write
            .record(&Actor::Anonymous, Deed::SignedOut, user, Change::none())
            .await?;
        write.commit().await
    }

    /// Forgets sessions that have ended, and says how many.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn purge_sessions(&self) -> Result<u64> {
        let now = self.now().millis();
        let ended = Condition::any()
            .add(session::Column::ExpiresAt.lte(now))
            .add(session::Column::SeenAt.lte(now.saturating_sub(millis(SESSION_IDLE))));
        Ok(session::Entity::delete_many()
            .filter(ended)
            .exec(self.writer())
            .await?
            .rows_affected)
    }

    /// Notes the use of a session. A failure only shortens the session, so it does not fail the page.
    async fn touch(&self, key: String, now: Instant) {
        let touched = session::Entity::update_many()
            .col_expr(session::Column::SeenAt, Expr::value(now.millis()))
            .filter(session::Column::TokenHash.eq(key))
            .exec(self.writer())
            .await;
        if let Err(error) = touched {
            tracing::warn!(%error, "use of a session not noted");
        }
    }
}

pub(super) fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

pub(super) fn hex(bytes: &[u8; 32]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
