//! Table `file`: what is attached to something, through all its versions. A removed file keeps its row.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "file")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub owner_kind: String,
    pub owner_id: i64,
    /// Whose people attach and remove it.
    pub organisation_id: i64,
    /// Place among the owner's files, rising; gaps do not matter.
    pub position: i32,
    /// Number of the present version.
    pub version: i32,
    pub created_at: i64,
    pub removed_at: Option<i64>,
    pub removed_by: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::OrganisationId",
        to = "super::organisation::Column::Id"
    )]
    Organisation,
    #[sea_orm(
        belongs_to = "super::app_user::Entity",
        from = "Column::RemovedBy",
        to = "super::app_user::Column::Id"
    )]
    Remover,
}

impl ActiveModelBehavior for ActiveModel {}
