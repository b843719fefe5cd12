//! Table `saved_search`: searches that people keep and are told news of (ALRT-01), with or without an account.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "saved_search")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    /// 1 at first, one more with every change by its owner.
    pub version: i64,
    /// Whose, with an account.
    pub user_id: Option<i64>,
    /// Where the mails go, without one.
    pub email: Option<String>,
    /// The address in lower case.
    pub email_key: Option<String>,
    /// Language of the mails.
    pub lang: String,
    pub name: String,
    /// The search as the query part of an address, in its one spelling.
    pub query: String,
    pub frequency: String,
    pub state: String,
    /// SHA-256 of the secret that confirms the address, in hexadecimal.
    #[sea_orm(unique)]
    pub token_hash: Option<String>,
    /// Until when the address can be confirmed.
    pub expires_at: Option<i64>,
    /// Programs that are no news any more: `KnownPrograms` as text.
    pub known: String,
    /// Programs that were there when the owner last opened the search.
    pub opened: String,
    /// Number of the change log up to which news has been looked for.
    pub seen: i64,
    /// No mail before.
    pub due_at: i64,
    pub created_at: i64,
    pub sent_at: Option<i64>,
    /// The society for which it is asked what can be joined.
    pub society_id: Option<i64>,
    /// What its owner wants to be told: `Triggers` as text.
    pub triggers: String,
    /// Programs whose near deadline has been told: `KnownPrograms` as text.
    pub due_told: String,
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
