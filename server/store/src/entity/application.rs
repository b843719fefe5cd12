//! Table `application`: one row per application of a lead society to a call.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub call_id: i64,
    pub consortium_id: i64,
    /// 代表組合 that applies.
    pub lead_id: i64,
    pub state: String,
    /// 1 at first, one more with every change.
    pub version: i64,
    /// An `ApplicationForm` as JSON, as typed.
    pub draft: String,
    /// The form that the audit log knows, while the draft is ahead of it.
    pub recorded: Option<String>,
    /// 受付番号, from the first submission on.
    #[sea_orm(unique)]
    pub number: Option<String>,
    /// A later deadline for this applicant.
    pub extended_to: Option<i64>,
    /// Who asked for the approval.
    pub prepared_by: Option<i64>,
    /// The last submission.
    pub submitted_at: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
    /// Days before the deadline at which a reminder was sent last.
    pub reminded: Option<i32>,
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
        belongs_to = "super::consortium::Entity",
        from = "Column::ConsortiumId",
        to = "super::consortium::Column::Id"
    )]
    Consortium,
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::LeadId",
        to = "super::organisation::Column::Id"
    )]
    Lead,
    #[sea_orm(
        belongs_to = "super::app_user::Entity",
        from = "Column::PreparedBy",
        to = "super::app_user::Column::Id"
    )]
    Preparer,
}

impl ActiveModelBehavior for ActiveModel {}
