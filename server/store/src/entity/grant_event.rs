//! Table `grant_event`: what happened to a grant, step by step.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "grant_event")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub grant_id: i64,
    pub at: i64,
    pub actor_id: Option<i64>,
    /// `case`, `proposal`, `change`, `report`, `asset`, `charge` or `hold`.
    pub kind: String,
    /// The code of the step.
    pub step: String,
    pub yen: Option<i64>,
    /// The day that belongs to the amount.
    pub on_day: Option<String>,
    /// The reason, where one was given.
    pub note: String,
    /// What was handed in or decided with the step, as JSON.
    pub content: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::grant_case::Entity",
        from = "Column::GrantId",
        to = "super::grant_case::Column::Id"
    )]
    Grant,
    #[sea_orm(
        belongs_to = "super::app_user::Entity",
        from = "Column::ActorId",
        to = "super::app_user::Column::Id"
    )]
    Actor,
}

impl ActiveModelBehavior for ActiveModel {}
