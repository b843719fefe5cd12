//! Table `call_budget`: the money of a call, once the office has said how much it is.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "call_budget")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub call_id: i64,
    pub yen: i64,
    pub set_at: i64,
    pub set_by: Option<i64>,
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
        from = "Column::SetBy",
        to = "super::app_user::Column::Id"
    )]
    SetBy,
}

impl ActiveModelBehavior for ActiveModel {}
