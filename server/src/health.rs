//! `/healthz` and `/readyz` for load balancers and scripts: no session, no log line, plain text.

use app::Site;
use axum::extract::State;
use http::StatusCode;

/// The process answers.
pub async fn alive() -> &'static str {
    "alive\n"
}

/// The database answers and the index has taken in all its changes.
pub async fn ready(State(site): State<Site>) -> (StatusCode, String) {
    match site.store.last_change().await {
        Ok(last) if site.index.applied() >= last => (StatusCode::OK, "ready\n".to_owned()),
        Ok(last) => {
            let behind = format!("indexing: at change {} of {last}\n", site.index.applied());
            (StatusCode::SERVICE_UNAVAILABLE, behind)
        }
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer\n".to_owned(),
            )
        }
    }
}
