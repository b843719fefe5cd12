//! Table `passkey`: public keys of WebAuthn credentials.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "passkey")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub user_id: i64,
    /// Base64url without padding.
    #[sea_orm(unique)]
    pub credential_id: String,
    /// What the authenticator calls the person: random, the same for all passkeys of one person. Base64url.
    pub user_handle: String,
    pub name: String,
    /// Public key and what else verifying needs, as JSON of the library that does it.
    pub credential: String,
    /// How often the authenticator has signed, as far as it counts.
    pub counter: i64,
    /// Whether a service keeps copies of it.
    pub backed_up: bool,
    pub created_at: i64,
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

impl Related<super::app_user::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
