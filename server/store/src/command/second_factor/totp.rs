//! The authenticator app of a person: set up, used, removed. Codes are checked by the caller; here it is made sure that
//! no code works twice.

use domain::Lang;
use domain::audit::{Deed, Subject};
use domain::permit::Actor;
use domain::second_factor::{FactorKind, FactorPolicy};
use domain::value::UserId;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{own, settle_removal, tell_added, tell_removed};
use crate::entity::totp;
use crate::{Change, Refusal, Result, Store};

impl Store {
    /// Sets up the person's authenticator app, or another one in its place, by its sealed secret. `step` is the time step
    /// of the code that proved it; no code of that step or before signs in.
    ///
    /// # Errors
    /// `Forbidden` without a person; the database.
    pub async fn set_totp(&self, actor: &Actor, lang: Lang, sealed: String, step: i64) -> Result<(), Refusal> {
        let user = own(actor)?;
        let mut write = self.begin().await?;
        let row = totp::ActiveModel {
            user_id: Set(user.id.get()),
            sealed: Set(sealed),
            last_step: Set(step),
            created_at: Set(write.at()),
        };
        let replace = OnConflict::column(totp::Column::UserId)
            .update_columns([totp::Column::Sealed, totp::Column::LastStep, totp::Column::CreatedAt])
            .to_owned();
        totp::Entity::insert(row)
            .on_conflict(replace)
            .exec_without_returning(write.tx())
            .await?;
        write
            .record(actor, Deed::TotpSet, Subject::User(user.id), Change::none())
            .await?;
        tell_added(&mut write, user, lang, FactorKind::Totp).await?;
        Ok(write.commit().await?)
    }

    /// Uses up the time step of a right code, and says whether it was still to be had: a code works once, and none works
    /// after a later one.
    ///
    /// # Errors
    /// The database.
    pub async fn use_totp_step(&self, user: UserId, step: i64) -> Result<bool> {
        let used = totp::Entity::update_many()
            .col_expr(totp::Column::LastStep, Expr::value(step))
            .filter(totp::Column::UserId.eq(user.get()))
            .filter(totp::Column::LastStep.lt(step))
            .exec(self.writer())
            .await?;
        Ok(used.rows_affected == 1)
    }

    /// Takes the authenticator app away.
    ///
    /// # Errors
    /// `NotFound` when there is none; `NotNow` when it is the last factor of a person who must have one.
    pub async fn remove_totp(&self, actor: &Actor, lang: Lang, policy: FactorPolicy) -> Result<(), Refusal> {
        let user = own(actor)?;
        let mut write = self.begin().await?;
        let removed = totp::Entity::delete_by_id(user.id.get()).exec(write.tx()).await?;
        if removed.rows_affected == 0 {
            return Err(Refusal::NotFound);
        }
        write
            .record(actor, Deed::TotpRemoved, Subject::User(user.id), Change::none())
            .await?;
        settle_removal(&write, user, policy).await?;
        tell_removed(&mut write, user, lang, FactorKind::Totp).await?;
        Ok(write.commit().await?)
    }
}
