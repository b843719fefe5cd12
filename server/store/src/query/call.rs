//! Reads of calls.

use domain::Lang;
use domain::call::{Call, CallDraft, CallState};
use domain::value::{CallId, Instant, UserId};
use sea_orm::{EntityTrait, QueryOrder};

use crate::decode::Row;
use crate::entity::call;
use crate::{Result, Store};

/// A call as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCall {
    /// Its id.
    pub id: CallId,
    /// To be sent back with every change.
    pub version: i64,
    /// Where it is.
    pub state: CallState,
    /// Its English title; the Japanese one is the call's own.
    pub title_en: String,
    /// Its rules.
    pub call: Call,
    /// Why it was closed early or cancelled; empty otherwise.
    pub reason: String,
    /// Who changed its working copy last, if anybody has since it was published.
    pub edited_by: Option<UserId>,
    /// When anything of it changed last.
    pub updated_at: Instant,
}

/// A call as its officers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallRecord {
    /// Its id.
    pub id: CallId,
    /// To be sent back with every change.
    pub version: i64,
    /// Where it is.
    pub state: CallState,
    /// The working copy.
    pub draft: CallDraft,
    /// What is public or was complete last; none while it has never been.
    pub live: Option<Call>,
    /// Why it was closed early or cancelled; empty otherwise.
    pub reason: String,
    /// Who changed the working copy last, if it differs from what was published.
    pub edited_by: Option<UserId>,
    /// When anything of it changed last.
    pub updated_at: Instant,
}

impl CallRecord {
    /// Its title as typed.
    pub fn title(&self, lang: Lang) -> &str {
        match lang {
            Lang::En if !self.draft.form.title_en.is_empty() => &self.draft.form.title_en,
            Lang::Ja | Lang::En => &self.draft.form.title,
        }
    }

    /// Whether the working copy has been changed since the call was published.
    pub fn is_changed(&self) -> bool {
        self.edited_by.is_some()
    }
}

impl StoredCall {
    /// The title in a language.
    pub fn title(&self, lang: Lang) -> &str {
        match lang {
            Lang::En if !self.title_en.is_empty() => &self.title_en,
            Lang::Ja | Lang::En => &self.call.title,
        }
    }
}

impl Store {
    /// A call that has been complete, by its id.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_call(&self, id: CallId) -> Result<Option<StoredCall>> {
        let row = call::Entity::find_by_id(id.get()).one(self.reader()).await?;
        Ok(row.map(read).transpose()?.flatten())
    }

    /// All calls that have been complete, drafts included, the latest fiscal year first.
    ///
    /// # Errors
    /// As [`Self::find_call`].
    pub async fn list_calls(&self) -> Result<Vec<StoredCall>> {
        let rows = self.call_rows().await?;
        rows.into_iter().filter_map(|row| read(row).transpose()).collect()
    }

    /// A call with its working copy.
    ///
    /// # Errors
    /// As [`Self::find_call`].
    pub async fn find_call_record(&self, id: CallId) -> Result<Option<CallRecord>> {
        let row = call::Entity::find_by_id(id.get()).one(self.reader()).await?;
        row.map(read_record).transpose()
    }

    /// All calls with their working copies, the latest fiscal year first.
    ///
    /// # Errors
    /// As [`Self::find_call`].
    pub async fn list_call_records(&self) -> Result<Vec<CallRecord>> {
        self.call_rows().await?.into_iter().map(read_record).collect()
    }

    async fn call_rows(&self) -> Result<Vec<call::Model>> {
        let rows = call::Entity::find()
            .order_by_desc(call::Column::FiscalYear)
            .order_by_asc(call::Column::Id)
            .all(self.reader())
            .await?;
        Ok(rows)
    }
}

fn row_of(row: &call::Model) -> Row {
    Row {
        table: "call",
        id: row.id,
    }
}

/// The call of a row; none while it has never been complete.
pub(crate) fn read(row: call::Model) -> Result<Option<StoredCall>> {
    if row.content.is_empty() {
        return Ok(None);
    }
    let at = row_of(&row);
    Ok(Some(StoredCall {
        id: CallId::new(row.id),
        version: row.version,
        state: at.code("state", &row.state, CallState::from_code)?,
        call: at.json("content", &row.content)?,
        title_en: row.title_en,
        reason: row.reason.unwrap_or_default(),
        edited_by: row.edited_by.map(UserId::new),
        updated_at: Instant::from_millis(row.updated_at),
    }))
}

/// The working copy of a row with what is public.
pub(crate) fn read_record(row: call::Model) -> Result<CallRecord> {
    let at = row_of(&row);
    let live: Option<Call> = match row.content.as_str() {
        "" => None,
        content => Some(at.json("content", content)?),
    };
    let draft = match (&row.draft, &live) {
        (Some(draft), _) => at.json("draft", draft)?,
        (None, Some(live)) => CallDraft::of(live, &row.title_en),
        (None, None) => return Err(at.corrupt("neither content nor draft")),
    };
    Ok(CallRecord {
        id: CallId::new(row.id),
        version: row.version,
        state: at.code("state", &row.state, CallState::from_code)?,
        draft,
        live,
        reason: row.reason.unwrap_or_default(),
        edited_by: row.edited_by.map(UserId::new),
        updated_at: Instant::from_millis(row.updated_at),
    })
}
