//! Reads of what members of a consortium do together. Who may see which is not asked here.

use domain::consortium::CleanDecision;
use domain::value::{AssignmentId, ConsortiumId, Day, DecisionId, Instant, OrganisationId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::name::user_names;
use crate::decode::Row;
use crate::entity::{consortium_assignment, consortium_decision, consortium_message};
use crate::{Result, Store};

/// A piece of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAssignment {
    /// Its id.
    pub id: AssignmentId,
    /// Who is to do it.
    pub society: OrganisationId,
    /// What is to be done.
    pub title: String,
    /// The last day.
    pub due: Day,
    /// When it was done.
    pub done_at: Option<Instant>,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDecision {
    /// Its id.
    pub id: DecisionId,
    /// Who wrote it down.
    pub society: OrganisationId,
    /// What was decided.
    pub decision: CleanDecision,
    /// When it was written down.
    pub at: Instant,
}

/// A message to all members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsortiumMessage {
    /// For whom it was written.
    pub society: OrganisationId,
    /// By whom.
    pub author: String,
    /// Plain text.
    pub body: String,
    /// When.
    pub at: Instant,
}

impl Store {
    /// The pieces of work of a consortium, what is open first, by their last days.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_assignments(&self, id: ConsortiumId) -> Result<Vec<StoredAssignment>> {
        let rows = consortium_assignment::Entity::find()
            .filter(consortium_assignment::Column::ConsortiumId.eq(id.get()))
            .order_by_asc(consortium_assignment::Column::Due)
            .order_by_asc(consortium_assignment::Column::Id)
            .all(self.reader())
            .await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            found.push(StoredAssignment {
                id: AssignmentId::new(row.id),
                society: OrganisationId::new(row.organisation_id),
                due: day("consortium_assignment", row.id, &row.due)?,
                title: row.title,
                done_at: row.done_at.map(Instant::from_millis),
            });
        }
        found.sort_by_key(|one| one.done_at.is_some());
        Ok(found)
    }

    /// The decisions of a consortium, the last first.
    ///
    /// # Errors
    /// As [`Self::list_assignments`].
    pub async fn list_decisions(&self, id: ConsortiumId) -> Result<Vec<StoredDecision>> {
        let rows = consortium_decision::Entity::find()
            .filter(consortium_decision::Column::ConsortiumId.eq(id.get()))
            .order_by_desc(consortium_decision::Column::DecidedOn)
            .order_by_desc(consortium_decision::Column::Id)
            .all(self.reader())
            .await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            let at = Row {
                table: "consortium_decision",
                id: row.id,
            };
            found.push(StoredDecision {
                id: DecisionId::new(row.id),
                society: OrganisationId::new(row.organisation_id),
                decision: at.json("content", &row.content)?,
                at: Instant::from_millis(row.created_at),
            });
        }
        Ok(found)
    }

    /// What the members of a consortium have written to all, oldest first.
    ///
    /// # Errors
    /// As [`Self::list_assignments`].
    pub async fn list_consortium_messages(&self, id: ConsortiumId) -> Result<Vec<ConsortiumMessage>> {
        let rows = consortium_message::Entity::find()
            .filter(consortium_message::Column::ConsortiumId.eq(id.get()))
            .order_by_asc(consortium_message::Column::Id)
            .all(self.reader())
            .await?;
        let authors = user_names(self.reader(), rows.iter().map(|row| row.author_id)).await?;
        let messages = rows.into_iter().map(|row| ConsortiumMessage {
            society: OrganisationId::new(row.organisation_id),
            author: authors.get(&row.author_id).cloned().unwrap_or_default(),
            body: row.body,
            at: Instant::from_millis(row.created_at),
        });
        Ok(messages.collect())
    }
}

fn day(table: &'static str, id: i64, stored: &str) -> Result<Day> {
    let at = Row { table, id };
    Day::from_iso(stored).ok_or_else(|| at.corrupt(format_args!("{stored:?} is no day")))
}
