//! Table `review`: an application in the hands of a reviewer.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "review")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub application_id: i64,
    pub reviewer_id: i64,
    pub state: String,
    /// 1 at first, one more with every change.
    pub version: i64,
    /// A `Declaration` as JSON, once declared.
    pub declaration: Option<String>,
    /// A `ReviewDraft` as JSON.
    pub draft: String,
    pub assigned_at: i64,
    pub updated_at: i64,
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
        from = "Column::ReviewerId",
        to = "super::app_user::Column::Id"
    )]
    Reviewer,
}

impl ActiveModelBehavior for ActiveModel {}
