//! A throw-away database with a clock that stands still.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::insurer::NewInsurer;
use domain::value::{Clock as _, Day, FixedClock, Instant, TimeOfDay};
use store::{Location, Store};

/// A migrated SQLite database in a folder that is removed with it.
pub struct Place {
    /// The database.
    pub store: Store,
    folder: tempfile::TempDir,
}

/// The day on which the tests take place.
pub fn today() -> Day {
    Day::from_iso("2026-09-01").unwrap()
}

impl Place {
    /// An empty database.
    pub async fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let noon = Instant::from_jst(today(), TimeOfDay::new(12, 0).unwrap());
        let clock = Arc::new(FixedClock::new(noon));
        assert_eq!(clock.today(), today());
        let location = Location::Sqlite(folder.path().join("test.sqlite3"));
        let store = Store::open(&location, clock).await.unwrap();
        store.migrate().await.unwrap();
        Self { store, folder }
    }

    /// A database with three societies, two of them of the same name.
    pub async fn with_societies() -> Self {
        let place = Self::empty().await;
        for (number, name) in [
            ("06139901", "みずほ野精機健康保険組合"),
            ("06139919", "若草台健康保険組合"),
            ("06279905", "若草台健康保険組合"),
        ] {
            place.store.register_insurer(society(number, name)).await.unwrap();
        }
        place
    }

    /// Writes a file beside the database.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// The folder of the database.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// A society whose prefecture is the one in its number.
pub fn society(number: &str, name: &str) -> NewInsurer {
    let json = serde_json::json!({
        "number": number, "name": name, "kana": "クミアイ", "kind": "kenpo", "form": "single", "industry": "machinery",
        "pref": number[2..4], "insured": 3000, "dependants": 2000, "members_as_of": "2026-03-31",
    });
    serde_json::from_value(json).unwrap()
}
