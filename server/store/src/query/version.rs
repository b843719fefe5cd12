//! Reads of what was published when, and of the programs before and after one.

use domain::program::{CleanProgram, ListingState, Revision};
use domain::value::{Instant, OrganisationId, ProgramId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::decode::Row;
use crate::entity::{app_user, program, program_version};
use crate::{Result, Store, decode};

/// Longest chain of years that is followed.
const LONGEST_CHAIN: usize = 10;

/// One publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramVersion {
    /// 1 for the first.
    pub number: i64,
    /// When.
    pub at: Instant,
    /// Name of who published it; absent for the operator and for planned ones.
    pub actor: Option<String>,
    /// What was published.
    pub content: CleanProgram,
    /// What it changed; nothing in the first one.
    pub revision: Revision,
}

impl Store {
    /// Every publication of a program, the newest first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_versions(&self, id: ProgramId) -> Result<Vec<ProgramVersion>> {
        let rows = program_version::Entity::find()
            .filter(program_version::Column::ProgramId.eq(id.get()))
            .find_also_related(app_user::Entity)
            .order_by_asc(program_version::Column::Number)
            .all(self.reader())
            .await?;
        let at = Row {
            table: "program_version",
            id: id.get(),
        };
        let mut versions: Vec<ProgramVersion> = Vec::with_capacity(rows.len());
        for (row, actor) in rows {
            let content: CleanProgram = at.json("content", &row.content)?;
            let revision = versions
                .last()
                .map(|before| Revision::between(&before.content, &content))
                .unwrap_or_default();
            versions.push(ProgramVersion {
                number: row.number,
                at: Instant::from_millis(row.at),
                actor: actor.map(|user| user.name),
                content,
                revision,
            });
        }
        versions.reverse();
        Ok(versions)
    }

    /// The same program in other years, the earliest first, without itself: those it continues and those that continue
    /// it, whatever their state. Who may see which is not asked here.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_chain(&self, id: ProgramId) -> Result<Vec<ProgramId>> {
        let mut before = Vec::new();
        let mut at = id;
        while before.len() < LONGEST_CHAIN {
            let row = program::Entity::find_by_id(at.get()).one(self.reader()).await?;
            let Some(previous) = row.and_then(|row| row.continued_from).map(ProgramId::new) else {
                break;
            };
            before.push(previous);
            at = previous;
        }
        before.reverse();
        let mut chain = before;
        let mut at = id;
        for _ in 0..LONGEST_CHAIN {
            let next = program::Entity::find()
                .filter(program::Column::ContinuedFrom.eq(at.get()))
                .filter(program::Column::State.ne(ListingState::DeletedDraft.code()))
                .order_by_desc(program::Column::Id)
                .one(self.reader())
                .await?;
            let Some(next) = next else { break };
            at = ProgramId::new(next.id);
            chain.push(at);
        }
        Ok(chain)
    }

    /// A program whose published content is out of sight now: its state, its owner and what was published last.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_hidden(&self, id: ProgramId) -> Result<Option<(ListingState, OrganisationId, CleanProgram)>> {
        let hidden = [ListingState::Suspended.code(), ListingState::Archived.code()];
        let row = program::Entity::find_by_id(id.get())
            .filter(program::Column::State.is_in(hidden))
            .one(self.reader())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let content = decode::content(&row)?;
        let state = decode::state(&row)?;
        Ok(content.map(|content| (state, OrganisationId::new(row.owner_id), content)))
    }
}
