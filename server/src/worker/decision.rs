//! Releases approved decisions at their moment. What has been released is in the database, so a server that dies leaves the rest
//! to the next look, and several servers share the work.

use std::time::Duration;

use store::Store;

/// Moments of release are given to the minute.
const PAUSE: Duration = Duration::from_secs(10);

/// Runs until the process ends.
pub async fn run(store: Store) {
    loop {
        match carry_out(&store).await {
            Ok(0) => {}
            Ok(done) => tracing::info!(done, "released decisions"),
            Err(error) => tracing::error!(%error, "could not see which decisions are due"),
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Releases everything that is due now, and says how many decisions that were. One batch that fails does not hold up the
/// others.
///
/// # Errors
/// When the database cannot be read.
pub async fn carry_out(store: &Store) -> store::Result<usize> {
    let mut done = 0;
    for due in store.list_due_batches().await? {
        match store.release_decisions(due).await {
            Ok(Some(released)) => {
                done += released.released;
                if released.failed > 0 {
                    tracing::warn!(batch = %due, failed = released.failed, "some decisions could not be released");
                }
            }
            Ok(None) => {}
            Err(error) => tracing::error!(%error, batch = %due, "could not be released"),
        }
    }
    Ok(done)
}
