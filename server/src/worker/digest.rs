//! Mails the digests of notices when they are due, and forgets old notices. The store sees to it that each digest goes
//! out once, whatever happens to this process and however many there are.

use std::time::Duration;

use store::Store;

/// How often is looked for due digests. They are due at the full hour, so a minute is soon enough.
const PAUSE: Duration = Duration::from_secs(60);

/// How long a notice is kept that nobody has to act on any more.
const KEEP: Duration = Duration::from_secs(400 * 24 * 3_600);

/// Runs until the process ends.
pub async fn run(store: Store) {
    loop {
        match store.post_digests().await {
            Ok(0) => {}
            Ok(posted) => tracing::info!(posted, "digests of notices posted"),
            Err(error) => tracing::error!(%error, "could not post digests of notices"),
        }
        match store.purge_notices(KEEP).await {
            Ok(0) => {}
            Ok(removed) => tracing::info!(removed, "removed old notices"),
            Err(error) => tracing::error!(%error, "could not remove old notices"),
        }
        tokio::time::sleep(PAUSE).await;
    }
}
