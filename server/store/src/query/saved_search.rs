//! Reads of saved searches: those of a person or an address, and those for which news has to be looked for.

use std::collections::BTreeMap;

use domain::Lang;
use domain::alert::{AlertState, Frequency, KnownPrograms, Recipient, Triggers};
use domain::participation::Applicant;
use domain::permit::Actor;
use domain::program::Revision;
use domain::search::{Reader, SearchRequest};
use domain::user::User;
use domain::value::{Instant, OrganisationId, ProgramId, SavedSearchId, UserId};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use crate::decode::{self, Row};
use crate::entity::{app_user, change, program_version, saved_search};
use crate::query::{ChangeKind, mail_lang};
use crate::{Result, Store, StoreError};

const HOUR_MILLIS: i64 = 60 * 60 * 1000;

/// A saved search as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSearch {
    /// Its id.
    pub id: SavedSearchId,
    /// 1 at first, one more with every change by its owner.
    pub version: i64,
    /// Whose.
    pub owner: Recipient,
    /// Language of the mails.
    pub lang: Lang,
    /// Its name.
    pub name: String,
    /// What it looks for.
    pub request: SearchRequest,
    /// The society for which it is asked what can be joined.
    pub society: Option<OrganisationId>,
    /// How often mail may come.
    pub frequency: Frequency,
    /// What mail tells.
    pub triggers: Triggers,
    /// Where it stands.
    pub state: AlertState,
    /// When it was saved.
    pub created_at: Instant,
    /// When the last mail told something of it.
    pub sent_at: Option<Instant>,
    /// The programs that were there when its owner last opened it.
    pub opened: KnownPrograms,
}

/// A saved search for which mail may be sent now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueSearch {
    /// Its id.
    pub id: SavedSearchId,
    /// Its version when it was read; mail is sent only if it still is.
    pub version: i64,
    /// Whose.
    pub owner: Recipient,
    /// The search as the query part of an address.
    pub query: String,
    /// The society for which it is asked what can be joined.
    pub society: Option<OrganisationId>,
    /// How often mail may come.
    pub frequency: Frequency,
    /// What mail tells.
    pub triggers: Triggers,
    /// Number of the change log up to which news has been looked for.
    pub seen: i64,
    /// Since when mail may be sent.
    pub due_at: Instant,
}

/// What a saved search tells no more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToldPrograms {
    /// The programs that are no news.
    pub known: KnownPrograms,
    /// Those whose near deadline has been told.
    pub due_soon: KnownPrograms,
}

/// What changed after a number of the change log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// These programs, each with the number of its last change.
    Programs(BTreeMap<ProgramId, i64>),
    /// Possibly everything.
    Everything,
}

impl Store {
    /// The searches of a person or an address that is confirmed, the newest first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] or [`StoreError::Db`].
    pub async fn list_saved_searches(&self, owner: &Recipient) -> Result<Vec<SavedSearch>> {
        let rows = of(owner)
            .filter(saved_search::Column::State.ne(AlertState::Started.code()))
            .order_by_desc(saved_search::Column::Id)
            .all(self.reader())
            .await?;
        rows.into_iter().map(read).collect()
    }

    /// One search.
    ///
    /// # Errors
    /// As [`Self::list_saved_searches`].
    pub async fn find_saved_search(&self, id: SavedSearchId) -> Result<Option<SavedSearch>> {
        let row = saved_search::Entity::find_by_id(id.get()).one(self.reader()).await?;
        row.map(read).transpose()
    }

    /// The search that waits for this link, while it can be used.
    ///
    /// # Errors
    /// As [`Self::list_saved_searches`].
    pub async fn find_started_search(&self, token_hash: [u8; 32]) -> Result<Option<SavedSearch>> {
        let row = started(token_hash, self.now().millis()).one(self.reader()).await?;
        row.map(read).transpose()
    }

    /// What has been told already.
    ///
    /// # Errors
    /// As [`Self::list_saved_searches`].
    pub async fn find_told_programs(&self, id: SavedSearchId) -> Result<Option<ToldPrograms>> {
        let row = saved_search::Entity::find_by_id(id.get()).one(self.reader()).await?;
        row.map(|row| told(&row)).transpose()
    }

    /// Searches for which mail may be sent now. Those at once only when there are changes up to `last` they have not
    /// seen, unless all are wanted.
    ///
    /// # Errors
    /// As [`Self::list_saved_searches`].
    pub async fn list_due_searches(&self, last: i64, all: bool) -> Result<Vec<DueSearch>> {
        let has_news = if all {
            Condition::all()
        } else {
            Condition::any()
                .add(saved_search::Column::Seen.lt(last))
                .add(saved_search::Column::Frequency.ne(Frequency::AtOnce.code()))
        };
        // The sets of known programs stay where they are: most searches have no news.
        let rows: Vec<DueRow> = saved_search::Entity::find()
            .filter(saved_search::Column::State.eq(AlertState::Active.code()))
            .filter(saved_search::Column::DueAt.lte(self.now().millis()))
            .filter(has_news)
            .order_by_asc(saved_search::Column::Id)
            .select_only()
            .columns([
                saved_search::Column::Id,
                saved_search::Column::Version,
                saved_search::Column::UserId,
                saved_search::Column::Email,
                saved_search::Column::Query,
                saved_search::Column::Frequency,
                saved_search::Column::Seen,
                saved_search::Column::DueAt,
                saved_search::Column::SocietyId,
                saved_search::Column::Triggers,
            ])
            .into_tuple()
            .all(self.reader())
            .await?;
        rows.into_iter().map(due).collect()
    }

    /// Who asks a saved search: its owner, and the society it was saved for while that is an insurer in which the owner has
    /// a place. Somebody who has left learns nothing of it any more.
    ///
    /// # Errors
    /// As [`Self::list_saved_searches`].
    pub async fn find_search_reader(&self, actor: &Actor, society: Option<OrganisationId>) -> Result<Reader> {
        let has_place = |id: &OrganisationId| {
            let user = actor.user();
            user.is_some_and(|user| user.memberships.iter().any(|place| place.organisation == *id))
        };
        let found = match society.filter(has_place) {
            Some(id) => self.find_organisation(id).await?,
            None => None,
        };
        let insurer = found.filter(|found| found.kind.is_insurer());
        Ok(Reader {
            applicant: insurer.as_ref().map(Applicant::from),
            own: insurer.map(|insurer| insurer.id),
            ..Reader::from(actor.search_scope())
        })
    }

    /// What changed after a number of the change log.
    ///
    /// # Errors
    /// As [`Self::list_saved_searches`].
    pub async fn list_changed_programs(&self, after: i64) -> Result<Changed> {
        let rows = change::Entity::find()
            .filter(change::Column::Seq.gt(after))
            .order_by_asc(change::Column::Seq)
            .all(self.reader())
            .await?;
        // Changes below the first kept one may be lost.
        if after < self.first_change().await?.saturating_sub(1) {
            return Ok(Changed::Everything);
        }
        let mut programs = BTreeMap::new();
        for row in rows {
            match (row.kind.as_str(), row.subject_id) {
                (kind, Some(id)) if kind == ChangeKind::Program(ProgramId::new(id)).code() => {
                    programs.insert(ProgramId::new(id), row.seq);
                }
                _ => return Ok(Changed::Everything),
            }
        }
        Ok(Changed::Programs(programs))
    }

    /// Programs whose offer was changed after a number of the change log so that it is news, each with the number of the last
    /// such change.
    ///
    /// # Errors
    /// As [`Self::list_saved_searches`].
    pub async fn list_revised_programs(&self, after: i64) -> Result<BTreeMap<ProgramId, i64>> {
        let changes = change::Entity::find()
            .filter(change::Column::Seq.gt(after))
            .filter(change::Column::SubjectId.is_not_null())
            .order_by_asc(change::Column::Seq)
            .all(self.reader())
            .await?;
        let Some(first) = changes.first().map(|row| row.at) else {
            return Ok(BTreeMap::new());
        };
        // A publication and its line in the change log are of one transaction and so of one moment. Clocks may step
        // back, so an hour more is read than the first line asks for.
        let published = program_version::Entity::find()
            .filter(program_version::Column::At.gte(first - HOUR_MILLIS))
            .filter(program_version::Column::Number.gt(1))
            .all(self.reader())
            .await?;
        let mut revised = BTreeMap::new();
        for row in published {
            let noted = changes
                .iter()
                .rfind(|change| change.subject_id == Some(row.program_id) && change.at == row.at);
            if let Some(noted) = noted
                && self.is_news(&row).await?
            {
                let last = revised.entry(ProgramId::new(row.program_id)).or_insert(noted.seq);
                *last = noted.seq.max(*last);
            }
        }
        Ok(revised)
    }

    async fn is_news(&self, version: &program_version::Model) -> Result<bool> {
        let before = program_version::Entity::find_by_id((version.program_id, version.number - 1))
            .one(self.reader())
            .await?;
        let Some(before) = before else {
            return Ok(false);
        };
        let at = Row {
            table: "program_version",
            id: version.program_id,
        };
        let (before, now) = (
            at.json("content", &before.content)?,
            at.json("content", &version.content)?,
        );
        Ok(Revision::between(&before, &now).is_news())
    }

    /// Somebody to whom mail may be sent; `None` for an account that is disabled.
    ///
    /// # Errors
    /// As [`Self::list_saved_searches`].
    pub async fn find_active_user(&self, id: UserId) -> Result<Option<User>> {
        let row = app_user::Entity::find_by_id(id.get())
            .filter(app_user::Column::DisabledAt.is_null())
            .one(self.reader())
            .await?;
        match row {
            Some(row) => self.complete_user(row).await.map(Some),
            None => Ok(None),
        }
    }
}

/// The searches of an owner.
pub(crate) fn of(owner: &Recipient) -> Select<saved_search::Entity> {
    let found = saved_search::Entity::find();
    match owner {
        Recipient::User(user) => found.filter(saved_search::Column::UserId.eq(user.get())),
        Recipient::Address(email) => found.filter(saved_search::Column::EmailKey.eq(email.key())),
    }
}

/// The search that waits for this link at a moment.
pub(crate) fn started(token_hash: [u8; 32], now: i64) -> Select<saved_search::Entity> {
    saved_search::Entity::find()
        .filter(saved_search::Column::TokenHash.eq(decode::hex(token_hash)))
        .filter(saved_search::Column::State.eq(AlertState::Started.code()))
        .filter(saved_search::Column::ExpiresAt.gt(now))
}

type DueRow = (
    i64,
    i64,
    Option<i64>,
    Option<String>,
    String,
    String,
    i64,
    i64,
    Option<i64>,
    String,
);

fn due((id, version, user, email, query, frequency, seen, due_at, society, triggers): DueRow) -> Result<DueSearch> {
    Ok(DueSearch {
        id: SavedSearchId::new(id),
        version,
        owner: owner(id, user, email.as_deref())?,
        query,
        society: society.map(OrganisationId::new),
        frequency: at(id).code("frequency", &frequency, Frequency::from_code)?,
        triggers: at(id).code("triggers", &triggers, Triggers::decode)?,
        seen,
        due_at: Instant::from_millis(due_at),
    })
}

/// A stored search.
pub(crate) fn read(row: saved_search::Model) -> Result<SavedSearch, StoreError> {
    let at = at(row.id);
    Ok(SavedSearch {
        id: SavedSearchId::new(row.id),
        version: row.version,
        owner: owner(row.id, row.user_id, row.email.as_deref())?,
        lang: at.code("lang", &row.lang, mail_lang)?,
        request: SearchRequest::from_query(&row.query).0,
        society: row.society_id.map(OrganisationId::new),
        frequency: at.code("frequency", &row.frequency, Frequency::from_code)?,
        triggers: at.code("triggers", &row.triggers, Triggers::decode)?,
        state: at.code("state", &row.state, AlertState::from_code)?,
        created_at: Instant::from_millis(row.created_at),
        sent_at: row.sent_at.map(Instant::from_millis),
        opened: known("opened", row.id, &row.opened)?,
        name: row.name,
    })
}

/// What a search has told.
pub(crate) fn told(row: &saved_search::Model) -> Result<ToldPrograms, StoreError> {
    Ok(ToldPrograms {
        known: known("known", row.id, &row.known)?,
        due_soon: known("due_told", row.id, &row.due_told)?,
    })
}

/// A stored set of programs.
pub(crate) fn known(column: &str, id: i64, text: &str) -> Result<KnownPrograms, StoreError> {
    KnownPrograms::decode(text).ok_or_else(|| at(id).corrupt(format_args!("{column} is no set of programs")))
}

fn owner(id: i64, user: Option<i64>, email: Option<&str>) -> Result<Recipient, StoreError> {
    match (user, email) {
        (Some(user), None) => Ok(Recipient::User(UserId::new(user))),
        (None, Some(email)) => Ok(Recipient::Address(decode::email(id, email)?)),
        _ => Err(at(id).corrupt("it is neither a person's nor an address's")),
    }
}

fn at(id: i64) -> Row {
    Row {
        table: "saved_search",
        id,
    }
}
