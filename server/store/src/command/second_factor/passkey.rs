//! Passkeys of a person, and the questions put to authenticators. Verifying is the caller's; here it is made sure that a
//! question is answered once, and that a passkey belongs to one person.

use std::time::Duration;

use domain::audit::{Deed, Subject};
use domain::normalise::single_line;
use domain::permit::Actor;
use domain::second_factor::{FactorKind, FactorPolicy};
use domain::value::{PasskeyId, UserId};
use domain::{Lang, ProblemCode, Problems};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::{own, settle_removal, tell_added, tell_removed};
use crate::command::session::millis;
use crate::entity::{passkey, passkey_challenge};
use crate::error::is_taken;
use crate::write::Write;
use crate::{Change, Refusal, Result, Store, hygiene};

/// How long an authenticator has to answer.
pub const CHALLENGE_LIFETIME: Duration = Duration::from_secs(5 * 60);

/// Most characters of a passkey's name.
pub const PASSKEY_NAME_CHARS: u32 = 60;

/// A verified passkey to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPasskey {
    /// Base64url without padding.
    pub credential_id: String,
    /// What the authenticator calls the person, base64url.
    pub user_handle: String,
    /// What the person calls it.
    pub name: String,
    /// Public key and what else verifying needs, as JSON.
    pub credential: String,
    /// Signatures so far.
    pub counter: u32,
    /// Whether a service keeps copies.
    pub backed_up: bool,
}

impl Store {
    /// Notes a question to an authenticator; `state` is what verifying the answer needs.
    ///
    /// # Errors
    /// The database.
    pub async fn open_challenge(&self, challenge: &str, user: Option<UserId>, state: String) -> Result<()> {
        let write = self.begin().await?;
        let row = passkey_challenge::ActiveModel {
            challenge: Set(challenge.to_owned()),
            user_id: Set(user.map(UserId::get)),
            state: Set(state),
            expires_at: Set(write.at().saturating_add(millis(CHALLENGE_LIFETIME))),
        };
        passkey_challenge::Entity::insert(row)
            .exec_without_returning(write.tx())
            .await?;
        write.commit().await
    }

    /// Takes a question away to verify its answer: the person it was put to, and the state. `None` when it was never put,
    /// was answered already, or took too long.
    ///
    /// # Errors
    /// The database.
    pub async fn take_challenge(&self, challenge: &str) -> Result<Option<(Option<UserId>, String)>> {
        let write = self.begin().await?;
        let Some(row) = passkey_challenge::Entity::find_by_id(challenge.to_owned())
            .one(write.tx())
            .await?
        else {
            return Ok(None);
        };
        let taken = passkey_challenge::Entity::delete_by_id(challenge.to_owned())
            .exec(write.tx())
            .await?;
        let in_time = write.at() < row.expires_at;
        write.commit().await?;
        Ok((taken.rows_affected == 1 && in_time).then(|| (row.user_id.map(UserId::new), row.state)))
    }

    /// Keeps a new passkey of the person.
    ///
    /// # Errors
    /// Problem `passkey: taken` when it is known already.
    pub async fn add_passkey(&self, actor: &Actor, lang: Lang, new: NewPasskey) -> Result<PasskeyId, Refusal> {
        let user = own(actor)?;
        let mut write = self.begin().await?;
        let name = hygiene::clean(&new.name).into_owned();
        let row = passkey::ActiveModel {
            user_id: Set(user.id.get()),
            credential_id: Set(new.credential_id),
            user_handle: Set(new.user_handle),
            name: Set(name.clone()),
            credential: Set(new.credential),
            counter: Set(i64::from(new.counter)),
            backed_up: Set(new.backed_up),
            created_at: Set(write.at()),
            used_at: Set(None),
            ..Default::default()
        };
        let inserted = passkey::Entity::insert(row).exec(write.tx()).await.map_err(|error| {
            if is_taken(&error) {
                Refusal::Problems(Problems::one("passkey", ProblemCode::Taken))
            } else {
                error.into()
            }
        })?;
        let change = Change::to(json!({ "name": name }));
        write
            .record(actor, Deed::PasskeyAdded, Subject::User(user.id), change)
            .await?;
        tell_added(&mut write, user, lang, FactorKind::Passkey).await?;
        write.commit().await?;
        Ok(PasskeyId::new(inserted.last_insert_id))
    }

    /// Notes that a passkey has signed, and says whether its counter still allowed it: of two answers with the same count
    /// one is a copy.
    ///
    /// # Errors
    /// The database.
    pub async fn use_passkey(&self, id: PasskeyId, before: u32, counter: u32, backed_up: bool) -> Result<bool> {
        let write = self.begin().await?;
        let used = passkey::Entity::update_many()
            .col_expr(passkey::Column::Counter, Expr::value(i64::from(counter)))
            .col_expr(passkey::Column::BackedUp, Expr::value(backed_up))
            .col_expr(passkey::Column::UsedAt, Expr::value(write.at()))
            .filter(passkey::Column::Id.eq(id.get()))
            .filter(passkey::Column::Counter.eq(i64::from(before)))
            .exec(write.tx())
            .await?;
        write.commit().await?;
        Ok(used.rows_affected == 1)
    }

    /// Gives one of the person's passkeys another name.
    ///
    /// # Errors
    /// `NotFound`, also for somebody else's; problem `name` when it is empty or longer than [`PASSKEY_NAME_CHARS`].
    pub async fn rename_passkey(&self, actor: &Actor, id: PasskeyId, name: &str) -> Result<(), Refusal> {
        let user = own(actor)?;
        let mut write = self.begin().await?;
        let row = find_own(&write, user.id, id).await?;
        let name = single_line(&hygiene::clean(name));
        let length = u32::try_from(name.chars().count()).unwrap_or(u32::MAX);
        if name.is_empty() {
            return Err(Problems::one("name", ProblemCode::Empty).into());
        }
        if length > PASSKEY_NAME_CHARS {
            let (max, now) = (PASSKEY_NAME_CHARS, length);
            return Err(Problems::one("name", ProblemCode::TooLong { max, now }).into());
        }
        if row.name == name {
            return Ok(());
        }
        passkey::Entity::update_many()
            .col_expr(passkey::Column::Name, Expr::value(name.clone()))
            .filter(passkey::Column::Id.eq(id.get()))
            .exec(write.tx())
            .await?;
        let change = Change::from_to(json!({ "name": row.name }), json!({ "name": name }));
        write
            .record(actor, Deed::PasskeyRenamed, Subject::User(user.id), change)
            .await?;
        Ok(write.commit().await?)
    }

    /// Takes one of the person's passkeys away.
    ///
    /// # Errors
    /// `NotFound`, also for somebody else's; `NotNow` when it is the last factor of a person who must have one.
    pub async fn remove_passkey(
        &self,
        actor: &Actor,
        lang: Lang,
        id: PasskeyId,
        policy: FactorPolicy,
    ) -> Result<(), Refusal> {
        let user = own(actor)?;
        let mut write = self.begin().await?;
        let row = find_own(&write, user.id, id).await?;
        passkey::Entity::delete_by_id(id.get()).exec(write.tx()).await?;
        let change = Change {
            before: Some(json!({ "name": row.name })),
            ..Change::none()
        };
        write
            .record(actor, Deed::PasskeyRemoved, Subject::User(user.id), change)
            .await?;
        settle_removal(&write, user, policy).await?;
        tell_removed(&mut write, user, lang, FactorKind::Passkey).await?;
        Ok(write.commit().await?)
    }
}

/// A passkey, if it is this person's.
async fn find_own(write: &Write, user: UserId, id: PasskeyId) -> Result<passkey::Model, Refusal> {
    passkey::Entity::find_by_id(id.get())
        .filter(passkey::Column::UserId.eq(user.get()))
        .one(write.tx())
        .await?
        .ok_or(Refusal::NotFound)
}
