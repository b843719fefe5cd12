//! Reads of bookmarks: a person's own with the notes, and those an organisation shares. They check no permissions.

use std::collections::BTreeSet;

use domain::value::{Instant, OrganisationId, ProgramId, UserId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::name::user_names;
use crate::entity::{bookmark, shared_bookmark};
use crate::{Result, Store};

/// A program that somebody keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bookmark {
    /// Which.
    pub program: ProgramId,
    /// Only its owner reads it.
    pub note: String,
    /// Since when.
    pub created_at: Instant,
}

/// A program that an organisation keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedBookmark {
    /// Which.
    pub program: ProgramId,
    /// Name of who put it there.
    pub by: String,
    /// Since when.
    pub created_at: Instant,
}

impl Store {
    /// What somebody keeps, the newest first.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_bookmarks(&self, user: UserId) -> Result<Vec<Bookmark>> {
        let rows = bookmark::Entity::find()
            .filter(bookmark::Column::UserId.eq(user.get()))
            .order_by_desc(bookmark::Column::CreatedAt)
            .order_by_desc(bookmark::Column::ProgramId)
            .all(self.reader())
            .await?;
        let read = |row: bookmark::Model| Bookmark {
            program: ProgramId::new(row.program_id),
            note: row.note,
            created_at: Instant::from_millis(row.created_at),
        };
        Ok(rows.into_iter().map(read).collect())
    }

    /// Whether somebody keeps a program.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn has_bookmark(&self, user: UserId, program: ProgramId) -> Result<bool> {
        let found = bookmark::Entity::find_by_id((user.get(), program.get()));
        Ok(found.one(self.reader()).await?.is_some())
    }

    /// Those of some programs that somebody keeps.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_bookmarked(&self, user: UserId, among: &[ProgramId]) -> Result<BTreeSet<ProgramId>> {
        if among.is_empty() {
            return Ok(BTreeSet::new());
        }
        let rows = bookmark::Entity::find()
            .filter(bookmark::Column::UserId.eq(user.get()))
            .filter(bookmark::Column::ProgramId.is_in(among.iter().map(|id| id.get())))
            .all(self.reader())
            .await?;
        Ok(rows.into_iter().map(|row| ProgramId::new(row.program_id)).collect())
    }

    /// What an organisation keeps, the newest first.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_shared_bookmarks(&self, organisation: OrganisationId) -> Result<Vec<SharedBookmark>> {
        let rows = shared_bookmark::Entity::find()
            .filter(shared_bookmark::Column::OrganisationId.eq(organisation.get()))
            .order_by_desc(shared_bookmark::Column::CreatedAt)
            .order_by_desc(shared_bookmark::Column::ProgramId)
            .all(self.reader())
            .await?;
        let names = user_names(self.reader(), rows.iter().map(|row| row.user_id)).await?;
        let read = |row: shared_bookmark::Model| SharedBookmark {
            program: ProgramId::new(row.program_id),
            by: names.get(&row.user_id).cloned().unwrap_or_default(),
            created_at: Instant::from_millis(row.created_at),
        };
        Ok(rows.into_iter().map(read).collect())
    }
}
