//! Slows down those who guess passwords. An attempt is counted before the password is looked at, so that many at once
//! count as many; the right password takes the count back. Counts live in the database, because several processes serve
//! one portal.

use std::time::Duration;

use domain::guess::{FORGET_MILLIS, GuessScope, network};
use domain::value::Email;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};

use super::session::hex;
use crate::entity::{app_user, attempt, device};
use crate::{Origin, Result, Store};

/// What is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// A password or a code.
    SignIn,
    /// A mail with a link, sent to somebody's mailbox.
    MailedLink,
}

impl Guess {
    const fn code(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::MailedLink => "mailed-link",
        }
    }
}

/// Whether an attempt may be made now.
#[derive(Debug)]
pub enum Admission {
    /// Yes; it is counted as failed until it is forgiven.
    Go(Attempt),
    /// Not before so much time has passed.
    Wait(Duration),
}

/// An attempt that was counted.
#[derive(Debug)]
pub struct Attempt(Vec<(GuessScope, String)>);

impl Store {
    /// Counts an attempt at an account, if what was typed is an address at all, from the network address of the request
    /// in progress. With the token of a browser on which the owner has signed in before, only that browser counts: whoever
    /// shares the owner's address cannot keep the owner waiting.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn admit_attempt(
        &self,
        what: Guess,
        account: Option<&Email>,
        browser: Option<[u8; 32]>,
    ) -> Result<Admission> {
        let keys = self.keys(what, account, browser).await?;
        let write = self.begin().await?;
        let now = write.at();
        let mut longest = 0_i64;
        for (scope, key) in &keys {
            // Writing the row as it is locks it, so that of many attempts at once each sees the one before.
            let row = attempt::ActiveModel {
                key_hash: Set(key.clone()),
                failed: Set(0),
                last_at: Set(now),
            };
            let unchanged = OnConflict::column(attempt::Column::KeyHash)
                .value(
                    attempt::Column::Failed,
                    Expr::col((attempt::Entity, attempt::Column::Failed)),
                )
                .to_owned();
            attempt::Entity::insert(row)
                .on_conflict(unchanged)
                .exec_without_returning(write.tx())
                .await?;
            let Some(row) = attempt::Entity::find_by_id(key.clone()).one(write.tx()).await? else {
                continue;
            };
            let passed = now.saturating_sub(row.last_at);
            let failed = if passed >= FORGET_MILLIS { 0 } else { row.failed };
            let wait = scope.wait_millis(u32::try_from(failed).unwrap_or(u32::MAX));
            longest = Ord::max(longest, wait.saturating_sub(passed));
            attempt::Entity::update_many()
                .col_expr(attempt::Column::Failed, Expr::value(failed.saturating_add(1)))
                .col_expr(attempt::Column::LastAt, Expr::value(now))
                .filter(attempt::Column::KeyHash.eq(key.as_str()))
                .exec(write.tx())
                .await?;
        }
        if longest > 0 {
            // Dropped without a commit: asking too early does not make the wait longer.
            return Ok(Admission::Wait(Duration::from_millis(longest.unsigned_abs())));
        }
        write.commit().await?;
        Ok(Admission::Go(Attempt(keys)))
    }

    /// Takes an attempt back that was right. The account's count from here starts anew; that of the whole address only
    /// loses this one, or an attacker with an account of his own could start it anew at will.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn forgive_attempt(&self, attempt: Attempt) -> Result<()> {
        let write = self.begin().await?;
        for (scope, key) in attempt.0 {
            if scope == GuessScope::Address {
                attempt::Entity::update_many()
                    .col_expr(attempt::Column::Failed, Expr::col(attempt::Column::Failed).sub(1))
                    .filter(attempt::Column::KeyHash.eq(key))
                    .filter(attempt::Column::Failed.gt(0))
                    .exec(write.tx())
                    .await?;
            } else {
                attempt::Entity::delete_by_id(key).exec(write.tx()).await?;
            }
        }
        write.commit().await
    }

    /// Forgets counts that no longer make anybody wait, and says how many.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn purge_attempts(&self) -> Result<u64> {
        let old = self.now().millis().saturating_sub(FORGET_MILLIS);
        Ok(attempt::Entity::delete_many()
            .filter(attempt::Column::LastAt.lte(old))
            .exec(self.writer())
            .await?
            .rows_affected)
    }

    /// What to count for, in the one order in which all lock.
    async fn keys(
        &self,
        what: Guess,
        account: Option<&Email>,
        browser: Option<[u8; 32]>,
    ) -> Result<Vec<(GuessScope, String)>> {
        let account = account.map(Email::key);
        if let (Some(account), Some(browser), Guess::SignIn) = (&account, browser, what)
            && self.knows_browser(account, browser).await?
        {
            let browser = hex(&browser);
            return Ok(vec![(GuessScope::KnownBrowser, key(&["browser", account, &browser]))]);
        }
        let network = network(&Origin::current().address);
        let mut keys = Vec::new();
        // What is no address is nobody's account: there is nothing to guess.
        if let Some(account) = account {
            let key = key(&[what.code(), &account, &network]);
            keys.push((GuessScope::AccountFromAddress, key));
        }
        // Where addresses are unknown, everybody would wait for everybody.
        if !network.is_empty() {
            keys.push((GuessScope::Address, key(&["address", &network])));
        }
        keys.sort_by(|one, other| one.1.cmp(&other.1));
        Ok(keys)
    }

    async fn knows_browser(&self, account: &str, browser: [u8; 32]) -> Result<bool> {
        let found = device::Entity::find()
            .filter(device::Column::TokenHash.eq(hex(&browser)))
            .find_also_related(app_user::Entity)
            .all(self.reader())
            .await?;
        Ok(found
            .iter()
            .any(|(_, user)| user.as_ref().is_some_and(|user| user.email_key == account)))
    }
}

fn key(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hex(&hash.finalize().into())
}
