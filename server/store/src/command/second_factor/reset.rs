//! For people who have lost every second factor: the operator takes them away, and the person sets up new ones.

use domain::Lang;
use domain::audit::{Deed, Subject};
use domain::permit::Actor;
use domain::second_factor::FactorKind;
use domain::value::UserId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::tell_removed;
use crate::entity::{app_user, passkey, recovery_code, session, totp};
use crate::{Change, Result, Store, StoreError, decode};

impl Store {
    /// Takes every second factor of a person away and ends the sessions. Only the operator calls this, after making sure
    /// who asks. Answers how many factors there were.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn reset_factors(&self, user: UserId) -> Result<u64> {
        let mut write = self.begin().await?;
        let row = app_user::Entity::find_by_id(user.get()).one(write.tx()).await?;
        let row = row.ok_or(StoreError::NotFound("user"))?;
        let owner = decode::user(row, Vec::new(), Vec::new())?;
        let apps = totp::Entity::delete_by_id(user.get()).exec(write.tx()).await?;
        let passkeys = passkey::Entity::delete_many()
            .filter(passkey::Column::UserId.eq(user.get()))
            .exec(write.tx())
            .await?;
        recovery_code::Entity::delete_many()
            .filter(recovery_code::Column::UserId.eq(user.get()))
            .exec(write.tx())
            .await?;
        session::Entity::delete_many()
            .filter(session::Column::UserId.eq(user.get()))
            .exec(write.tx())
            .await?;
        for (removed, kind) in [
            (apps.rows_affected, FactorKind::Totp),
            (passkeys.rows_affected, FactorKind::Passkey),
        ] {
            if removed > 0 {
                tell_removed(&mut write, &owner, Lang::Ja, kind).await?;
            }
        }
        let count = apps.rows_affected + passkeys.rows_affected;
        let change = Change {
            before: Some(json!({ "factors": count })),
            ..Change::none()
        };
        write
            .record(&Actor::Operator, Deed::FactorsReset, Subject::User(user), change)
            .await?;
        write.commit().await?;
        Ok(count)
    }
}
