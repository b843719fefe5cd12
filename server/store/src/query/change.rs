//! Reads of the change log, which search indexes follow from their own last number.

use domain::value::{Instant, ProgramId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::decode::Row;
use crate::entity::change;
use crate::{Result, Store, StoreError};

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// What readers see of one program; read it again, as it may be gone.
    Program(ProgramId),
    /// Possibly everything: an index has to be built anew.
    Rebuild,
}

impl ChangeKind {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Program(_) => "program",
            Self::Rebuild => "rebuild",
        }
    }

    pub(crate) fn subject(self) -> Option<i64> {
        match self {
            Self::Program(id) => Some(id.get()),
            Self::Rebuild => None,
        }
    }
}

/// One line of the change log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangeRow {
    /// Its number; rises, with gaps.
    pub seq: i64,
    /// What changed.
    pub kind: ChangeKind,
    /// When.
    pub at: Instant,
}

impl Store {
    /// The changes with a number above `after`, lowest first. A number seen once stands for all below it: no change
    /// with a lower number appears later.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] or [`StoreError::Db`].
    pub async fn list_changes(&self, after: i64, limit: u64) -> Result<Vec<ChangeRow>> {
        let rows = change::Entity::find()
            .filter(change::Column::Seq.gt(after))
            .order_by_asc(change::Column::Seq)
            .limit(limit)
            .all(self.reader())
            .await?;
        rows.iter().map(read).collect()
    }

    /// The highest number of the log; 0 while it is empty.
    ///
    /// # Errors
    /// [`StoreError::Db`].
    pub async fn last_change(&self) -> Result<i64> {
        let row = change::Entity::find()
            .order_by_desc(change::Column::Seq)
            .one(self.reader())
            .await?;
        Ok(row.map_or(0, |row| row.seq))
    }

    /// The lowest number still in the log; 0 while it is empty. Who has followed the log only to a number below the one
    /// before it may have missed changes that were pruned, and has to start anew.
    ///
    /// # Errors
    /// [`StoreError::Db`].
    pub async fn first_change(&self) -> Result<i64> {
        let row = change::Entity::find()
            .order_by_asc(change::Column::Seq)
            .one(self.reader())
            .await?;
        Ok(row.map_or(0, |row| row.seq))
    }
}

fn read(row: &change::Model) -> Result<ChangeRow, StoreError> {
    let at = Row {
        table: "change",
        id: row.seq,
    };
    let kind = match (row.kind.as_str(), row.subject_id) {
        ("program", Some(id)) => ChangeKind::Program(ProgramId::new(id)),
        ("rebuild", None) => ChangeKind::Rebuild,
        (kind, subject) => {
            return Err(at.corrupt(format_args!("unknown change {kind:?} of {subject:?}")));
        }
    };
    Ok(ChangeRow {
        seq: row.seq,
        kind,
        at: Instant::from_millis(row.at),
    })
}
