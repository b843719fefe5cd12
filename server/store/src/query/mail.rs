//! Reads of the outbox for administrators: state and troubles of mails, never what they say.

use domain::Lang;
use domain::value::Instant;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::decode::Row;
use crate::entity::outbox;
use crate::{Result, Store, StoreError};

/// What has become of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailState {
    /// To be sent, for the first time or again.
    Waiting,
    /// The mail server has taken it.
    Sent,
    /// Given up.
    Failed,
}

impl MailState {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Waiting, Self::Sent, Self::Failed];

    /// As stored and in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }

    /// The state of exactly this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.code() == code)
    }
}

/// One mail without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailLine {
    /// Its number.
    pub id: i64,
    /// To whom.
    pub recipient: String,
    /// In which language.
    pub lang: Lang,
    /// Which letter.
    pub kind: String,
    /// What has become of it.
    pub state: MailState,
    /// How often it was tried.
    pub tries: u32,
    /// When it was written.
    pub created_at: Instant,
    /// When it is tried next, while it waits.
    pub due_at: Instant,
    /// When the mail server took it.
    pub sent_at: Option<Instant>,
    /// What was said last.
    pub error: String,
    /// Whether it still can be sent: its content is taken away some time after.
    pub has_letter: bool,
}

impl Store {
    /// Mails in a state or in any, newest first, with numbers below `before` if that is given.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] or [`StoreError::Db`].
    pub async fn list_mails(&self, state: Option<MailState>, before: Option<i64>, limit: u64) -> Result<Vec<MailLine>> {
        let mut found = outbox::Entity::find().order_by_desc(outbox::Column::Id).limit(limit);
        if let Some(state) = state {
            found = found.filter(outbox::Column::State.eq(state.code()));
        }
        if let Some(before) = before {
            found = found.filter(outbox::Column::Id.lt(before));
        }
        found.all(self.reader()).await?.into_iter().map(read).collect()
    }

    /// One mail.
    ///
    /// # Errors
    /// As [`Self::list_mails`].
    pub async fn find_mail(&self, id: i64) -> Result<Option<MailLine>> {
        outbox::Entity::find_by_id(id)
            .one(self.reader())
            .await?
            .map(read)
            .transpose()
    }

    /// How many mails are in a state.
    ///
    /// # Errors
    /// [`StoreError::Db`].
    pub async fn count_mails(&self, state: MailState) -> Result<u64> {
        let found = outbox::Entity::find().filter(outbox::Column::State.eq(state.code()));
        Ok(found.count(self.reader()).await?)
    }
}

fn read(row: outbox::Model) -> Result<MailLine, StoreError> {
    let at = Row {
        table: "outbox",
        id: row.id,
    };
    Ok(MailLine {
        id: row.id,
        lang: at.code("lang", &row.lang, lang)?,
        state: at.code("state", &row.state, MailState::from_code)?,
        recipient: row.recipient,
        kind: row.kind,
        tries: u32::try_from(row.tries).unwrap_or_default(),
        created_at: Instant::from_millis(row.created_at),
        due_at: Instant::from_millis(row.due_at),
        sent_at: row.sent_at.map(Instant::from_millis),
        error: row.error.unwrap_or_default(),
        has_letter: row.letter.is_some(),
    })
}

/// The language of a tag.
pub(crate) fn lang(tag: &str) -> Option<Lang> {
    [Lang::Ja, Lang::En].into_iter().find(|lang| lang.tag() == tag)
}
