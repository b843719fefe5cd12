//! Table `grant_change`: a change request of a grant.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "grant_change")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub grant_id: i64,
    pub state: String,
    /// A `ChangeDraft` as JSON.
    pub draft: String,
    /// A `Change` as JSON.
    pub content: String,
    /// What the office said last.
    pub reply: String,
    pub created_at: i64,
    pub updated_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::grant_case::Entity",
        from = "Column::GrantId",
        to = "super::grant_case::Column::Id"
    )]
    Grant,
}

impl ActiveModelBehavior for ActiveModel {}
