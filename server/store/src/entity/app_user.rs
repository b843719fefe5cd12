//! Table `app_user`: one row per person who can sign in. `user` alone is a reserved word of SQL.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "app_user")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub email: String,
    /// The address in lower case, by which people sign in.
    #[sea_orm(unique)]
    pub email_key: String,
    pub name: String,
    /// PHC string.
    pub password_hash: String,
    pub created_at: i64,
    /// Since when the person may not sign in.
    pub disabled_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
