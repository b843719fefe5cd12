//! The page of a refusal that comes before anybody looked up who asks: in the language of the address, as for a visitor
//! who has not signed in.

use app::{Site, Visit, dress_failure};
use axum::extract::Request;
use axum::response::Response;
use http::Method;

use super::visit::unknown_visit;

/// A request that goes no further.
pub struct Refused {
    visit: Visit,
    method: Method,
}

impl Refused {
    /// Takes from the request what its answer needs.
    pub fn new(site: &Site, request: &Request) -> Self {
        Self {
            visit: unknown_visit(site, request),
            method: request.method().clone(),
        }
    }

    /// Answers with the page of a failure; headers that the response carries already stay.
    pub async fn answer(self, site: &Site, response: Response) -> Response {
        tracing::info!(
            reference = self.visit.reference,
            method = %self.method,
            path = self.visit.loggable_path(),
            status = response.status().as_u16(),
            "refused"
        );
        dress_failure(site, &self.visit, response).await
    }
}
