//! Table `application_fix`: what the office asks to correct in an application that it sends back (差戻し).

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application_fix")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub application_id: i64,
    /// A `FixRequest` as JSON.
    pub request: String,
    /// What stood in the field then.
    pub value: String,
    /// By when an answer is expected, an ISO day.
    pub due: String,
    /// The applicant's words; empty until there are any.
    pub reply: String,
    pub asked_at: i64,
    pub asked_by: Option<i64>,
    /// When the application was submitted again.
    pub settled_at: Option<i64>,
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
        from = "Column::AskedBy",
        to = "super::app_user::Column::Id"
    )]
    AskedBy,
}

impl ActiveModelBehavior for ActiveModel {}
