//! Opens and closes calls at their dates. What has been done is in the database, so a server that dies leaves the rest to the
//! next look, and several servers share the work.

use std::time::Duration;

use store::Store;

/// Deadlines are given to the minute, and submissions are judged by the clock anyway; this only moves the state.
const PAUSE: Duration = Duration::from_secs(10);

/// Runs until the process ends.
pub async fn run(store: Store) {
    loop {
        match carry_out(&store).await {
            Ok(0) => {}
            Ok(done) => tracing::info!(done, "opened or closed calls"),
            Err(error) => tracing::error!(%error, "could not see which calls are due"),
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Does everything that is due now, and says how much it was. One call that fails does not hold up the others.
///
/// # Errors
/// When the database cannot be read.
pub async fn carry_out(store: &Store) -> store::Result<usize> {
    let mut done = 0;
    for due in store.list_due_calls().await? {
        match store.carry_out_call(due).await {
            Ok(true) => done += 1,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, call = %due.id, step = due.step.code(), "could not be carried out"),
        }
    }
    Ok(done)
}
