//! Recovery codes: made ten at a time, each used once. Only hashes are stored.

use domain::Lang;
use domain::audit::{Deed, Subject};
use domain::permit::Actor;
use domain::second_factor::FactorKind;
use domain::value::UserId;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::{count, own, tell_added};
use crate::command::session::hex;
use crate::entity::recovery_code;
use crate::{Change, Refusal, Result, Store};

impl Store {
    /// Gives the person these codes instead of all earlier ones.
    ///
    /// # Errors
    /// `NotNow` while there is no factor they could stand in for.
    pub async fn replace_recovery_codes(&self, actor: &Actor, lang: Lang, hashes: &[[u8; 32]]) -> Result<(), Refusal> {
        let user = own(actor)?;
        let mut write = self.begin().await?;
        if count(&write, user.id).await? == 0 {
            return Err(Refusal::NotNow);
        }
        recovery_code::Entity::delete_many()
            .filter(recovery_code::Column::UserId.eq(user.id.get()))
            .exec(write.tx())
            .await?;
        let rows = hashes.iter().map(|hash| recovery_code::ActiveModel {
            code_hash: Set(hex(hash)),
            user_id: Set(user.id.get()),
            created_at: Set(write.at()),
            used_at: Set(None),
        });
        recovery_code::Entity::insert_many(rows)
            .exec_without_returning(write.tx())
            .await?;
        write
            .record(actor, Deed::RecoveryCodesMade, Subject::User(user.id), Change::none())
            .await?;
        tell_added(&mut write, user, lang, FactorKind::RecoveryCodes).await?;
        Ok(write.commit().await?)
    }

    /// Uses up a recovery code, and says whether it was there to be used.
    ///
    /// # Errors
    /// The database.
    pub async fn use_recovery_code(&self, user: UserId, hash: [u8; 32]) -> Result<bool> {
        let mut write = self.begin().await?;
        let used = recovery_code::Entity::update_many()
            .col_expr(recovery_code::Column::UsedAt, Expr::value(write.at()))
            .filter(recovery_code::Column::CodeHash.eq(hex(&hash)))
            .filter(recovery_code::Column::UserId.eq(user.get()))
            .filter(recovery_code::Column::UsedAt.is_null())
            .exec(write.tx())
            .await?;
        if used.rows_affected == 0 {
            return Ok(false);
        }
        let left = recovery_code::Entity::find()
            .filter(recovery_code::Column::UserId.eq(user.get()))
            .filter(recovery_code::Column::UsedAt.is_null())
            .all(write.tx())
            .await?
            .len();
        let change = Change::to(json!({ "left": left }));
        write
            .record(&Actor::Anonymous, Deed::RecoveryCodeUsed, Subject::User(user), change)
            .await?;
        write.commit().await?;
        Ok(true)
    }
}
