//! Table `fix_request`: comments of the secretariat at fields of a program, until they are settled by a decision.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "fix_request")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub program_id: i64,
    /// A `FixRequest` as JSON.
    pub request: String,
    /// What stood in the field then: a list of texts as JSON.
    pub value: String,
    /// ISO day by which an answer is expected.
    pub due: String,
    pub asked_at: i64,
    /// Absent when the operator asked.
    pub asked_by: Option<i64>,
    pub settled_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::program::Entity",
        from = "Column::ProgramId",
        to = "super::program::Column::Id"
    )]
    Program,
    #[sea_orm(
        belongs_to = "super::app_user::Entity",
        from = "Column::AskedBy",
        to = "super::app_user::Column::Id"
    )]
    AskedBy,
}

impl ActiveModelBehavior for ActiveModel {}
