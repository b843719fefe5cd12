//! Changing one's own mail address: the new one is proven by a link mailed to it, the old one is told and can stop it.

use domain::audit::{Deed, Subject};
use domain::letter::Letter;
use domain::permit::Actor;
use domain::ticket::TicketPurpose;
use domain::value::{Email, UserId};
use domain::{Lang, ProblemCode, Problems};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::ticket::MOST;
use super::user::{change, end_sessions, person};
use crate::entity::app_user;
use crate::error::is_taken;
use crate::write::Write;
use crate::{Change, Refusal, Result, Store, StoreError};

/// What a ticket for a change of address remembers.
#[derive(Serialize, Deserialize)]
struct Moved {
    old: Email,
    new: Email,
}

/// A link to be mailed: the hash of its token and its path.
#[derive(Clone, Debug)]
pub struct Link {
    /// What the database keeps.
    pub token_hash: [u8; 32],
    /// What the mail says, without language prefix.
    pub path: String,
}

impl Store {
    /// Mails a link to the new address that proves it, and tells the old one with a link that stops it. When somebody
    /// else has the new address, nothing is mailed to it, and the caller is not told.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`] for anybody who is not signed in; [`Refusal::Problems`] with `NotAllowed` when the address
    /// is the present one, with `TooMany` when too many links were asked for.
    pub async fn ask_email_change(
        &self,
        actor: &Actor,
        new: &Email,
        lang: Lang,
        confirm: &Link,
        stop: &Link,
    ) -> Result<(), Refusal> {
        let user = actor.user().ok_or(Refusal::Forbidden)?;
        if user.email.key() == new.key() {
            return Err(Problems::one("email", ProblemCode::NotAllowed).into());
        }
        let mut write = self.begin().await?;
        if write.count_tickets(TicketPurpose::EmailChange, user.id).await? >= MOST {
            return Err(Problems::one("email", ProblemCode::TooMany { max: 5 }).into());
        }
        let moved = serde_json::to_value(Moved {
            old: user.email.clone(),
            new: new.clone(),
        });
        let moved = moved.unwrap_or(Value::Null);
        write.void_tickets(TicketPurpose::EmailChange, user.id).await?;
        write
            .issue(TicketPurpose::EmailChange, user.id, confirm.token_hash, &moved)
            .await?;
        write
            .issue(TicketPurpose::EmailStop, user.id, stop.token_hash, &moved)
            .await?;
        write
            .record(
                actor,
                Deed::EmailChangeAsked,
                Subject::User(user.id),
                Change::from_to(json!({ "email": user.email }), json!({ "email": new })),
            )
            .await?;
        if find_owner(&write, new).await?.is_none() {
            let letter = Letter::EmailChange {
                name: user.name.clone(),
                path: confirm.path.clone(),
            };
            write.post(new, lang, &letter).await?;
        }
        let letter = Letter::EmailChangeAsked {
            name: user.name.clone(),
            new: new.masked(),
            path: stop.path.clone(),
        };
        write.post(&user.email, lang, &letter).await?;
        write.commit().await?;
        Ok(())
    }

    /// Gives a person the address that the link was mailed to, and tells the old one.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when the link cannot be used any more; [`Refusal::Problems`] when somebody else got the
    /// address meanwhile.
    pub async fn confirm_email(&self, token_hash: [u8; 32], lang: Lang) -> Result<Email, Refusal> {
        let mut write = self.begin().await?;
        let ticket = write.redeem(TicketPurpose::EmailChange, token_hash).await?;
        let moved: Moved = serde_json::from_value(ticket.payload).map_err(|_| Refusal::NotFound)?;
        let found = app_user::Entity::find_by_id(ticket.user.get()).one(write.tx()).await?;
        let person = person(found.ok_or(Refusal::NotFound)?)?;
        // An address that changed in another way since makes the link one of another time.
        if person.email.key() != moved.old.key() {
            return Err(Refusal::NotFound);
        }
        move_to(&write, ticket.user, &moved.new).await?;
        // Links that lie in the old mailbox must open nothing.
        write.void_tickets(TicketPurpose::PasswordReset, ticket.user).await?;
        let change = Change::from_to(json!({ "email": moved.old }), json!({ "email": moved.new }));
        write
            .record(
                &Actor::Anonymous,
                Deed::EmailChanged,
                Subject::User(ticket.user),
                change,
            )
            .await?;
        let letter = Letter::EmailChanged {
            name: person.name,
            new: moved.new.masked(),
        };
        write.post(&moved.old, lang, &letter).await?;
        write.commit().await?;
        Ok(moved.new)
    }

    /// Stops a change of address, or takes it back when it has happened, by the link mailed to the old address. All
    /// sessions end, because somebody else may be signed in.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when the link cannot be used any more; [`Refusal::Problems`] when the old address belongs
    /// to somebody else now.
    pub async fn stop_email_change(&self, token_hash: [u8; 32]) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let ticket = write.redeem(TicketPurpose::EmailStop, token_hash).await?;
        let moved: Moved = serde_json::from_value(ticket.payload).map_err(|_| Refusal::NotFound)?;
        write.void_tickets(TicketPurpose::EmailChange, ticket.user).await?;
        let found = app_user::Entity::find_by_id(ticket.user.get()).one(write.tx()).await?;
        let person = person(found.ok_or(Refusal::NotFound)?)?;
        let happened = person.email.key() == moved.new.key();
        if happened {
            move_to(&write, ticket.user, &moved.old).await?;
            write.void_tickets(TicketPurpose::PasswordReset, ticket.user).await?;
        }
        end_sessions(&write, ticket.user).await?;
        let change = Change::from_to(
            json!({ "email": person.email }),
            json!({ "email": if happened { &moved.old } else { &person.email } }),
        );
        write
            .record(
                &Actor::Anonymous,
                Deed::EmailChangeStopped,
                Subject::User(ticket.user),
                change,
            )
            .await?;
        write.commit().await?;
        Ok(())
    }
}

async fn find_owner(write: &Write, email: &Email) -> Result<Option<app_user::Model>> {
    let found = app_user::Entity::find().filter(app_user::Column::EmailKey.eq(email.key()));
    Ok(found.one(write.tx()).await?)
}

async fn move_to(write: &Write, user: UserId, email: &Email) -> Result<(), Refusal> {
    let taken = || Refusal::from(Problems::one("email", ProblemCode::Taken));
    // Asked before it is tried: on PostgreSQL a failed statement ends the transaction.
    if find_owner(write, email)
        .await?
        .is_some_and(|owner| owner.id != user.get())
    {
        return Err(taken());
    }
    match change(write, user, app_user::Column::EmailKey, Expr::value(email.key())).await {
        Err(StoreError::Db(error)) if is_taken(&error) => return Err(taken()),
        other => other?,
    }
    change(write, user, app_user::Column::Email, Expr::value(email.as_str())).await?;
    Ok(())
}
