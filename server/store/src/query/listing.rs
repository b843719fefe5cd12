//! Reads of published programs. Who may see which one is not asked here.

use std::collections::HashMap;

use domain::program::{Listing, ListingState};
use domain::value::{OrganisationId, ProgramId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use crate::entity::{organisation, program};
use crate::{Result, Store, decode};

/// Ids per query, well below what either database takes.
const CHUNK: usize = 500;

impl Store {
    /// What readers see of a program; `None` when nothing of it is shown.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_listing(&self, id: ProgramId) -> Result<Option<Listing>> {
        let found = shown()
            .filter(program::Column::Id.eq(id.get()))
            .find_also_related(organisation::Entity);
        match found.one(self.reader()).await? {
            Some((row, owner)) => decode::listing(row, owner),
            None => Ok(None),
        }
    }

    /// The listings with these ids in this order. Those that are not shown are left out, and so are damaged ones, which
    /// are logged.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn get_listings(&self, ids: &[ProgramId]) -> Result<Vec<Listing>> {
        let mut found = HashMap::with_capacity(ids.len());
        for chunk in ids.chunks(CHUNK) {
            let rows = shown()
                .filter(program::Column::Id.is_in(chunk.iter().map(|id| id.get())))
                .find_also_related(organisation::Entity)
                .all(self.reader())
                .await?;
            found.extend(
                rows.into_iter()
                    .filter_map(readable)
                    .map(|listing| (listing.id, listing)),
            );
        }
        Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
    }

    /// What readers see of the programs of one organisation, the last published first. Damaged ones are left out and
    /// logged.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_listings_of(&self, owner: OrganisationId) -> Result<Vec<Listing>> {
        let rows = shown()
            .filter(program::Column::OwnerId.eq(owner.get()))
            .find_also_related(organisation::Entity)
            .order_by_desc(program::Column::PublishedAt)
            .order_by_desc(program::Column::Id)
            .all(self.reader())
            .await?;
        Ok(rows.into_iter().filter_map(readable).collect())
    }

    /// The next `limit` listings with an id above `after`, lowest id first; an empty list means that there are no more.
    /// Damaged ones are left out and logged.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_listings_after(&self, after: Option<ProgramId>, limit: u64) -> Result<Vec<Listing>> {
        let mut after = after.map_or(0, ProgramId::get);
        loop {
            let rows = shown()
                .filter(program::Column::Id.gt(after))
                .find_also_related(organisation::Entity)
                .order_by_asc(program::Column::Id)
                .limit(limit)
                .all(self.reader())
                .await?;
            let Some((last, _)) = rows.last() else {
                return Ok(Vec::new());
            };
            after = last.id;
            let listings: Vec<_> = rows.into_iter().filter_map(readable).collect();
            if !listings.is_empty() {
                return Ok(listings);
            }
        }
    }
}

fn shown() -> Select<program::Entity> {
    let states = ListingState::ALL
        .iter()
        .filter(|state| state.shows_content())
        .map(|state| state.code());
    program::Entity::find()
        .filter(program::Column::Content.is_not_null())
        .filter(program::Column::State.is_in(states))
}

fn readable((row, owner): (program::Model, Option<organisation::Model>)) -> Option<Listing> {
    decode::listing(row, owner)
        .inspect_err(|error| tracing::error!(%error, "listing left out"))
        .ok()
        .flatten()
}
