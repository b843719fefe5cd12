//! Table `kept_post`: forms that met an ended session, until their sender has signed in again (FORM-06).

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "kept_post")]
pub struct Model {
    /// 32 bytes in hexadecimal.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key_hash: String,
    /// Whose session had ended, if that is known.
    pub user_id: Option<i64>,
    /// Hash of a token in the sender's browser, where the person is not known.
    pub browser_hash: Option<String>,
    /// Where it came from, so that nobody fills the table.
    pub network: String,
    /// Path and query with the language prefix.
    pub path: String,
    /// URL-encoded.
    pub body: String,
    pub created_at: i64,
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
