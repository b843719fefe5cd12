//! Table `call`: one row per call for applications.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "call")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(unique)]
    pub code: String,
    pub fiscal_year: i32,
    pub title_ja: String,
    pub title_en: String,
    pub state: String,
    /// 1 at first, one more with every change.
    pub version: i64,
    /// A `Call` as JSON, as it is or will be public; empty until it has been complete once.
    pub content: String,
    pub created_at: i64,
    pub updated_at: i64,
    /// A `CallDraft` as JSON; absent while it says nothing else than the content.
    pub draft: Option<String>,
    /// Who changed the working copy last; somebody else publishes it.
    pub edited_by: Option<i64>,
    /// Why it was closed early or cancelled.
    pub reason: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
