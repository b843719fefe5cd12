//! The first version of the public API, in the shape of jGrants' own, so that programs that read the one can read the
//! other. It answers what everybody may read, whoever asks, and refuses parameters it does not know: an answer that
//! silently ignores a condition would be wrong.

pub mod openapi;
pub mod program;
pub mod programs;

mod answer;
mod query;

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde_json::json;

use crate::Visit;
use crate::edition::Edition;

/// Anybody may keep an answer, but asks whether it still holds.
const CACHE: &str = "public, no-cache";

/// An answer with its mark.
fn marked(edition: &Edition, answer: impl IntoResponse) -> Response {
    let mut response = answer.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(CACHE));
    headers.insert(header::ETAG, edition.etag());
    response
}

/// 400 with the reason.
fn refuse(visit: &Visit, reason: &str) -> Response {
    let answer = json!({
        "error": {
            "status": StatusCode::BAD_REQUEST.as_u16(),
            "title": visit.text().api.bad_request,
            "detail": reason,
            "reference": visit.reference,
        }
    });
    let head = [(header::CACHE_CONTROL, "no-store")];
    (StatusCode::BAD_REQUEST, head, Json(answer)).into_response()
}
