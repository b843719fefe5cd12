//! Table `audit`: who did what to what, and what it was before and after. Rows are only ever added; each carries the hash
//! of the one before it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit")]
pub struct Model {
    /// From 1 without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub at: i64,
    /// `anonymous`, `user`, `operator` or `system`.
    pub actor: String,
    pub user_id: Option<i64>,
    /// The organisation the deed belongs to.
    pub organisation_id: Option<i64>,
    pub deed: String,
    pub subject_kind: String,
    pub subject_id: String,
    /// JSON.
    pub before: Option<String>,
    /// JSON.
    pub after: Option<String>,
    pub why: String,
    /// Network address of the request; empty when there was none.
    pub address: String,
    /// What the browser called itself.
    pub agent: String,
    /// Number of the request, as in the log.
    pub reference: String,
    /// SHA-256 over the row before's hash and this row, in hexadecimal.
    pub hash: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
