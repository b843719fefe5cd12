//! Reads of conversations. Who may see which one is not asked here.

use std::collections::HashMap;

use domain::value::{Instant, OrganisationId, ProgramId, ThreadId, UserId};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};

use crate::entity::{app_user, membership, message, message_reader, organisation, program, thread};
use crate::{Result, Store};

/// A conversation without its messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreadLine {
    /// Its number.
    pub id: ThreadId,
    /// The program it is about.
    pub program: ProgramId,
    /// Its published title.
    pub title: String,
    /// Who leads the program.
    pub organiser: (OrganisationId, String),
    /// The other side.
    pub society: (OrganisationId, String),
    /// The last message.
    pub last_at: Instant,
    /// Messages that the person asked for has neither written nor read.
    pub unread: usize,
}

/// What somebody wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// For which side.
    pub organisation: OrganisationId,
    /// By whom.
    pub author: String,
    /// When.
    pub at: Instant,
    /// Plain text.
    pub body: String,
    /// Who has opened it and when, the first reader first; people of the writer's own side are left out.
    pub readers: Vec<(String, Instant)>,
}

impl Store {
    /// The conversations of organisations, the last message first. `reader` is for whom unread messages are counted.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_threads(&self, organisations: &[OrganisationId], reader: UserId) -> Result<Vec<ThreadLine>> {
        if organisations.is_empty() {
            return Ok(Vec::new());
        }
        let ids = || organisations.iter().map(|organisation| organisation.get());
        let either = Condition::any()
            .add(thread::Column::SocietyId.is_in(ids()))
            .add(program::Column::OwnerId.is_in(ids()));
        self.threads(either, reader).await
    }

    /// The conversation of a number.
    ///
    /// # Errors
    /// As [`Self::list_threads`].
    pub async fn find_thread(&self, id: ThreadId, reader: UserId) -> Result<Option<ThreadLine>> {
        let only = Condition::all().add(thread::Column::Id.eq(id.get()));
        Ok(self.threads(only, reader).await?.pop())
    }

    /// The conversation about a program with a society, if they have one.
    ///
    /// # Errors
    /// As [`Self::list_threads`].
    pub async fn find_thread_with(&self, program: ProgramId, society: OrganisationId) -> Result<Option<ThreadId>> {
        let found = thread::Entity::find()
            .filter(thread::Column::ProgramId.eq(program.get()))
            .filter(thread::Column::SocietyId.eq(society.get()))
            .one(self.reader())
            .await?;
        Ok(found.map(|row| ThreadId::new(row.id)))
    }

    /// The messages of a conversation, the oldest first.
    ///
    /// # Errors
    /// As [`Self::list_threads`].
    pub async fn list_messages(&self, thread: ThreadId) -> Result<Vec<Message>> {
        let rows = message::Entity::find()
            .filter(message::Column::ThreadId.eq(thread.get()))
            .find_also_related(app_user::Entity)
            .order_by_asc(message::Column::Id)
            .all(self.reader())
            .await?;
        let ids: Vec<i64> = rows.iter().map(|(row, _)| row.id).collect();
        let read = message_reader::Entity::find()
            .filter(message_reader::Column::MessageId.is_in(ids))
            .find_also_related(app_user::Entity)
            .order_by_asc(message_reader::Column::ReadAt)
            .order_by_asc(message_reader::Column::UserId)
            .all(self.reader())
            .await?;
        let sides: Vec<i64> = rows.iter().map(|(row, _)| row.organisation_id).collect();
        let places: Vec<(i64, i64)> = membership::Entity::find()
            .filter(membership::Column::OrganisationId.is_in(sides))
            .filter(membership::Column::UserId.is_in(read.iter().map(|(row, _)| row.user_id)))
            .all(self.reader())
            .await?
            .into_iter()
            .map(|place| (place.organisation_id, place.user_id))
            .collect();
        let messages = rows.into_iter().map(|(row, author)| {
            let readers = read.iter().filter(|(reader, _)| {
                reader.message_id == row.id && !places.contains(&(row.organisation_id, reader.user_id))
            });
            Message {
                organisation: OrganisationId::new(row.organisation_id),
                author: author.map(|author| author.name).unwrap_or_default(),
                at: Instant::from_millis(row.created_at),
                readers: readers
                    .filter_map(|(reader, person)| {
                        Some((person.as_ref()?.name.clone(), Instant::from_millis(reader.read_at)))
                    })
                    .collect(),
                body: row.body,
            }
        });
        Ok(messages.collect())
    }

    async fn threads(&self, only: Condition, reader: UserId) -> Result<Vec<ThreadLine>> {
        let rows: Vec<(thread::Model, program::Model)> = thread::Entity::find()
            .find_also_related(program::Entity)
            .filter(only)
            .order_by_desc(thread::Column::LastAt)
            .order_by_desc(thread::Column::Id)
            .all(self.reader())
            .await?
            .into_iter()
            .filter_map(|(row, program)| Some((row, program?)))
            .collect();
        let parties = rows
            .iter()
            .flat_map(|(row, program)| [row.society_id, program.owner_id]);
        let names: HashMap<i64, String> = organisation::Entity::find()
            .filter(organisation::Column::Id.is_in(parties))
            .all(self.reader())
            .await?
            .into_iter()
            .map(|row| (row.id, row.name))
            .collect();
        let unread = self.unread_messages(rows.iter().map(|(row, _)| row.id), reader).await?;
        let party = |id: i64| (OrganisationId::new(id), names.get(&id).cloned().unwrap_or_default());
        let lines = rows.into_iter().map(|(row, program)| ThreadLine {
            id: ThreadId::new(row.id),
            program: ProgramId::new(program.id),
            title: program.title.unwrap_or_default(),
            organiser: party(program.owner_id),
            society: party(row.society_id),
            last_at: Instant::from_millis(row.last_at),
            unread: unread.get(&row.id).copied().unwrap_or(0),
        });
        Ok(lines.collect())
    }

    /// How many messages of each conversation somebody has neither written nor read.
    async fn unread_messages(
        &self,
        threads: impl IntoIterator<Item = i64>,
        reader: UserId,
    ) -> Result<HashMap<i64, usize>> {
        let rows = message::Entity::find()
            .filter(message::Column::ThreadId.is_in(threads))
            .filter(message::Column::AuthorId.ne(reader.get()))
            .all(self.reader())
            .await?;
        let read: std::collections::HashSet<i64> = message_reader::Entity::find()
            .filter(message_reader::Column::UserId.eq(reader.get()))
            .filter(message_reader::Column::MessageId.is_in(rows.iter().map(|row| row.id)))
            .all(self.reader())
            .await?
            .into_iter()
            .map(|row| row.message_id)
            .collect();
        let mut counts = HashMap::new();
        for row in rows.iter().filter(|row| !read.contains(&row.id)) {
            *counts.entry(row.thread_id).or_insert(0) += 1;
        }
        Ok(counts)
    }
}
