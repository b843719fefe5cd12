//! Carries out what is due on programs: planned publications and ends, ends of periods, the archive, reminders. What has
//! been done is in the database, so a server that dies leaves the rest to the next look, and several servers share the work.

use std::time::Duration;

use store::Store;

/// Planned moments are given to the minute.
const PAUSE: Duration = Duration::from_secs(20);

/// Runs until the process ends.
pub async fn run(store: Store) {
    loop {
        match carry_out(&store).await {
            Ok(0) => {}
            Ok(done) => tracing::info!(done, "carried out what was due on programs"),
            Err(error) => tracing::error!(%error, "could not see what is due on programs"),
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Does everything that is due now, and says how much it was. One program that fails does not hold up the others.
///
/// # Errors
/// When the database cannot be read.
pub async fn carry_out(store: &Store) -> store::Result<usize> {
    let mut done = 0;
    for (id, step) in store.list_due().await? {
        match store.carry_out(id, step).await {
            Ok(true) => done += 1,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, program = %id, ?step, "could not be carried out"),
        }
    }
    Ok(done)
}
