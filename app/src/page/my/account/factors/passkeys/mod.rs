//! `/my/account/factors/passkeys`: adds a passkey. The page names it; the island on it speaks JSON with the two addresses
//! that ask the authenticator and take its answer.

pub mod remove;
pub mod rename;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::response::{IntoResponse, Response};
use domain::normalise::single_line;
use domain::session::Factor;
use http::{HeaderMap, StatusCode, header};
use leptos::prelude::*;
use serde_json::{Value, json};
use store::{PASSKEY_NAME_CHARS, Refusal};

use super::{go_on, head};
use crate::component::{Field, InputWidth, TextInput};
use crate::document::respond;
use crate::island::passkey::{PasskeyIsland, PasskeyTask};
use crate::page::login::passkey::words as passkey_words;
use crate::second_factor::passkey::{self, Unproven};
use crate::{Failure, Site, Visit, sign_in};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    visit.require_recent()?;
    let possible = passkey::is_possible(&site);
    let shown = visit.clone();
    let head = head(&visit, visit.text().factor.passkeys_title);
    respond(&site, &visit, head, move || view(&shown, possible)).await
}

/// What the browser shall ask its user for.
///
/// # Errors
/// As [`get`]; 404 where passkeys are not possible.
pub async fn post_options(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let user = visit.require_recent()?;
    let question = passkey::ask_to_register(&site, user).await?;
    Ok(answered(StatusCode::OK, &question))
}

/// Keeps the passkey, and says where to go.
///
/// # Errors
/// As [`post_options`]; 415 for anything but JSON.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    headers: HeaderMap,
    body: Result<Json<Value>, JsonRejection>,
) -> Result<Response, Failure> {
    let user = visit.require_recent()?;
    let Json(mut body) = body.map_err(|rejection| Failure::Http(rejection.status()))?;
    let text = visit.text().factor;
    let name = single_line(body["name"].as_str().unwrap_or_default());
    let name: String = name.chars().take(PASSKEY_NAME_CHARS as usize).collect();
    let name = if name.is_empty() { text.passkey_default } else { &name };
    let new = match passkey::register(
        &site,
        user,
        name,
        body.get_mut("credential").map(Value::take).unwrap_or_default(),
    )
    .await
    {
        Ok(new) => new,
        Err(Unproven::Failed(failure)) => return Err(failure),
        Err(Unproven::Wrong(reason)) => {
            tracing::info!(reference = visit.reference, reason, "passkey refused");
            return Ok(refused(text.passkey_wrong));
        }
    };
    match site.store.add_passkey(&visit.actor, visit.lang, new).await {
        Ok(_) => {}
        Err(Refusal::Problems(_)) => return Ok(refused(text.passkey_taken)),
        Err(refusal) => return Err(refusal.into()),
    }
    let cookie = sign_in::strengthen(&site, &visit, &headers, Factor::Passkey).await?;
    let href = go_on(&site, &visit, user).await?;
    let mut response = answered(StatusCode::OK, &json!({ "href": href }));
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    Ok(response)
}

fn answered(status: StatusCode, body: &Value) -> Response {
    (status, [(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}

fn refused(words: &str) -> Response {
    answered(StatusCode::UNPROCESSABLE_ENTITY, &json!({ "words": words }))
}

fn view(visit: &Visit, possible: bool) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().factor);
    if !possible {
        return view! {
            <div class="kj-narrow">
                <h1 class="kj-title">{text.passkeys_title}</h1>
                <p>{text.passkey_nowhere}</p>
                <p><a href=visit.href("/my/account/factors")>{text.to_list}</a></p>
            </div>
        }
        .into_any();
    }
    let name = Field::new("passkey-name", text.passkey_name).hint(text.passkey_name_hint);
    let words = passkey_words(visit, text.passkey_create, text.passkey_without);
    let (ask, tell) = (
        visit.href("/my/account/factors/passkeys/options"),
        visit.href("/my/account/factors/passkeys"),
    );
    view! {
        <div class="kj-narrow">
            <h1 class="kj-title">{text.passkeys_title}</h1>
            <p>{text.passkeys_lead}</p>
            <TextInput lang field=name width=InputWidth::Medium autocomplete="off" />
            <PasskeyIsland task=PasskeyTask::Create ask tell words />
            <p><a href=visit.href("/my/account/factors")>{text.to_list}</a></p>
        </div>
    }
    .into_any()
}
