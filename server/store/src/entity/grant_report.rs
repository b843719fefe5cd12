//! Table `grant_report`: a report of a grant.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "grant_report")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub grant_id: i64,
    pub kind: String,
    pub state: String,
    /// Until when it is expected, if it is.
    pub due: Option<String>,
    /// Why the office asked for it; nothing when it did not.
    pub asked: String,
    /// A `ReportDraft` as JSON.
    pub draft: String,
    /// A `Report` as JSON, as submitted last.
    pub content: Option<String>,
    /// What the office accepts of each line: a list of `Mark` as JSON.
    pub marks: String,
    /// The `Settlement` by which the amount was fixed, as JSON.
    pub settlement: Option<String>,
    /// What the office said last.
    pub reply: String,
    pub submitted_at: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::grant_case::Entity",
        from = "Column::GrantId",
        to = "super::grant_case::Column::Id"
    )]
    Grant,
}

impl ActiveModelBehavior for ActiveModel {}
