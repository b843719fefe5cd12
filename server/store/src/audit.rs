//! The audit log: every command adds a row in its own transaction. Each row's hash covers the hash of the row before it,
//! so that a changed or removed row breaks the chain. Nothing here changes or removes a row.

use domain::audit::{Deed, Subject};
use domain::permit::Actor;
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel as _, QueryOrder, Statement};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::audit_mark as mark;
use crate::entity::audit;
use crate::origin::Origin;
use crate::write::Write;
use crate::{StoreError, hygiene};

/// Names the lock under which PostgreSQL numbers audit rows; any number no other program on the database uses.
const AUDIT_LOCK: i64 = 0x4b79_6f64_6f41_7564;

/// Rows written by one statement; SQLite takes a limited number of values.
const ROWS_AT_ONCE: usize = 100;

/// The hash before the first row.
pub(crate) const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What a deed changed and why. Secrets never go in here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// What was, as far as it changed.
    pub before: Option<Value>,
    /// What is, as far as it changed.
    pub after: Option<Value>,
    /// The reason given, if one was asked for.
    pub why: String,
}

impl Change {
    /// Nothing to say beyond the deed.
    pub fn none() -> Self {
        Self::default()
    }

    /// Something new.
    pub fn to(after: Value) -> Self {
        Self {
            after: Some(after),
            ..Self::default()
        }
    }

    /// One thing instead of another.
    pub fn from_to(before: Value, after: Value) -> Self {
        Self {
            before: Some(before),
            after: Some(after),
            ..Self::default()
        }
    }

    /// With the reason given.
    #[must_use]
    pub fn because(mut self, why: &str) -> Self {
        self.why = why.to_owned();
        self
    }
}

/// A row that waits for the commit.
pub(crate) struct Pending {
    actor: &'static str,
    user: Option<i64>,
    deed: Deed,
    subject: Subject,
    change: Change,
}

impl Write {
    /// Adds a row to the audit log. Rows get their numbers just before the commit, because from there on PostgreSQL lets
    /// no other transaction add one, and whoever waits for that must hold no row that the other needs.
    ///
    /// # Errors
    /// None now; what can fail, fails with the commit.
    #[allow(
        clippy::unused_async,
        reason = "as all parts of a command, so that it may write at once one day"
    )]
    pub(crate) async fn record(
        &mut self,
        actor: &Actor,
        deed: Deed,
        subject: Subject,
        change: Change,
    ) -> Result<(), StoreError> {
        self.pending().push(Pending {
            actor: actor_kind(actor),
            user: actor.user().map(|user| user.id.get()),
            deed,
            subject,
            change,
        });
        Ok(())
    }

    /// Takes the lock under which rows are numbered. SQLite has one writer anyway.
    pub(crate) async fn lock_audit(&self) -> Result<(), StoreError> {
        if self.tx().get_database_backend() == DbBackend::Postgres {
            let lock = Statement::from_sql_and_values(
                DbBackend::Postgres,
                "SELECT pg_advisory_xact_lock($1)",
                [AUDIT_LOCK.into()],
            );
            self.tx().execute_raw(lock).await?;
        }
        Ok(())
    }

    /// Writes the waiting rows and moves the mark of the end.
    pub(crate) async fn flush_audit(&mut self) -> Result<(), StoreError> {
        let pending = std::mem::take(self.pending());
        if pending.is_empty() {
            return Ok(());
        }
        self.lock_audit().await?;
        let last = audit::Entity::find()
            .order_by_desc(audit::Column::Seq)
            .one(self.tx())
            .await?;
        let (mut seq, mut tip) = match last {
            Some(row) => (row.seq, row.hash),
            None => mark::find(self.tx(), mark::FIRST)
                .await?
                .unwrap_or((0, START.to_owned())),
        };
        let origin = Origin::current();
        let json = |value: Option<Value>| value.map(|value| value.to_string());
        let mut rows = Vec::with_capacity(pending.len());
        for one in pending {
            seq += 1;
            let mut row = audit::Model {
                seq,
                at: self.at(),
                actor: one.actor.to_owned(),
                user_id: one.user,
                organisation_id: one.subject.organisation().map(Into::into),
                deed: one.deed.code().to_owned(),
                subject_kind: one.subject.kind().to_owned(),
                subject_id: one.subject.id(),
                before: json(one.change.before),
                after: json(one.change.after),
                why: hygiene::clean(&one.change.why).into_owned(),
                address: origin.address.clone(),
                agent: hygiene::clean(&origin.agent).into_owned(),
                reference: origin.reference.clone(),
                hash: String::new(),
            };
            row.hash = hash(&tip, &row);
            tip.clone_from(&row.hash);
            rows.push(row.into_active_model());
        }
        while !rows.is_empty() {
            let rest = rows.split_off(rows.len().min(ROWS_AT_ONCE));
            let now = std::mem::replace(&mut rows, rest);
            audit::Entity::insert_many(now)
                .exec_without_returning(self.tx())
                .await?;
        }
        mark::set(self.tx(), mark::LAST, seq, &tip, self.at()).await
    }
}

pub(crate) fn actor_kind(actor: &Actor) -> &'static str {
    match actor {
        Actor::Anonymous => "anonymous",
        Actor::User(_) => "user",
        Actor::Operator => "operator",
    }
}

/// The hash of a row behind the row with hash `before`. Every field goes in with its length, so that no two rows are
/// written the same way.
pub(crate) fn hash(before: &str, row: &audit::Model) -> String {
    let numbers = [
        row.seq,
        row.at,
        row.user_id.unwrap_or(-1),
        row.organisation_id.unwrap_or(-1),
    ];
    let texts = [
        Some(before),
        Some(&row.actor),
        Some(&row.deed),
        Some(&row.subject_kind),
        Some(&row.subject_id),
        row.before.as_deref(),
        row.after.as_deref(),
        Some(&row.why),
        Some(&row.address),
        Some(&row.agent),
        Some(&row.reference),
    ];
    let mut hash = Sha256::new();
    for number in numbers {
        hash.update(number.to_be_bytes());
    }
    for text in texts {
        match text {
            Some(text) => {
                hash.update((text.len() as u64 + 1).to_be_bytes());
                hash.update(text.as_bytes());
            }
            None => hash.update(0_u64.to_be_bytes()),
        }
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
