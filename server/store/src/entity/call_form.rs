//! Table `call_form`: versions of the questions of a call. The row without a moment of publication is being written.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "call_form")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub call_id: i64,
    /// Counts from 1 within a call.
    pub number: i32,
    /// A `Questionnaire` as JSON.
    pub document: String,
    /// 1 at first, one more with every change.
    pub revision: i64,
    pub edited_by: Option<i64>,
    pub published_at: Option<i64>,
    pub published_by: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::call::Entity",
        from = "Column::CallId",
        to = "super::call::Column::Id"
    )]
    Call,
    #[sea_orm(
        belongs_to = "super::app_user::Entity",
        from = "Column::EditedBy",
        to = "super::app_user::Column::Id"
    )]
    EditedBy,
    #[sea_orm(
        belongs_to = "super::app_user::Entity",
        from = "Column::PublishedBy",
        to = "super::app_user::Column::Id"
    )]
    PublishedBy,
}

impl ActiveModelBehavior for ActiveModel {}
