//! Table `grant_case`: the grant of an adopted application.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "grant_case")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(unique)]
    pub application_id: i64,
    pub call_id: i64,
    pub lead_id: i64,
    pub state: String,
    /// 1 at first, one more with every change.
    pub version: i64,
    /// A `GrantCase` as JSON: state and ledger.
    pub money: String,
    /// A `GrantFile` as JSON.
    pub file: String,
    /// 文書番号 of the decision.
    pub decision_number: Option<String>,
    pub decided_on: Option<String>,
    /// The last day on which it can be withdrawn.
    pub withdraw_until: Option<String>,
    pub completed_on: Option<String>,
    pub report_due: Option<String>,
    pub retain_until: Option<String>,
    /// Why its papers are kept beyond that day, if they are.
    pub hold: Option<String>,
    /// When the application for the grant came last.
    pub submitted_at: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
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
        belongs_to = "super::call::Entity",
        from = "Column::CallId",
        to = "super::call::Column::Id"
    )]
    Call,
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::LeadId",
        to = "super::organisation::Column::Id"
    )]
    Lead,
}

impl ActiveModelBehavior for ActiveModel {}
