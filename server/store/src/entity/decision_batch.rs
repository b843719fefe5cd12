//! Table `decision_batch`: decisions that are proposed, approved and released together.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "decision_batch")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub call_id: i64,
    pub state: String,
    /// 1 at first, one more with every change.
    pub version: i64,
    /// A `BatchForm` as JSON.
    pub draft: String,
    /// An ISO day, from the proposal on.
    pub decided_on: Option<String>,
    /// When it is released; absent for at once after the approval.
    pub release_at: Option<i64>,
    pub proposed_at: Option<i64>,
    pub proposed_by: Option<i64>,
    pub approved_at: Option<i64>,
    pub approved_by: Option<i64>,
    pub released_at: Option<i64>,
    /// Why it was last returned or cancelled.
    pub note: String,
    pub created_at: i64,
    pub updated_at: i64,
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
        from = "Column::ProposedBy",
        to = "super::app_user::Column::Id"
    )]
    Proposer,
    #[sea_orm(
        belongs_to = "super::app_user::Entity",
        from = "Column::ApprovedBy",
        to = "super::app_user::Column::Id"
    )]
    Approver,
}

impl ActiveModelBehavior for ActiveModel {}
