//! Removes sign-ins that stopped half-way, and questions to authenticators that nobody answered. Both are refused when
//! their time is over; this only saves room.

use std::time::Duration;

use store::Store;

const PAUSE: Duration = Duration::from_secs(600);

/// Runs until the process ends.
pub async fn run(store: Store) {
    loop {
        match store.purge_pending_sign_ins().await {
            Ok(0) => {}
            Ok(removed) => tracing::info!(removed, "removed sign-ins that stopped half-way"),
            Err(error) => tracing::error!(%error, "could not remove sign-ins that stopped half-way"),
        }
        tokio::time::sleep(PAUSE).await;
    }
}
