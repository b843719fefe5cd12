//! Sign-ins between the first factor and the second. The browser holds a random token, the database its hash; it opens
//! nothing but the page that asks for the second factor.

use std::time::Duration;

use domain::audit::{Deed, Subject};
use domain::permit::Actor;
use domain::session::Factor;
use domain::value::{Instant, UserId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;

use crate::command::session::{hex, millis};
use crate::entity::{app_user, passkey_challenge, pending_sign_in};
use crate::{Change, Result, Store};

/// How long the second factor may take.
pub const PENDING_LIFETIME: Duration = Duration::from_secs(10 * 60);

/// Wrong second factors after which a sign-in starts again from the first one.
pub const PENDING_TRIES: u32 = 5;

/// Wrong codes of one person within [`PENDING_LIFETIME`], over all sign-ins, after which codes are not even looked at. Only
/// somebody who knows the password gets here; passkeys go on working.
const PERSON_TRIES: i64 = 20;

/// A sign-in that waits for its second factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// Who has shown the first factor.
    pub user: UserId,
    /// Where the person wanted to go; empty for nowhere in particular.
    pub back: String,
    /// Whether another code will be looked at.
    pub open: bool,
}

impl Store {
    /// Notes that a person has shown the first factor.
    ///
    /// # Errors
    /// The database, also when there is no such person.
    pub async fn open_pending_sign_in(&self, user: UserId, token_hash: [u8; 32], back: &str) -> Result<()> {
        let write = self.begin().await?;
        let row = pending_sign_in::ActiveModel {
            token_hash: Set(hex(&token_hash)),
            user_id: Set(user.get()),
            back: Set(back.to_owned()),
            tries: Set(0),
            created_at: Set(write.at()),
            expires_at: Set(write.at().saturating_add(millis(PENDING_LIFETIME))),
        };
        pending_sign_in::Entity::insert(row)
            .exec_without_returning(write.tx())
            .await?;
        write.commit().await
    }

    /// The sign-in of this token; `None` when it took too long or the person may no longer sign in.
    ///
    /// # Errors
    /// The database.
    pub async fn find_pending_sign_in(&self, token_hash: [u8; 32]) -> Result<Option<Pending>> {
        let now = self.now();
        let Some(row) = pending_sign_in::Entity::find_by_id(hex(&token_hash))
            .one(self.reader())
            .await?
            .filter(|row| Instant::from_millis(row.expires_at) > now)
        else {
            return Ok(None);
        };
        let user = app_user::Entity::find_by_id(row.user_id).one(self.reader()).await?;
        if user.is_none_or(|user| user.disabled_at.is_some()) {
            return Ok(None);
        }
        Ok(Some(Pending {
            user: UserId::new(row.user_id),
            back: row.back,
            open: i64::from(row.tries) < i64::from(PENDING_TRIES),
        }))
    }

    /// Spends one of the tries of a sign-in, and says whether there was one left. It is spent before the code is looked
    /// at, so that many codes sent at once get no further than one after the other.
    ///
    /// # Errors
    /// The database.
    pub async fn spend_factor_try(&self, token_hash: [u8; 32], user: UserId) -> Result<bool> {
        let write = self.begin().await?;
        let spent = pending_sign_in::Entity::update_many()
            .col_expr(
                pending_sign_in::Column::Tries,
                Expr::col(pending_sign_in::Column::Tries).add(1),
            )
            .filter(pending_sign_in::Column::TokenHash.eq(hex(&token_hash)))
            .filter(pending_sign_in::Column::Tries.lt(PENDING_TRIES))
            .exec(write.tx())
            .await?;
        // Rows outlive their time until they are purged, so only the recent ones count.
        let since = write.at().saturating_sub(millis(PENDING_LIFETIME));
        let recent: Vec<i32> = pending_sign_in::Entity::find()
            .select_only()
            .column(pending_sign_in::Column::Tries)
            .filter(pending_sign_in::Column::UserId.eq(user.get()))
            .filter(pending_sign_in::Column::CreatedAt.gt(since))
            .into_tuple()
            .all(write.tx())
            .await?;
        write.commit().await?;
        let of_person: i64 = recent.into_iter().map(i64::from).sum();
        Ok(spent.rows_affected == 1 && of_person <= PERSON_TRIES)
    }

    /// Records a wrong second factor.
    ///
    /// # Errors
    /// The database.
    pub async fn record_wrong_factor(&self, user: UserId, factor: Factor) -> Result<()> {
        let mut write = self.begin().await?;
        let change = Change::to(json!({ "factor": factor.code() }));
        write
            .record(&Actor::Anonymous, Deed::SignInRefused, Subject::User(user), change)
            .await?;
        write.commit().await
    }

    /// Ends a pending sign-in, and says whether it was there: of two answers at the same time one opens a session.
    ///
    /// # Errors
    /// The database.
    pub async fn close_pending_sign_in(&self, token_hash: [u8; 32]) -> Result<bool> {
        let closed = pending_sign_in::Entity::delete_by_id(hex(&token_hash))
            .exec(self.writer())
            .await?;
        Ok(closed.rows_affected == 1)
    }

    /// Forgets pending sign-ins and passkey challenges whose time is over, and says how many.
    ///
    /// # Errors
    /// The database.
    pub async fn purge_pending_sign_ins(&self) -> Result<u64> {
        let now = self.now().millis();
        let pending = pending_sign_in::Entity::delete_many()
            .filter(pending_sign_in::Column::ExpiresAt.lte(now))
            .exec(self.writer())
            .await?;
        let challenges = passkey_challenge::Entity::delete_many()
            .filter(passkey_challenge::Column::ExpiresAt.lte(now))
            .exec(self.writer())
            .await?;
        Ok(pending.rows_affected + challenges.rows_affected)
    }
}
