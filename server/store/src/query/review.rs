//! Reads for the secretariat: the programs that wait for it, and those it has dealt with.

use domain::program::{ListingState, ReviewState};
use domain::value::{Instant, ProgramId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::organisation::search_key;
use crate::entity::{organisation, program};
use crate::{Result, Store, decode};

/// Which programs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewFilter {
    /// In which state.
    pub state: ReviewState,
    /// Words in the title or the owner's name; empty for all.
    pub words: String,
    /// Waiting for at least so many days.
    pub days: Option<u32>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewLine {
    /// The program.
    pub id: ProgramId,
    /// Title as typed.
    pub title: String,
    /// The lead society.
    pub owner: String,
    /// State of the listing.
    pub state: ListingState,
    /// Whether something of it is published already, so that this is a change.
    pub is_change: bool,
    /// Since when it has been so: asked for, or last changed.
    pub since: Instant,
    /// When it is to be published by itself.
    pub publish_at: Option<Instant>,
}

/// A page of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewPage {
    /// How many there are on all pages.
    pub total: usize,
    /// Those of this page.
    pub lines: Vec<ReviewLine>,
}

impl Store {
    /// The programs that a filter leaves, the oldest first; page `page` from 1 of `size` each. Damaged ones are left out
    /// and logged.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_reviews(&self, filter: &ReviewFilter, page: usize, size: usize) -> Result<ReviewPage> {
        let state = match filter.state {
            ReviewState::Waiting | ReviewState::Scheduled => ListingState::Checking,
            ReviewState::Returned => ListingState::Returned,
            ReviewState::Published => ListingState::Published,
            ReviewState::Suspended => ListingState::Suspended,
        };
        let mut select = program::Entity::find().filter(program::Column::State.eq(state.code()));
        select = match filter.state {
            ReviewState::Waiting => select.filter(program::Column::PublishAt.is_null()),
            ReviewState::Scheduled => select.filter(program::Column::PublishAt.is_not_null()),
            _ => select,
        };
        let rows = select
            .find_also_related(organisation::Entity)
            .all(self.reader())
            .await?;
        let mut lines: Vec<_> = rows
            .into_iter()
            .filter_map(|(row, owner)| {
                line(&row, owner)
                    .inspect_err(|error| tracing::error!(%error, "program left out"))
                    .ok()
            })
            .collect();
        // Words are not left to SQL: both databases compare Japanese text in ways of their own.
        let words = search_key(&filter.words);
        lines.retain(|line| {
            words.is_empty() || search_key(&line.title).contains(&words) || search_key(&line.owner).contains(&words)
        });
        if let Some(days) = filter.days {
            let today = self.now().day_jst();
            lines.retain(|line| line.since.day_jst().days_until(today) >= i64::from(days));
        }
        lines.sort_by_key(|line| (line.since, line.id));
        let total = lines.len();
        let first = page.saturating_sub(1).saturating_mul(size);
        Ok(ReviewPage {
            total,
            lines: lines.into_iter().skip(first).take(size).collect(),
        })
    }
}

fn line(row: &program::Model, owner: Option<organisation::Model>) -> Result<ReviewLine> {
    let since = match decode::state(row)? {
        ListingState::Checking => row.requested_at.unwrap_or(row.updated_at),
        ListingState::Published => row.content_updated_at.unwrap_or(row.updated_at),
        _ => row.updated_at,
    };
    Ok(ReviewLine {
        id: ProgramId::new(row.id),
        title: domain::normalise::single_line(&decode::form(row)?.title),
        owner: owner.map(|owner| owner.name).unwrap_or_default(),
        state: decode::state(row)?,
        is_change: row.content.is_some(),
        since: Instant::from_millis(since),
        publish_at: row.publish_at.map(Instant::from_millis),
    })
}
