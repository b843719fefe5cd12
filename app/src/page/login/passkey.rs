//! `/login/passkey` and `/login/passkey/options`: signing in with a passkey, alone or after the password. Spoken by the
//! island on the sign-in pages, as JSON.

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::response::{IntoResponse, Response};
use domain::session::Factor;
use http::{HeaderMap, StatusCode, header};
use serde_json::{Value, json};

use crate::island::passkey::PasskeyWords;
use crate::second_factor::passkey::{self, Unproven};
use crate::{Failure, Site, Visit, confirm, link, sign_in};

/// The words around the button; what it says and what stands there without scripts differ from page to page.
pub(crate) fn words(visit: &Visit, button: &str, without: &str) -> PasskeyWords {
    let text = visit.text().factor;
    PasskeyWords {
        button: button.to_owned(),
        without: without.to_owned(),
        waiting: text.passkey_waiting.to_owned(),
        stopped: text.passkey_stopped.to_owned(),
        failed: text.passkey_failed.to_owned(),
    }
}

/// What a browser shall ask its user for. With `second` in the query only a passkey of the person whose password was
/// right, with `confirm` only one of the signed-in person.
///
/// # Errors
/// 404 where passkeys are not possible; when the database fails.
pub async fn post_options(State(site): State<Site>, visit: Visit, headers: HeaderMap) -> Result<Response, Failure> {
    let user = if is_second(&visit) {
        match sign_in::find_pending(&site, &headers).await? {
            Some((_, pending)) => Some(pending.user),
            None => return Ok(refused(&visit)),
        }
    } else if is_confirmation(&visit) {
        Some(visit.require_user()?.id)
    } else {
        None
    };
    let question = passkey::ask_to_sign_in(&site, user).await?;
    Ok(answered(&question))
}

/// Signs in, or renews the proof of who is signed in, and says where to go: to `back`, or where the sign-in began.
///
/// # Errors
/// As [`post_options`]; 415 for anything but JSON.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    headers: HeaderMap,
    body: Result<Json<Value>, JsonRejection>,
) -> Result<Response, Failure> {
    let Json(mut body) = body.map_err(|rejection| Failure::Http(rejection.status()))?;
    let user = match passkey::verify(&site, body.get_mut("credential").map(Value::take).unwrap_or_default()).await {
        Ok(user) => user,
        Err(Unproven::Failed(failure)) => return Err(failure),
        Err(Unproven::Wrong(reason)) => {
            tracing::info!(reference = visit.reference, reason, "passkey refused");
            return Ok(refused(&visit));
        }
    };
    let opened = if is_second(&visit) {
        let Some((token, pending)) = sign_in::find_pending(&site, &headers).await? else {
            return Ok(refused(&visit));
        };
        if pending.user != user {
            return Ok(refused(&visit));
        }
        sign_in::finish(&site, &visit, &token, &pending, Factor::Passkey).await?
    } else if is_confirmation(&visit) {
        if visit.require_user()?.id != user {
            return Ok(refused(&visit));
        }
        Some(confirm::complete(&site, &visit, &headers, &local_back(&visit)).await?)
    } else {
        let back = local_back(&visit);
        Some(sign_in::complete(&site, &visit, user, Factor::Passkey, &back).await?)
    };
    Ok(opened.map_or_else(|| refused(&visit), |opened| told(&opened)))
}

/// The redirect of a page, as JSON.
fn told(opened: &Response) -> Response {
    let href = opened
        .headers()
        .get(header::LOCATION)
        .and_then(|href| href.to_str().ok())
        .unwrap_or("/");
    let mut response = answered(&json!({ "href": href }));
    for cookie in opened.headers().get_all(header::SET_COOKIE) {
        response.headers_mut().append(header::SET_COOKIE, cookie.clone());
    }
    response
}

fn answered(body: &Value) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}

fn refused(visit: &Visit) -> Response {
    let words = json!({ "words": visit.text().factor.passkey_wrong });
    let mut response = answered(&words);
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response
}

fn local_back(visit: &Visit) -> String {
    parameter(visit, "back")
        .filter(|back| link::is_local(back))
        .unwrap_or_default()
}

fn is_confirmation(visit: &Visit) -> bool {
    parameter(visit, "confirm").is_some()
}

fn is_second(visit: &Visit) -> bool {
    parameter(visit, "second").is_some()
}

fn parameter(visit: &Visit, name: &str) -> Option<String> {
    let mut pairs = form_urlencoded::parse(visit.query.as_bytes());
    pairs
        .find(|(named, _)| named == name)
        .map(|(_, value)| value.into_owned())
}
