//! Takes over synonyms that were changed, here or by another server on the same database.

use std::time::Duration;

use search_index::Index;
use store::Store;

/// How long another server's change may take to be noticed.
const PAUSE: Duration = Duration::from_secs(2);

/// Runs until the process ends.
pub async fn run(store: Store, index: Index) {
    let mut applied = 0;
    loop {
        match app::synonyms::take_over(&store, &index, applied).await {
            Ok(number) => applied = number,
            Err(error) => tracing::error!(%error, "could not look for changed synonyms"),
        }
        tokio::time::sleep(PAUSE).await;
    }
}
