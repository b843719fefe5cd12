//! Table `inquiry`: one row per question to the organiser of a program.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inquiry")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub program_id: i64,
    /// A `CleanInquiry` as JSON.
    pub facts: String,
    /// Language of the mails.
    pub lang: String,
    pub created_at: i64,
    pub answer: Option<String>,
    pub answered_at: Option<i64>,
    pub answered_by: Option<i64>,
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
        from = "Column::AnsweredBy",
        to = "super::app_user::Column::Id"
    )]
    AnsweredBy,
}

impl Related<super::app_user::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::AnsweredBy.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
