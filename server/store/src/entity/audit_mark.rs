//! Table `audit_mark`: where the audit log ends, and where it begins after old rows were cleared away.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_mark")]
pub struct Model {
    /// `last` or `cleared`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    pub seq: i64,
    pub hash: String,
    pub at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
