//! The life of a mail in the outbox: claimed for a while, then sent, put off or given up. Whoever claims a mail moves its
//! due time into the future in the same step, so that of several servers one sends it, and so that it comes back by
//! itself when that one dies.

use std::time::Duration;

use domain::Lang;
use domain::audit::{Deed, Subject};
use domain::letter::Letter;
use domain::permit::{self, Action, Actor, may};
use domain::value::{Email, Instant};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;

use crate::entity::outbox;
use crate::query::{MailState, mail_lang};
use crate::{Change, Refusal, Result, Store, decode};

/// A mail that the caller has claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingMail {
    /// Its number.
    pub id: i64,
    /// To whom.
    pub to: Email,
    /// In which language.
    pub lang: Lang,
    /// What it says.
    pub letter: Letter,
    /// Which try this is, from 1.
    pub tries: u32,
    /// When it was written.
    pub created_at: Instant,
}

impl Store {
    /// Claims mails that are due, oldest first, for `lease`: nobody else gets them before that is over. A row that makes
    /// no sense is given up.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn claim_mails(&self, limit: u64, lease: Duration) -> Result<Vec<WaitingMail>> {
        let now = self.now().millis();
        let is_due = |found: sea_orm::Select<outbox::Entity>| {
            found
                .filter(outbox::Column::State.eq(MailState::Waiting.code()))
                .filter(outbox::Column::DueAt.lte(now))
        };
        // Most of the time there is nothing, and looking must not take the write lock.
        if is_due(outbox::Entity::find()).one(self.reader()).await?.is_none() {
            return Ok(Vec::new());
        }
        let write = self.begin().await?;
        let rows = is_due(outbox::Entity::find())
            .order_by_asc(outbox::Column::DueAt)
            .order_by_asc(outbox::Column::Id)
            .limit(limit)
            .all(write.tx())
            .await?;
        let until = now.saturating_add(i64::try_from(lease.as_millis()).unwrap_or(i64::MAX));
        let mut claimed = Vec::new();
        for row in rows {
            let taken = outbox::Entity::update_many()
                .col_expr(outbox::Column::DueAt, Expr::value(until))
                .col_expr(outbox::Column::Tries, Expr::col(outbox::Column::Tries).add(1))
                .filter(outbox::Column::Id.eq(row.id))
                .filter(outbox::Column::DueAt.eq(row.due_at))
                .filter(outbox::Column::State.eq(MailState::Waiting.code()))
                .exec(write.tx())
                .await?;
            if taken.rows_affected != 1 {
                continue;
            }
            let id = row.id;
            match read(row) {
                Ok(mail) => claimed.push(mail),
                Err(reason) => {
                    outbox::Entity::update_many()
                        .col_expr(outbox::Column::State, Expr::value(MailState::Failed.code()))
                        .col_expr(outbox::Column::Error, Expr::value(reason))
                        .filter(outbox::Column::Id.eq(id))
                        .exec(write.tx())
                        .await?;
                }
            }
        }
        write.commit().await?;
        Ok(claimed)
    }

    /// Notes that the mail server has taken a mail, and forgets what it said.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn note_mail_sent(&self, id: i64) -> Result<()> {
        let now = self.now().millis();
        let write = self.begin().await?;
        outbox::Entity::update_many()
            .col_expr(outbox::Column::State, Expr::value(MailState::Sent.code()))
            .col_expr(outbox::Column::SentAt, Expr::value(now))
            .col_expr(outbox::Column::Letter, Expr::value(None::<String>))
            .col_expr(outbox::Column::Error, Expr::value(None::<String>))
            .filter(outbox::Column::Id.eq(id))
            .exec(write.tx())
            .await?;
        write.commit().await
    }

    /// Notes that a mail could not be sent: it is tried again after `pause`, or given up when there is none.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn note_mail_trouble(&self, id: i64, reason: &str, pause: Option<Duration>) -> Result<()> {
        let write = self.begin().await?;
        let mut change = outbox::Entity::update_many()
            .col_expr(outbox::Column::Error, Expr::value(reason))
            .filter(outbox::Column::Id.eq(id))
            .filter(outbox::Column::State.eq(MailState::Waiting.code()));
        change = match pause {
            Some(pause) => {
                let pause = i64::try_from(pause.as_millis()).unwrap_or(i64::MAX);
                change.col_expr(outbox::Column::DueAt, Expr::value(write.at().saturating_add(pause)))
            }
            None => change.col_expr(outbox::Column::State, Expr::value(MailState::Failed.code())),
        };
        change.exec(write.tx()).await?;
        write.commit().await
    }

    /// Has a mail that waits or was given up sent at once.
    ///
    /// # Errors
    /// `Forbidden`; `NotFound`, also when the mail was sent or its content is gone.
    pub async fn retry_mail(&self, actor: &Actor, id: i64) -> Result<(), Refusal> {
        if !may(actor, Action::ManageMails, permit::Subject::Portal) {
            return Err(Refusal::Forbidden);
        }
        let mut write = self.begin().await?;
        let changed = outbox::Entity::update_many()
            .col_expr(outbox::Column::State, Expr::value(MailState::Waiting.code()))
            .col_expr(outbox::Column::DueAt, Expr::value(write.at()))
            .col_expr(outbox::Column::Tries, Expr::value(0))
            .filter(outbox::Column::Id.eq(id))
            .filter(outbox::Column::State.ne(MailState::Sent.code()))
            .filter(outbox::Column::Letter.is_not_null())
            .exec(write.tx())
            .await?;
        if changed.rows_affected == 0 {
            return Err(Refusal::NotFound);
        }
        let change = Change::to(json!({ "mail": id }));
        write.record(actor, Deed::MailRetried, Subject::Portal, change).await?;
        write.commit().await?;
        Ok(())
    }

    /// Forgets what given-up mails said after `keep_letters`, and all about mails after `keep_rows`. Answers how many
    /// rows went.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn purge_mails(&self, keep_letters: Duration, keep_rows: Duration) -> Result<u64> {
        let before = |age: Duration| {
            let age = i64::try_from(age.as_millis()).unwrap_or(i64::MAX);
            self.now().millis().saturating_sub(age)
        };
        let write = self.begin().await?;
        outbox::Entity::update_many()
            .col_expr(outbox::Column::Letter, Expr::value(None::<String>))
            .filter(outbox::Column::State.eq(MailState::Failed.code()))
            .filter(outbox::Column::CreatedAt.lt(before(keep_letters)))
            .exec(write.tx())
            .await?;
        let gone = outbox::Entity::delete_many()
            .filter(outbox::Column::State.ne(MailState::Waiting.code()))
            .filter(outbox::Column::CreatedAt.lt(before(keep_rows)))
            .exec(write.tx())
            .await?
            .rows_affected;
        write.commit().await?;
        Ok(gone)
    }
}

fn read(row: outbox::Model) -> std::result::Result<WaitingMail, String> {
    let letter = row.letter.ok_or("it says nothing")?;
    Ok(WaitingMail {
        id: row.id,
        to: decode::email(row.id, &row.recipient).map_err(|error| error.to_string())?,
        lang: mail_lang(&row.lang).ok_or("unknown language")?,
        letter: serde_json::from_str(&letter).map_err(|_| "a letter that this version does not know")?,
        tries: u32::try_from(row.tries).unwrap_or_default().saturating_add(1),
        created_at: Instant::from_millis(row.created_at),
    })
}
