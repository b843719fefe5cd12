//! Reads of working copies, for organisers.

use domain::program::{Lead, ListingState, ProgramForm, STALE_DAYS};
use domain::value::{Day, Instant, OrganisationId, ProgramId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::entity::{organisation, program};
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
    /// Last publication: when the content was last said to be right.
    pub confirmed_at: Option<Instant>,
    /// Since when the secretariat is asked to publish it.
    pub requested_at: Option<Instant>,
    /// When it is to be published by itself.
    pub publish_at: Option<Instant>,
    /// When it is to end by itself, before its period is over.
    pub close_at: Option<Instant>,
    /// The program of the year before.
    pub continued_from: Option<ProgramId>,
    /// Last change of anything.
    pub updated_at: Instant,
}

impl Draft {
    /// Whether the organiser should look whether the published content is still right.
    pub fn is_stale(&self, today: Day) -> bool {
        self.state == ListingState::Published
            && self
                .confirmed_at
                .is_some_and(|at| at.day_jst().days_until(today) > STALE_DAYS)
    }
}

impl Store {
    /// A program's working copy, unless it is a deleted draft.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_draft(&self, id: ProgramId) -> Result<Option<Draft>> {
        let found = program::Entity::find_by_id(id.get())
            .filter(program::Column::State.ne(ListingState::DeletedDraft.code()))
            .find_also_related(organisation::Entity)
            .one(self.reader())
            .await?;
        found.map(|(row, owner)| decode::draft(row, owner)).transpose()
    }

    /// All programs of these societies but deleted drafts, the last changed first. A damaged one is left out and
    /// logged, so that it does not hide the others.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_programs_of(&self, owners: &[OrganisationId]) -> Result<Vec<Draft>> {
        if owners.is_empty() {
            return Ok(Vec::new());
        }
        let rows = program::Entity::find()
            .filter(program::Column::OwnerId.is_in(owners.iter().map(|owner| owner.get())))
            .filter(program::Column::State.ne(ListingState::DeletedDraft.code()))
            .find_also_related(organisation::Entity)
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
