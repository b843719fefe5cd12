//! Table `file_content`: contents of files by their SHA-256. The bytes lie in the file storage; a row says that they are
//! there, or about to come or to go.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "file_content")]
pub struct Model {
    /// 32 bytes in hexadecimal.
    #[sea_orm(primary_key, auto_increment = false)]
    pub sha256: String,
    pub bytes: i64,
    /// `storing`, `stored`, `quarantined` or `removing`.
    pub place: String,
    /// When somebody last wanted it stored.
    pub touched_at: i64,
    /// A `ScanState`.
    pub scan: String,
    /// Tries of the scan.
    pub tries: i32,
    /// When the next try is due.
    pub due_at: i64,
    pub scanned_at: Option<i64>,
    /// What the scanner calls what it found, or why it failed.
    pub finding: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
