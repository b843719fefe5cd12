//! `/session/keep` and `/session.json`: how long a session still lasts, and making it last (FORM-06). The banner about it
//! is drawn here too.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderMap, StatusCode, header};
use leptos::prelude::*;
use serde_json::json;

use super::FormPairs;
use crate::island::autosave::Saved;
use crate::island::session::{KEEP_HEADER, SessionIsland, SessionWords};
use crate::{Failure, Site, Visit, link, sign_in};

/// Seconds until the session of a visit ends, if nothing is done meanwhile.
pub fn seconds_left(visit: &Visit) -> Option<i64> {
    let session = visit.session.as_ref()?;
    let idle = i64::try_from(store::SESSION_IDLE.as_millis()).unwrap_or(i64::MAX);
    let ends = session.seen_at.plus_millis(idle).min(session.expires_at);
    Some(visit.now.millis_until(ends).max(0) / 1000)
}

/// Says how long the session lasts, without being a use of it.
///
/// # Errors
/// Never; a `Failure` only for the router's sake.
pub async fn get_json(visit: Visit) -> Result<Response, Failure> {
    Ok(answer(&visit))
}

/// Is a use of the session, and nothing more.
///
/// # Errors
/// Leads to the sign-in page.
pub async fn post_keep(
    State(_): State<Site>,
    visit: Visit,
    headers: HeaderMap,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    if headers.contains_key(KEEP_HEADER) {
        return Ok(answer(&visit));
    }
    visit.require_user()?;
    let back = Some(pairs.text("back")).filter(|back| link::is_local(back));
    Ok(Redirect::to(&sign_in::target(&visit, back.unwrap_or_default())).into_response())
}

fn answer(visit: &Visit) -> Response {
    let seconds = seconds_left(visit).unwrap_or(0);
    (
        [(header::CACHE_CONTROL, "no-store")],
        Json(json!({ "seconds": seconds })),
    )
        .into_response()
}

/// The answer to an autosave that met an ended session; the page still has the text.
pub fn signed_out_autosave(visit: &Visit) -> Response {
    let saved = Saved {
        base: String::new(),
        words: visit.text().account.autosave_over.to_owned(),
        amounts: Vec::new(),
    };
    let headers = [(header::CACHE_CONTROL, "no-store")];
    (StatusCode::UNAUTHORIZED, headers, Json(saved)).into_response()
}

/// The banner, hidden until the island shows it. Nothing for visitors.
pub fn banner(visit: &Visit) -> impl IntoView + use<> {
    let seconds = seconds_left(visit)?;
    let text = visit.text().account;
    let words = SessionWords {
        warning: text.warning.to_owned(),
        last: text.warning_last.to_owned(),
        over: text.warning_over.to_owned(),
    };
    let (keep, back) = (visit.href("/session/keep"), visit.same_page(visit.lang));
    Some(view! {
        <SessionIsland seconds words>
            <section class="kj-session" id="session-notice" aria-label=text.warning_title hidden=true>
                <p class="kj-session__words" id="session-words"></p>
                <form id="session-form" method="post" action=keep>
                    <input type="hidden" name="back" value=back />
                    <button class="kj-button" data-tone="primary" data-size="sm" type="submit">{text.go_on}</button>
                </form>
            </section>
        </SessionIsland>
    })
}
