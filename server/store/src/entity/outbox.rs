//! Table `outbox`: mails to be sent, written in the transaction of what they tell about.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub recipient: String,
    pub lang: String,
    /// Which letter it is.
    pub kind: String,
    /// A `Letter` as JSON; taken away once it is sent, because it may hold a link that opens something.
    pub letter: Option<String>,
    pub state: String,
    pub tries: i32,
    /// Not to be sent before.
    pub due_at: i64,
    pub created_at: i64,
    pub sent_at: Option<i64>,
    /// What the mail server said last.
    pub error: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
