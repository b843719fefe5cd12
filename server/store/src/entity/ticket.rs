//! Table `ticket`: what the links in mails open, by the hash of the token in the link.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket")]
pub struct Model {
    /// 32 bytes in hexadecimal.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    pub purpose: String,
    pub user_id: i64,
    /// JSON; what is in it depends on the purpose.
    pub payload: String,
    pub created_at: i64,
    pub expires_at: i64,
    /// When it was used or became useless.
    pub used_at: Option<i64>,
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
