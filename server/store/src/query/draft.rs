//! Reads of working copies, for organisers.

use domain::program::{Lead, ListingState, ProgramForm};
use domain::value::{Instant, InsurerId, ProgramId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::entity::{insurer, program};
use crate::{Result, Store, decode};

/// A program as its organiser works on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The program.
    pub id: ProgramId,
    /// The lead society that owns it.
    pub owner: Lead,
    /// Where its listing is.
    pub state: ListingState,
    /// To be sent back with every command, so that nobody overwrites what they have not seen.
    pub version: i64,
    /// What was typed.
    pub form: ProgramForm,
    /// Whether it has been published once; the working copy may have gone further since.
    pub published: bool,
    /// First publication.
    pub published_at: Option<Instant>,
    /// Last change of anything.
    pub updated_at: Instant,
}

impl Store {
    /// A program's working copy, unless it is a deleted draft.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_draft(&self, id: ProgramId) -> Result<Option<Draft>> {
        let found = program::Entity::find_by_id(id.get())
            .filter(program::Column::State.ne(ListingState::DeletedDraft.code()))
            .find_also_related(insurer::Entity)
            .one(self.reader())
            .await?;
        found.map(|(row, owner)| decode::draft(row, owner)).transpose()
    }

    /// All programs of these societies but deleted drafts, the last changed first. A damaged one is left out and
    /// logged, so that it does not hide the others.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_programs_of(&self, owners: &[InsurerId]) -> Result<Vec<Draft>> {
        if owners.is_empty() {
            return Ok(Vec::new());
        }
        let rows = program::Entity::find()
            .filter(program::Column::OwnerId.is_in(owners.iter().map(|owner| owner.get())))
            .filter(program::Column::State.ne(ListingState::DeletedDraft.code()))
            .find_also_related(insurer::Entity)
            .order_by_desc(program::Column::UpdatedAt)
            .order_by_desc(program::Column::Id)
            .all(self.reader())
            .await?;
        let drafts = rows.into_iter().map(|(row, owner)| decode::draft(row, owner));
        Ok(drafts
            .filter_map(|draft| {
                draft
                    .inspect_err(|error| tracing::error!(%error, "draft left out"))
                    .ok()
            })
            .collect())
    }
}
