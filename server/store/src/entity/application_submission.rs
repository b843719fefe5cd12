//! Table `application_submission`: what was submitted, whole and for good. Rows are only ever added.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application_submission")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub application_id: i64,
    /// 1 for the first submission.
    pub version: i32,
    /// A `SubmittedApplication` as JSON; the hash is the one of exactly this text.
    pub content: String,
    pub sha256: String,
    pub at: i64,
    pub actor_id: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::application::Entity",
        from = "Column::ApplicationId",
        to = "super::application::Column::Id"
    )]
    Application,
    #[sea_orm(
        belongs_to = "super::app_user::Entity",
        from = "Column::ActorId",
        to = "super::app_user::Column::Id"
    )]
    Actor,
}

impl ActiveModelBehavior for ActiveModel {}
