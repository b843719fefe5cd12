//! Table `participation_event`: what happened to a participation. Both sides' timelines are read from it. Rows are only
//! ever added.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "participation_event")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub participation_id: i64,
    pub at: i64,
    /// Absent when the portal itself acted.
    pub actor_id: Option<i64>,
    /// `remind`, or the code of a `ParticipationStep`.
    pub step: String,
    pub note: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::participation::Entity",
        from = "Column::ParticipationId",
        to = "super::participation::Column::Id"
    )]
    Participation,
    #[sea_orm(
        belongs_to = "super::app_user::Entity",
        from = "Column::ActorId",
        to = "super::app_user::Column::Id"
    )]
    Actor,
}

impl Related<super::app_user::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Actor.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
