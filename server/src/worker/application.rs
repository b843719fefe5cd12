//! Reminds of applications that are not submitted yet (FORM-04), and ends them at their deadline (締切超過). Submitting looks at
//! the clock itself, so that nothing depends on when this runs.

use std::time::Duration;

use store::Store;

const PAUSE: Duration = Duration::from_secs(60);

/// Runs until the process ends.
pub async fn run(store: Store) {
    loop {
        match store.expire_applications().await {
            Ok(0) => {}
            Ok(ended) => tracing::info!(ended, "ended applications past their deadline"),
            Err(error) => tracing::error!(%error, "could not end applications past their deadline"),
        }
        match store.remind_applications().await {
            Ok(0) => {}
            Ok(told) => tracing::info!(told, "reminded of applications that are not submitted"),
            Err(error) => tracing::error!(%error, "could not remind of applications"),
        }
        tokio::time::sleep(PAUSE).await;
    }
}
