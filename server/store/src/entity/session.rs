//! Table `session`: who is signed in, by the hash of the token in the browser.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// 32 bytes in hexadecimal.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    pub user_id: i64,
    pub created_at: i64,
    /// Last use, to the minute.
    pub seen_at: i64,
    /// When it ends however much it is used.
    pub expires_at: i64,
    /// When the person last proved to be the one who signed in.
    pub confirmed_at: i64,
    /// By what the person signed in.
    pub factor: String,
    /// For which organisation the person acts, if it was chosen.
    pub organisation_id: Option<i64>,
    /// Network address at sign-in; empty when unknown.
    pub address: String,
    /// What the browser called itself at sign-in.
    pub agent: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::app_user::Entity",
        from = "Column::UserId",
        to = "super::app_user::Column::Id"
    )]
    User,
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::OrganisationId",
        to = "super::organisation::Column::Id"
    )]
    Organisation,
}

impl ActiveModelBehavior for ActiveModel {}
