//! Marks registrations whose address was not proven in time. Their links end by themselves; this only tells the list.

use std::time::Duration;

use store::Store;

const PAUSE: Duration = Duration::from_secs(3600);

/// Runs until the process ends.
pub async fn run(store: Store) {
    loop {
        match store.expire_registrations().await {
            Ok(0) => {}
            Ok(expired) => tracing::info!(expired, "registrations expired"),
            Err(error) => tracing::error!(%error, "could not expire registrations"),
        }
        tokio::time::sleep(PAUSE).await;
    }
}
