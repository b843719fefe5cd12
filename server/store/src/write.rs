//! One write transaction with its moment, its change notes and the news of them after the commit. A command that
//! returns early drops it, and nothing has happened.

use std::sync::Arc;

use domain::value::Instant;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, Statement};

use crate::audit::Pending;
use crate::entity::change;
use crate::query::ChangeKind;
use crate::{Inner, Store, StoreError, connection};

/// Names the lock under which PostgreSQL numbers changes; any number no other program on the database uses.
const CHANGE_LOCK: i64 = 0x4b79_6f64_6f4e_6176;

/// An open write transaction.
pub(crate) struct Write {
    tx: DatabaseTransaction,
    at: Instant,
    highest: Option<i64>,
    audit: Vec<Pending>,
    store: Arc<Inner>,
}

impl Store {
    /// Begins a write transaction.
    pub(crate) async fn begin(&self) -> Result<Write, StoreError> {
        let tx = connection::begin(self.writer()).await?;
        Ok(Write {
            tx,
            at: self.now(),
            highest: None,
            audit: Vec::new(),
            store: Arc::clone(&self.inner),
        })
    }
}

impl Write {
    /// The connection inside the transaction.
    pub(crate) fn tx(&self) -> &DatabaseTransaction {
        &self.tx
    }

    /// What the process keeps beside the database.
    pub(crate) fn store(&self) -> &Inner {
        &self.store
    }

    /// What is to be added to the audit log.
    pub(crate) fn pending(&mut self) -> &mut Vec<Pending> {
        &mut self.audit
    }

    /// The one moment at which everything in this transaction happens, in milliseconds.
    pub(crate) fn at(&self) -> i64 {
        self.at.millis()
    }

    /// Adds a line to the change log. Call it last: from here to the commit, PostgreSQL lets no other transaction draw
    /// a number, so that a lower number never becomes visible after a higher one.
    pub(crate) async fn note(&mut self, kind: ChangeKind) -> Result<(), StoreError> {
        if self.tx.get_database_backend() == DbBackend::Postgres && self.highest.is_none() {
            let lock = Statement::from_sql_and_values(
                DbBackend::Postgres,
                "SELECT pg_advisory_xact_lock($1)",
                [CHANGE_LOCK.into()],
            );
            self.tx.execute_raw(lock).await?;
        }
        let row = change::ActiveModel {
            kind: Set(kind.code().to_owned()),
            subject_id: Set(kind.subject()),
            at: Set(self.at()),
            ..Default::default()
        };
        let inserted = change::Entity::insert(row).exec(&self.tx).await?;
        self.highest = Some(inserted.last_insert_id);
        Ok(())
    }

    /// Writes the audit log, commits, then wakes those who wait for changes.
    pub(crate) async fn commit(mut self) -> Result<(), StoreError> {
        self.flush_audit().await?;
        self.tx.commit().await?;
        if let Some(highest) = self.highest {
            self.store.changes.send_if_modified(|last| {
                let is_news = highest > *last;
                *last = highest.max(*last);
                is_news
            });
        }
        Ok(())
    }
}
