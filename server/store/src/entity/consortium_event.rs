//! Table `consortium_event`: what happened to a consortium, for all who belong to it. Rows are only ever added.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consortium_event")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub consortium_id: i64,
    pub at: i64,
    /// Absent when the portal itself acted.
    pub actor_id: Option<i64>,
    /// The organisation that it is about, if it is about one.
    pub organisation_id: Option<i64>,
    /// `start`, `edit`, `lead`, `share`, `invite`, or the code of a step of the consortium or of a place.
    pub step: String,
    pub note: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::consortium::Entity",
        from = "Column::ConsortiumId",
        to = "super::consortium::Column::Id"
    )]
    Consortium,
    #[sea_orm(
        belongs_to = "super::app_user::Entity",
        from = "Column::ActorId",
        to = "super::app_user::Column::Id"
    )]
    Actor,
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::OrganisationId",
        to = "super::organisation::Column::Id"
    )]
    Organisation,
}

impl ActiveModelBehavior for ActiveModel {}
