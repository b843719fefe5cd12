//! Reads of the tables of synonyms: the one in force and those before it.

use domain::value::Instant;
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};

use crate::Result;
use crate::Store;
use crate::entity::{app_user, synonym_version};

/// A table of synonyms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SynonymVersion {
    /// 1 for the first change.
    pub number: i64,
    /// The table as its editor writes it.
    pub content: String,
    /// Why it was changed.
    pub note: String,
    /// Since when it was in force.
    pub created_at: Instant,
    /// Name of who changed it; absent for the operator.
    pub by: Option<String>,
}

impl Store {
    /// Number of the table in force; 0 while it is the one that is part of the program.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn last_synonyms(&self) -> Result<i64> {
        let number: Option<i64> = synonym_version::Entity::find()
            .order_by_desc(synonym_version::Column::Number)
            .select_only()
            .column(synonym_version::Column::Number)
            .into_tuple()
            .one(self.reader())
            .await?;
        Ok(number.unwrap_or(0))
    }

    /// One table.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_synonyms(&self, number: i64) -> Result<Option<SynonymVersion>> {
        let row = synonym_version::Entity::find_by_id(number)
            .find_also_related(app_user::Entity)
            .one(self.reader())
            .await?;
        Ok(row.map(read))
    }

    /// The last tables, the newest first.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_synonyms(&self, limit: u64) -> Result<Vec<SynonymVersion>> {
        let rows = synonym_version::Entity::find()
            .find_also_related(app_user::Entity)
            .order_by_desc(synonym_version::Column::Number)
            .limit(limit)
            .all(self.reader())
            .await?;
        Ok(rows.into_iter().map(read).collect())
    }
}

fn read((row, user): (synonym_version::Model, Option<app_user::Model>)) -> SynonymVersion {
    SynonymVersion {
        number: row.number,
        content: row.content,
        note: row.note,
        created_at: Instant::from_millis(row.created_at),
        by: user.map(|user| user.name),
    }
}
