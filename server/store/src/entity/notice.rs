//! Table `notice`: what people are told, once for all who are told it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub kind: String,
    /// A `Notice` as JSON.
    pub notice: String,
    /// What it is about, such as `program-12`.
    pub matter: String,
    /// Whether somebody must act.
    pub is_task: bool,
    /// Last day on which to act, ISO date.
    pub due: Option<String>,
    pub created_at: i64,
    /// Since when nobody needs to act any more.
    pub settled_at: Option<i64>,
    /// Who did what was to be done; absent for the operator and for the portal itself.
    pub settled_by: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::app_user::Entity",
        from = "Column::SettledBy",
        to = "super::app_user::Column::Id"
    )]
    SettledBy,
}

impl Related<super::app_user::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::SettledBy.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
