//! Reminds those who have not answered a request to join, or not recorded their decision, for a week.

use std::time::Duration;

use store::Store;

const PAUSE: Duration = Duration::from_secs(600);

/// Runs until the process ends.
pub async fn run(store: Store) {
    loop {
        match store.remind_participations().await {
            Ok(0) => {}
            Ok(reminded) => tracing::info!(reminded, "reminded of participations"),
            Err(error) => tracing::error!(%error, "could not remind of participations"),
        }
        tokio::time::sleep(PAUSE).await;
    }
}
