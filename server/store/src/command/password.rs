//! Passwords of people who sign in: forgotten, changed, hashed anew. Only hashes come here; what a password must be like
//! is checked before.

use domain::Lang;
use domain::audit::{Deed, Subject};
use domain::letter::Letter;
use domain::permit::Actor;
use domain::ticket::TicketPurpose;
use domain::value::{Email, UserId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::session::hex;
use super::ticket::MOST;
use super::user::{change, end_sessions, person};
use crate::entity::{app_user, session};
use crate::{Change, Refusal, Result, Store};

impl Store {
    /// Mails a link for a new password to the person with this address. Nothing happens, and nothing is said, when there
    /// is none, when the person may not sign in, or when too many such mails went out within the hour.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn ask_password_reset(&self, email: &Email, lang: Lang, token_hash: [u8; 32], path: &str) -> Result<()> {
        let mut write = self.begin().await?;
        let found = app_user::Entity::find()
            .filter(app_user::Column::EmailKey.eq(email.key()))
            .filter(app_user::Column::DisabledAt.is_null())
            .one(write.tx())
            .await?;
        let Some(found) = found else { return Ok(()) };
        let user = UserId::new(found.id);
        if write.count_tickets(TicketPurpose::PasswordReset, user).await? >= MOST {
            return Ok(());
        }
        write
            .issue(TicketPurpose::PasswordReset, user, token_hash, &json!({}))
            .await?;
        let deed = Deed::PasswordResetAsked;
        write
            .record(&Actor::Anonymous, deed, Subject::User(user), Change::none())
            .await?;
        let person = person(found)?;
        let letter = Letter::PasswordReset {
            name: person.name,
            path: path.to_owned(),
        };
        write.post(&person.email, lang, &letter).await?;
        write.commit().await
    }

    /// Sets a new password by a mailed link, ends all sessions of the person and tells by mail.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when the link cannot be used any more.
    pub async fn reset_password(&self, token_hash: [u8; 32], lang: Lang, hash: String) -> Result<UserId, Refusal> {
        let mut write = self.begin().await?;
        let ticket = write.redeem(TicketPurpose::PasswordReset, token_hash).await?;
        let found = app_user::Entity::find_by_id(ticket.user.get()).one(write.tx()).await?;
        let found = found.filter(|row| row.disabled_at.is_none()).ok_or(Refusal::NotFound)?;
        change(&write, ticket.user, app_user::Column::PasswordHash, Expr::value(hash)).await?;
        write.void_tickets(TicketPurpose::PasswordReset, ticket.user).await?;
        end_sessions(&write, ticket.user).await?;
        let after = Change::to(json!({ "by": "mailed link" }));
        write
            .record(
                &Actor::Anonymous,
                Deed::PasswordChanged,
                Subject::User(ticket.user),
                after,
            )
            .await?;
        let person = person(found)?;
        write
            .post(&person.email, lang, &Letter::PasswordChanged { name: person.name })
            .await?;
        write.commit().await?;
        Ok(ticket.user)
    }

    /// Sets the actor's own new password, ends the other sessions and tells by mail.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`] for anybody who is not signed in.
    pub async fn change_password(
        &self,
        actor: &Actor,
        keep: [u8; 32],
        lang: Lang,
        hash: String,
    ) -> Result<(), Refusal> {
        let user = actor.user().ok_or(Refusal::Forbidden)?;
        let mut write = self.begin().await?;
        change(&write, user.id, app_user::Column::PasswordHash, Expr::value(hash)).await?;
        write.void_tickets(TicketPurpose::PasswordReset, user.id).await?;
        session::Entity::delete_many()
            .filter(session::Column::UserId.eq(user.id.get()))
            .filter(session::Column::TokenHash.ne(hex(&keep)))
            .exec(write.tx())
            .await?;
        write
            .record(actor, Deed::PasswordChanged, Subject::User(user.id), Change::none())
            .await?;
        let letter = Letter::PasswordChanged {
            name: user.name.clone(),
        };
        write.post(&user.email, lang, &letter).await?;
        write.commit().await?;
        Ok(())
    }

    /// Puts another hash of the same password in the place of `old`, when the cost of hashing has changed. Nothing
    /// happens when the password was changed meanwhile.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn renew_password_hash(&self, user: UserId, old: &str, new: String) -> Result<()> {
        app_user::Entity::update_many()
            .col_expr(app_user::Column::PasswordHash, Expr::value(new))
            .filter(app_user::Column::Id.eq(user.get()))
            .filter(app_user::Column::PasswordHash.eq(old))
            .exec(self.writer())
            .await?;
        Ok(())
    }
}
