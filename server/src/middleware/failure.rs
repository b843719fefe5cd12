//! Gives every failed answer a page, or JSON where JSON was asked for, in the visitor's words.

use app::{Site, Visit, dress_failure};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

/// Dresses failures on their way out.
pub async fn dress(State(site): State<Site>, visit: Visit, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    dress_failure(&site, &visit, response).await
}
