//! What every handler needs: the store, the index, the clock. One value, made at start-up, cheap to clone.

use std::sync::Arc;
use std::time::Duration;

use domain::value::{Clock, Day, Instant};
use leptos::config::LeptosOptions;
use search_index::Index;
use store::{Store, StoreError};

/// The running portal.
#[derive(Clone)]
pub struct Site {
    /// The database.
    pub store: Store,
    /// The search index, a projection of the database.
    pub index: Index,
    /// The only source of time.
    pub clock: Arc<dyn Clock>,
    /// Where browser files lie.
    pub options: LeptosOptions,
    /// Fingerprint of the browser files; changes with every build, so that caches never mix two of them.
    pub assets: Arc<str>,
    /// Whether cookies are only sent over TLS; off for a plain-HTTP address on one's own machine.
    pub secure_cookies: bool,
}

impl Site {
    /// Now.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Waits until the index holds everything that is committed now, so that people find what they have just published.
    /// Gives up after two seconds: the change is safe in the database, and the index will follow.
    pub async fn wait_for_index(&self) -> Result<(), StoreError> {
        let last = self.store.last_change().await?;
        for _ in 0..100 {
            if self.index.applied() >= last {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }

    /// Today in Japan.
    pub fn today(&self) -> Day {
        self.now().day_jst()
    }
}
