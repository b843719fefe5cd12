//! Error pages (W33): what happened, in plain words, and what to do next. Also the JSON form of the same for addresses
//! that programs read.

use axum::Json;
use axum::response::{IntoResponse, Response};
use domain::Problems;
use http::{HeaderMap, StatusCode, header};
use leptos::prelude::*;
use serde_json::json;

use crate::component::{ErrorPageBody, SearchBox};
use crate::document::{Head, respond};
use crate::text::Text;
use crate::text::problem;
use crate::{Failure, Site, Visit};

/// Gives a failed response the body it lacks; everything else passes unchanged. A fault of ours is logged here, once,
/// with the number the visitor sees.
pub async fn dress_failure(site: &Site, visit: &Visit, response: Response) -> Response {
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() || is_dressed(response.headers()) {
        return response;
    }
    let failure = response
        .extensions()
        .get::<Failure>()
        .cloned()
        .unwrap_or(Failure::Http(status));
    if status.is_server_error() {
        tracing::error!(reference = visit.reference, path = visit.loggable_path(), error = %failure, "request failed");
    }
    let mut dressed = if is_json(&visit.path) {
        as_json(visit, &failure, status)
    } else {
        let shown = visit.clone();
        let (title, _) = words(visit.text(), &failure);
        let head = Head::new(title).status(status).private();
        match respond(site, visit, head, move || view(&shown, &failure)).await {
            Ok(page) => page,
            Err(_) => status.into_response(),
        }
    };
    for (name, value) in response.headers() {
        if matches!(
            *name,
            header::ACCESS_CONTROL_ALLOW_ORIGIN | header::ALLOW | header::RETRY_AFTER | header::SET_COOKIE
        ) {
            dressed.headers_mut().append(name, value.clone());
        }
    }
    dressed
}

/// Addresses that programs read.
fn is_json(path: &str) -> bool {
    path.ends_with(".json") || path.starts_with("/api/v1/")
}

/// A page that already speaks for itself, such as a form shown again with its problems.
fn is_dressed(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default();
    kind.starts_with("text/html") || kind.starts_with("application/json")
}

fn as_json(visit: &Visit, failure: &Failure, status: StatusCode) -> Response {
    let (title, body) = words(visit.text(), failure);
    let answer =
        json!({ "error": { "status": status.as_u16(), "title": title, "detail": body, "reference": visit.reference } });
    (status, [(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response()
}

/// Heading and advice.
fn words(text: &Text, failure: &Failure) -> (&'static str, &'static str) {
    let text = text.error;
    match failure {
        Failure::NotFound => (text.not_found, text.not_found_body),
        Failure::Forbidden => (text.forbidden, text.forbidden_body),
        Failure::ForeignOrigin => (text.origin, text.bad_request_body),
        Failure::SignIn { .. } | Failure::Confirm { .. } => (text.forbidden, text.forbidden_body),
        Failure::TooMany { .. } => (text.too_many, text.too_many_body),
        Failure::Gone => (text.gone, text.gone_body),
        Failure::Stale => (text.stale, text.stale_body),
        Failure::WrongState { .. } | Failure::NotNow => (text.state, text.state_body),
        Failure::Problems(_) => (text.problems, text.bad_request_body),
        Failure::Fault(_) => (text.fault, text.fault_body),
        Failure::Http(status) => match *status {
            StatusCode::NOT_FOUND => (text.not_found, text.not_found_body),
            StatusCode::METHOD_NOT_ALLOWED => (text.method, text.bad_request_body),
            StatusCode::PAYLOAD_TOO_LARGE => (text.too_large, text.too_large_body),
            StatusCode::TOO_MANY_REQUESTS => (text.too_fast, text.too_fast_body),
            StatusCode::MISDIRECTED_REQUEST => (text.other_name, text.other_name_body),
            StatusCode::REQUEST_TIMEOUT => (text.timeout, text.timeout_body),
            status if status.is_server_error() => (text.fault, text.fault_body),
            _ => (text.bad_request, text.bad_request_body),
        },
    }
}

fn view(visit: &Visit, failure: &Failure) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().error);
    let (title, body) = words(visit.text(), failure);
    let reference = failure.status().is_server_error().then(|| visit.reference.clone());
    let problems = match failure {
        Failure::Problems(problems) => sentences(visit, problems),
        _ => Vec::new(),
    };
    let paragraphs = std::iter::once(body.to_owned()).chain(problems).collect();
    let (search, home) = (visit.href("/programs"), visit.href("/"));
    view! {
        <ErrorPageBody lang status=failure.status().as_u16() title paragraphs reference>
            <form method="get" action=search.clone() role="search">
                <SearchBox lang value="" id="q" label=text.search_label />
            </form>
            <p><a href=home>{text.home}</a></p>
            <p><a href=search>{text.search}</a></p>
        </ErrorPageBody>
    }
}

fn sentences(visit: &Visit, problems: &Problems) -> Vec<String> {
    problems
        .iter()
        .map(|found| problem::program(visit.lang, found))
        .collect()
}
