//! Table `participation`: one row per society that has ever asked to join a program.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "participation")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub program_id: i64,
    /// The society that joins.
    pub organisation_id: i64,
    pub state: String,
    /// 1 at first, one more with every step.
    pub version: i64,
    /// The last request: a `CleanRequest` as JSON.
    pub request: String,
    /// The consent given since: a `CleanConsent` as JSON.
    pub consent: Option<String>,
    /// The last request; the waiting list is in this order.
    pub requested_at: i64,
    /// The last step.
    pub waiting_since: i64,
    /// When the silent side was reminded in this turn.
    pub reminded_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::program::Entity",
        from = "Column::ProgramId",
        to = "super::program::Column::Id"
    )]
    Program,
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::OrganisationId",
        to = "super::organisation::Column::Id"
    )]
    Society,
}

impl Related<super::organisation::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Society.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
