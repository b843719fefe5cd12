//! Table `consortium`: one row per consortium.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consortium")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    /// 代表組合.
    pub lead_id: i64,
    /// The program it came from.
    pub program_id: Option<i64>,
    pub state: String,
    /// 1 at first, one more with every change but a consent.
    pub version: i64,
    pub name: String,
    /// Other insurers may see it and ask to join.
    pub is_open: bool,
    /// A `CleanConsortium` as JSON.
    pub plan: String,
    /// Version of the data handling in the plan.
    pub data_version: i32,
    /// Version of the rest of the plan.
    pub plan_version: i32,
    /// The flows of data: `Flow`s as JSON.
    pub flows: String,
    /// The notice of joint use as typed: a `JointUseForm` as JSON.
    pub notice: String,
    /// The frozen composition: a `Snapshot` as JSON.
    pub snapshot: Option<String>,
    pub created_at: i64,
    pub updated_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::LeadId",
        to = "super::organisation::Column::Id"
    )]
    Lead,
    #[sea_orm(
        belongs_to = "super::program::Entity",
        from = "Column::ProgramId",
        to = "super::program::Column::Id"
    )]
    Program,
}

impl ActiveModelBehavior for ActiveModel {}
