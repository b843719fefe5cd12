//! Writes to the change log that no command on a program makes.

use std::time::Duration;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::entity::change;
use crate::query::ChangeKind;
use crate::{Result, Store};

impl Store {
    /// Asks every index that follows the log to build itself anew.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn note_rebuild(&self) -> Result<()> {
        let mut write = self.begin().await?;
        write.note(ChangeKind::Rebuild).await?;
        write.commit().await
    }

    /// Forgets changes older than `age`, and says how many. The last one always stays, so that the numbers go on.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn prune_changes(&self, age: Duration) -> Result<u64> {
        let age = i64::try_from(age.as_millis()).unwrap_or(i64::MAX);
        // Everything below the first young row: by number and not row by row, so that clocks that disagree leave no hole.
        let first_young = change::Entity::find()
            .filter(change::Column::At.gte(self.now().millis().saturating_sub(age)))
            .order_by_asc(change::Column::Seq)
            .one(self.reader())
            .await?;
        let keep_from = match first_young {
            Some(row) => row.seq,
            None => self.last_change().await?,
        };
        let pruned = change::Entity::delete_many()
            .filter(change::Column::Seq.lt(keep_from))
            .exec(self.writer())
            .await?;
        Ok(pruned.rows_affected)
    }
}
