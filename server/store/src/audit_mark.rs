//! Two marks beside the audit log: its last row, so that rows missing at the end are noticed, and the last row that was
//! cleared away, at which the chain now begins.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

use crate::StoreError;
use crate::entity::audit_mark;

/// The last row of the log.
pub(crate) const LAST: &str = "last";

/// The last row that was cleared away.
pub(crate) const FIRST: &str = "cleared";

/// Number and hash of a mark.
pub(crate) async fn find(db: &impl ConnectionTrait, kind: &str) -> Result<Option<(i64, String)>, StoreError> {
    let row = audit_mark::Entity::find_by_id(kind).one(db).await?;
    Ok(row.map(|row| (row.seq, row.hash)))
}

/// Moves a mark.
pub(crate) async fn set(
    db: &impl ConnectionTrait,
    kind: &str,
    seq: i64,
    hash: &str,
    at: i64,
) -> Result<(), StoreError> {
    let row = audit_mark::ActiveModel {
        kind: Set(kind.to_owned()),
        seq: Set(seq),
        hash: Set(hash.to_owned()),
        at: Set(at),
    };
    let moved = OnConflict::column(audit_mark::Column::Kind)
        .update_columns([
            audit_mark::Column::Seq,
            audit_mark::Column::Hash,
            audit_mark::Column::At,
        ])
        .to_owned();
    audit_mark::Entity::insert(row)
        .on_conflict(moved)
        .exec_without_returning(db)
        .await?;
    Ok(())
}
