//! The portal's memory: everything that outlives a request is written and read here, and only here is SQL known. It
//! serves SQLite and PostgreSQL alike, decides nothing about permissions or contents itself (`domain` does), knows no
//! search, and never hands out a table row.

mod audit;
mod audit_mark;
mod check;
mod check_audit;
mod check_decision;
mod check_grant;
mod command;
mod connection;
mod decode;
mod entity;
mod error;
mod hygiene;
mod kept;
mod location;
mod migration;
mod notice;
mod origin;
mod outbox;
mod query;
mod subscription;
mod write;

use std::sync::Arc;

use domain::value::{Clock, Instant};
use sea_orm::{DatabaseConnection, DbBackend};
use tokio::sync::watch;

pub use audit::Change;
pub use check::Finding;
pub use check_audit::Anchor;
pub use command::{
    ALERT_LIFETIME, AUDIT_EXPORT, Acceptance, Admission, Attempt, CHALLENGE_LIFETIME, COMMENT_CHARS, Delivery, DueCall,
    DueScan, DueStep, EDITING_LIFETIME, End, Guess, HandedOver, ImportItem, ImportState, Imported, KEPT_POST_BYTES,
    KeptFor, KeptPost, KnownContent, Link, MOST_BOOKMARKS, MOST_SAVED_VIEWS, MasterChange, MasterState, NOTE_CHARS,
    NewFile, NewPasskey, NewPlace, PASSKEY_NAME_CHARS, PENDING_LIFETIME, PENDING_TRIES, Pending, PlaceShare,
    Publication, REGISTRATION_LIFETIME, Receipt, Released, SESSION_IDLE, SESSION_LIFETIME, SavedSection, SearchChange,
    Skipped, Told, Unlinkable, VIEW_NAME_CHARS, WaitingMail, Wanted, Way, WhyRefused, section_fingerprint,
};
pub use error::{Refusal, StoreError};
pub use location::{Location, UnknownLocation};
pub use origin::Origin;
pub use query::{
    Account, AccountFilter, AccountState, Application, ApplicationComment, ApplicationEditing, ApplicationEvent,
    ApplicationFix, AuditActor, AuditFilter, AuditRow, Batch, BatchEntry, BatchLine, Bookmark, CalendarFeed,
    CallRecord, Candidacy, CaseFigure, ChangeKind, ChangeRow, Changed, Consortium, ConsortiumEvent, ConsortiumMessage,
    ContentPlace, Decision, Desk, Draft, DueSearch, Editing, FigureSociety, FileVersion, Fix, FormDraft, FormImpact,
    GrantEvent, HandOverPreview, HistoryEntry, Inquiry, InquiryAnswer, MailLine, MailState, Member, Message,
    NOTICE_PAGE, NoticeFilter, NoticeLine, OrganisationFilter, OrganisationLine, OrganisationPage, Participation,
    ParticipationCounts, ParticipationEvent, Party, ProgramEvent, ProgramVersion, QueueDetail, QueueLine, Registration,
    ReusableFile, ReviewEvent, ReviewFilter, ReviewLine, ReviewPage, Reviewer, SavedSearch, SavedView, SharedBookmark,
    Statistics, StoredAsset, StoredAssignment, StoredCall, StoredChange, StoredDecision, StoredFile, StoredGrant,
    StoredPasskey, StoredReport, StoredReview, Submission, SynonymVersion, ThreadLine, ToldPrograms,
};

/// What most reads and simple writes answer with.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// The open database. Cheap to clone; all clones share connections and news of changes.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    reader: DatabaseConnection,
    writer: DatabaseConnection,
    clock: Arc<dyn Clock>,
    /// The highest number of the change log that this process has committed.
    changes: watch::Sender<i64>,
    /// What was read of documents that never change.
    documents: query::Documents,
}

impl Store {
    /// Opens a database and creates an SQLite file that is not there yet. It does not migrate.
    ///
    /// # Errors
    /// [`StoreError::Db`] when the file or server cannot be reached.
    pub async fn open(location: &Location, clock: Arc<dyn Clock>) -> Result<Self> {
        let (reader, writer) = connection::connect(location).await?;
        let (changes, _) = watch::channel(0);
        Ok(Self {
            inner: Arc::new(Inner {
                reader,
                writer,
                clock,
                changes,
                documents: query::Documents::default(),
            }),
        })
    }

    /// Brings the tables up to date, all in one transaction, and names the migrations that were applied now. Several
    /// processes may call it at once; one of them does the work.
    ///
    /// # Errors
    /// [`StoreError::Db`]; nothing has changed then.
    pub async fn migrate(&self) -> Result<Vec<String>> {
        migration::migrate(&self.inner.writer).await
    }

    /// The migrations that [`Self::migrate`] would apply.
    ///
    /// # Errors
    /// [`StoreError::Db`], also when the database is newer than this program.
    pub async fn pending_migrations(&self) -> Result<Vec<String>> {
        migration::list_pending(&self.inner.reader).await
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`StoreError::Db`] when it does not.
    pub async fn ping(&self) -> Result<()> {
        Ok(self.inner.reader.ping().await?)
    }

    /// Closes all connections; on SQLite this also folds the write-ahead log into the file.
    ///
    /// # Errors
    /// [`StoreError::Db`].
    pub async fn close(self) -> Result<()> {
        self.inner.reader.close_by_ref().await?;
        Ok(self.inner.writer.close_by_ref().await?)
    }

    /// Wakes whoever waits when this process commits a change. The value is the highest number so committed; other
    /// processes on the same database are not heard, so a reader of the change log also looks from time to time.
    pub fn changes(&self) -> watch::Receiver<i64> {
        self.inner.changes.subscribe()
    }

    /// The clock that dates what is written.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.inner.clock
    }

    fn now(&self) -> Instant {
        self.inner.clock.now()
    }

    fn reader(&self) -> &DatabaseConnection {
        &self.inner.reader
    }

    fn writer(&self) -> &DatabaseConnection {
        &self.inner.writer
    }

    fn backend(&self) -> DbBackend {
        self.inner.reader.get_database_backend()
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store")
            .field("backend", &self.backend())
            .finish_non_exhaustive()
    }
}
