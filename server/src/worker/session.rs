//! Removes what has expired from time to time: sessions, links in mails, kept forms, counts of failed attempts, browsers.
//! All of it is refused the moment it expires; this only saves room.

use std::time::Duration;

use store::Store;

const PAUSE: Duration = Duration::from_secs(3600);

/// Runs until the process ends.
pub async fn run(store: Store) {
    loop {
        tell("sessions", store.purge_sessions().await);
        tell("unsubscribe links", store.purge_subscriptions().await);
        tell("tickets", store.purge_tickets().await);
        tell("kept forms", store.purge_kept_posts().await);
        tell("counts of attempts", store.purge_attempts().await);
        tell("open sections", store.purge_editing().await);
        tell("browsers", store.purge_browsers().await);
        tokio::time::sleep(PAUSE).await;
    }
}

fn tell(what: &str, purged: store::Result<u64>) {
    match purged {
        Ok(0) => {}
        Ok(removed) => tracing::info!(removed, what, "removed what has expired"),
        Err(error) => tracing::error!(%error, what, "could not remove what has expired"),
    }
}
