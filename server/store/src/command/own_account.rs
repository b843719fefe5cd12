//! What people change about their own account beside password and address: the name, and which sessions are open.

use domain::audit::{Deed, Subject};
use domain::normalise::single_line;
use domain::permit::Actor;
use domain::session::Session;
use domain::value::UserId;
use domain::{ProblemCode, Problems};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::session::{SESSION_IDLE, hex, millis};
use super::user::change;
use crate::entity::{app_user, session};
use crate::{Change, Refusal, Result, Store, decode, hygiene};

/// Most characters of a person's name.
const NAME_CHARS: u32 = 60;

impl Store {
    /// Gives the actor another name.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`] for anybody who is not signed in; [`Refusal::Problems`] when the name is empty or too long.
    pub async fn rename_user(&self, actor: &Actor, name: &str) -> Result<(), Refusal> {
        let user = actor.user().ok_or(Refusal::Forbidden)?;
        let name = single_line(&hygiene::clean(name));
        let now = u32::try_from(domain::normalise::char_count(&name)).unwrap_or(u32::MAX);
        if name.is_empty() {
            return Err(Problems::one("name", ProblemCode::Empty).into());
        }
        if now > NAME_CHARS {
            return Err(Problems::one("name", ProblemCode::TooLong { max: NAME_CHARS, now }).into());
        }
        if name == user.name {
            return Ok(());
        }
        let mut write = self.begin().await?;
        change(&write, user.id, app_user::Column::Name, Expr::value(name.as_str())).await?;
        let renamed = Change::from_to(json!({ "name": user.name }), json!({ "name": name }));
        write
            .record(actor, Deed::UserRenamed, Subject::User(user.id), renamed)
            .await?;
        write.commit().await?;
        Ok(())
    }

    /// The open sessions of a person, the one used last first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_sessions(&self, user: UserId) -> Result<Vec<Session>> {
        self.open_rows(user).await?.iter().map(decode::session).collect()
    }

    /// Ends one of the actor's own sessions by its name; `false` when there is none of that name.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`] for anybody who is not signed in.
    pub async fn end_session(&self, actor: &Actor, id: &str) -> Result<bool, Refusal> {
        let user = actor.user().ok_or(Refusal::Forbidden)?;
        let mut key = None;
        for row in self.open_rows(user.id).await? {
            if decode::session(&row)?.id == id {
                key = Some(row.token_hash);
            }
        }
        let Some(key) = key else { return Ok(false) };
        let mut write = self.begin().await?;
        session::Entity::delete_by_id(key).exec(write.tx()).await?;
        let ended = Change::to(json!({ "ended": 1 }));
        write
            .record(actor, Deed::SessionsEnded, Subject::User(user.id), ended)
            .await?;
        write.commit().await?;
        Ok(true)
    }

    /// Ends all of the actor's sessions but the one with this token, and says how many.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`] for anybody who is not signed in.
    pub async fn end_other_sessions(&self, actor: &Actor, keep: [u8; 32]) -> Result<u64, Refusal> {
        let user = actor.user().ok_or(Refusal::Forbidden)?;
        let mut write = self.begin().await?;
        let ended = session::Entity::delete_many()
            .filter(session::Column::UserId.eq(user.id.get()))
            .filter(session::Column::TokenHash.ne(hex(&keep)))
            .exec(write.tx())
            .await?
            .rows_affected;
        if ended > 0 {
            let change = Change::to(json!({ "ended": ended }));
            write
                .record(actor, Deed::SessionsEnded, Subject::User(user.id), change)
                .await?;
        }
        write.commit().await?;
        Ok(ended)
    }

    /// Notes that the person of a session has just proven again to be the one who signed in. The session goes on under
    /// another token, so that a copy of the old one gains nothing.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when the session has ended.
    pub async fn confirm_session(&self, token_hash: [u8; 32], new_token_hash: [u8; 32]) -> Result<(), Refusal> {
        let write = self.begin().await?;
        let confirmed = session::Entity::update_many()
            .col_expr(session::Column::ConfirmedAt, Expr::value(write.at()))
            .col_expr(session::Column::SeenAt, Expr::value(write.at()))
            .col_expr(session::Column::TokenHash, Expr::value(hex(&new_token_hash)))
            .filter(session::Column::TokenHash.eq(hex(&token_hash)))
            .exec(write.tx())
            .await?;
        if confirmed.rows_affected != 1 {
            return Err(Refusal::NotFound);
        }
        write.commit().await?;
        Ok(())
    }

    async fn open_rows(&self, user: UserId) -> Result<Vec<session::Model>> {
        let now = self.now().millis();
        Ok(session::Entity::find()
            .filter(session::Column::UserId.eq(user.get()))
            .filter(session::Column::ExpiresAt.gt(now))
            .filter(session::Column::SeenAt.gt(now.saturating_sub(millis(SESSION_IDLE))))
            .order_by_desc(session::Column::SeenAt)
            .order_by_desc(session::Column::CreatedAt)
            .all(self.reader())
            .await?)
    }
}
