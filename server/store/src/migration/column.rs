//! The columns that most tables have. What these make is part of released migrations: add others, change none.

use sea_orm_migration::prelude::*;

/// A number given by the database.
pub(super) fn id() -> ColumnDef {
    ColumnDef::new("id")
        .big_integer()
        .not_null()
        .auto_increment()
        .primary_key()
        .take()
}

/// A number that must be there.
pub(super) fn number(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().take()
}

/// A number that may be missing.
pub(super) fn optional(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().take()
}

/// A text that must be there.
pub(super) fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).string().not_null().take()
}

/// A column that names a row of another table.
pub(super) fn refers(from: &'static str, column: &'static str, to: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(from, column).to(to, "id").take()
}
