//! Opens the connections. On SQLite one connection writes and a few read, because the file has one writer at a time and
//! a second one would only wait; on PostgreSQL both are the same pool.

use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, TransactionOptions, TransactionTrait,
};

use crate::{Location, StoreError};

/// How long a writer waits for another process to finish.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
const SQLITE_READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 16;

/// The reading and the writing connections.
pub(crate) async fn connect(location: &Location) -> Result<(DatabaseConnection, DatabaseConnection), StoreError> {
    match location {
        Location::Sqlite(_) => {
            // The writer comes first: it creates the file and switches it to write-ahead logging.
            let writer = Database::connect(sqlite(location, Access::Write)).await?;
            let reader = Database::connect(sqlite(location, Access::Read)).await?;
            Ok((reader, writer))
        }
        Location::Postgres(url) => {
            let mut options = ConnectOptions::new(url);
            options
                .max_connections(POSTGRES_CONNECTIONS)
                .acquire_timeout(Duration::from_secs(10));
            options.sqlx_logging(false).set_application_name("kyodo-navi");
            let pool = Database::connect(options).await?;
            Ok((pool.clone(), pool))
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Read,
    Write,
}

fn sqlite(location: &Location, access: Access) -> ConnectOptions {
    // The path is set below, as it need not be valid in a URL.
    let mut options = ConnectOptions::new("sqlite://file");
    let path = match location {
        Location::Sqlite(path) => path.clone(),
        Location::Postgres(_) => return options,
    };
    let (least, most) = if access == Access::Write {
        (1, 1)
    } else {
        (0, SQLITE_READERS)
    };
    options
        .min_connections(least)
        .max_connections(most)
        .idle_timeout(None)
        .max_lifetime(None)
        .sqlx_logging(false);
    options.acquire_timeout(Duration::from_secs(30));
    options.map_sqlx_sqlite_opts(move |sqlite| {
        let sqlite = sqlite
            .filename(&path)
            .create_if_missing(access == Access::Write)
            .journal_mode(SqliteJournalMode::Wal)
            // An acknowledged publication survives a power cut, not only a killed process.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // Kibibytes for each connection: the pages of lists and look-ups stay in the process.
            .pragma("cache_size", "-8192")
            .busy_timeout(BUSY_TIMEOUT);
        if access == Access::Read {
            sqlite.pragma("query_only", "ON")
        } else {
            sqlite
        }
    });
    options
}

/// Begins a transaction that writes. On SQLite it takes the write lock at once: one that starts reading and writes
/// later fails without waiting when another writer came between.
pub(crate) async fn begin(writer: &DatabaseConnection) -> Result<DatabaseTransaction, StoreError> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(sea_orm::SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    Ok(writer.begin_with_options(options).await?)
}
