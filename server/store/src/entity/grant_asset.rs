//! Table `grant_asset`: a thing in the register of a grant.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "grant_asset")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub grant_id: i64,
    pub state: String,
    /// An `Asset` as JSON.
    pub content: String,
    /// Why it is to be disposed of.
    pub reason: String,
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
