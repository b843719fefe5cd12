//! Table `review_event`: what happened to a review.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "review_event")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub review_id: i64,
    pub at: i64,
    pub actor_id: Option<i64>,
    /// `assign`, or the code of a step.
    pub step: String,
    /// The reason, where one was given.
    pub note: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::review::Entity",
        from = "Column::ReviewId",
        to = "super::review::Column::Id"
    )]
    Review,
    #[sea_orm(
        belongs_to = "super::app_user::Entity",
        from = "Column::ActorId",
        to = "super::app_user::Column::Id"
    )]
    Actor,
}

impl ActiveModelBehavior for ActiveModel {}
