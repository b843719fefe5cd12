//! What every handler needs: the store, the index, the clock. One value, made at start-up, cheap to clone.

use std::sync::Arc;

use domain::value::{Clock, Day, Instant};
use leptos::config::LeptosOptions;
use search_index::Index;
use store::Store;

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

    /// Today in Japan.
    pub fn today(&self) -> Day {
        self.now().day_jst()
    }
}
