//! Removes expired sessions from time to time; they are refused the moment they expire, this only saves room.

use std::time::Duration;

use store::Store;

const PAUSE: Duration = Duration::from_secs(3600);

/// Runs until the process ends.
pub async fn run(store: Store) {
    loop {
        match store.purge_sessions().await {
            Ok(0) => {}
            Ok(removed) => tracing::info!(removed, "removed expired sessions"),
            Err(error) => tracing::error!(%error, "could not remove expired sessions"),
        }
        tokio::time::sleep(PAUSE).await;
    }
}
