//! Databases that live for one test.

use std::io::Write as _;
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::{ConnectionTrait, Database};
use store::Location;
use tempfile::TempDir;

static NUMBER: AtomicU32 = AtomicU32::new(0);
static SKIPPED: Once = Once::new();

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

pub enum Disposable {
    Sqlite(TempDir),
    Postgres { server: String, name: String },
}

impl Disposable {
    /// An empty database, or `None` when there is no PostgreSQL to make one on, which is said once, loudly.
    pub async fn create(kind: Kind) -> Option<Self> {
        if kind == Kind::Sqlite {
            return Some(Self::Sqlite(tempfile::tempdir().unwrap()));
        }
        let Ok(server) = std::env::var("TEST_POSTGRES_URL") else {
            // Straight to the terminal: the test harness would swallow what a passing test prints.
            SKIPPED.call_once(|| {
                let _ = writeln!(
                    std::io::stderr(),
                    "TEST_POSTGRES_URL is not set: the PostgreSQL half was SKIPPED"
                );
            });
            return None;
        };
        let name = format!("it_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let admin = Database::connect(server.as_str()).await.unwrap();
        admin
            .execute_unprepared(&format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
            .await
            .unwrap();
        admin.close().await.unwrap();
        Some(Self::Postgres { server, name })
    }

    pub fn location(&self) -> Location {
        match self {
            Self::Sqlite(folder) => Location::Sqlite(folder.path().join("組合 #1.db")),
            Self::Postgres { server, name } => {
                let (base, _) = server.rsplit_once('/').expect("TEST_POSTGRES_URL ends in /database");
                Location::Postgres(format!("{base}/{name}"))
            }
        }
    }

    /// Removes a PostgreSQL database; the folder of an SQLite file goes by itself.
    pub async fn drop(self) {
        if let Self::Postgres { server, name } = self {
            let admin = Database::connect(server.as_str()).await.unwrap();
            admin
                .execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)"))
                .await
                .unwrap();
            admin.close().await.unwrap();
        }
    }
}
