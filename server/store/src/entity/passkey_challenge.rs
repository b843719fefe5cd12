//! Table `passkey_challenge`: questions put to authenticators, each to be answered once and soon.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "passkey_challenge")]
pub struct Model {
    /// Base64url without padding, as it comes back.
    #[sea_orm(primary_key, auto_increment = false)]
    pub challenge: String,
    /// Whose passkey is expected, where that is known.
    pub user_id: Option<i64>,
    /// What was asked, as JSON of the library that verifies the answer.
    pub state: String,
    pub expires_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::app_user::Entity",
        from = "Column::UserId",
        to = "super::app_user::Column::Id"
    )]
    User,
}

impl ActiveModelBehavior for ActiveModel {}
