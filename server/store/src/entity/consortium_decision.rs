//! Table `consortium_decision`: what the members of a consortium have decided. Rows are only ever added.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consortium_decision")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub consortium_id: i64,
    /// Who wrote it down.
    pub organisation_id: i64,
    /// ISO.
    pub decided_on: String,
    /// A `CleanDecision` as JSON.
    pub content: String,
    pub created_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::consortium::Entity",
        from = "Column::ConsortiumId",
        to = "super::consortium::Column::Id"
    )]
    Consortium,
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::OrganisationId",
        to = "super::organisation::Column::Id"
    )]
    Organisation,
}

impl ActiveModelBehavior for ActiveModel {}
