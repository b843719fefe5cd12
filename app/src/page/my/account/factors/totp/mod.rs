//! `/my/account/factors/totp`: sets up an authenticator app, or another one in its place. The secret is stored only when a
//! code has shown that the app has it.

pub mod remove;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::session::Factor;
use http::{HeaderMap, header};
use leptos::prelude::*;

use super::{go_on, head};
use crate::component::{ErrorSummary, Field, FieldError, InputKind, InputWidth, TextInput};
use crate::document::respond;
use crate::page::FormPairs;
use crate::second_factor::totp::Enrolment;
use crate::{Failure, Site, Visit, sign_in};

/// Shows a fresh secret.
///
/// # Errors
/// Leads to the sign-in page.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let user = visit.require_recent()?;
    let enrolment = Enrolment::begin(&site.rules.vault, user, site.now())?;
    show(&site, &visit, &enrolment, None).await
}

/// Sets it up when the code is right.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    headers: HeaderMap,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let user = visit.require_recent()?;
    let (vault, now, text) = (&site.rules.vault, site.now(), visit.text().factor);
    let Some(enrolment) = Enrolment::resume(vault, user, pairs.text("secret"), now)? else {
        let fresh = Enrolment::begin(vault, user, now)?;
        return show(&site, &visit, &fresh, Some(text.totp_stale)).await;
    };
    let Some(step) = enrolment.step_of(pairs.text("code"), now) else {
        return show(&site, &visit, &enrolment, Some(text.totp_wrong)).await;
    };
    let sealed = enrolment.seal(vault, user.id)?;
    site.store.set_totp(&visit.actor, visit.lang, sealed, step).await?;
    let cookie = sign_in::strengthen(&site, &visit, &headers, Factor::Totp).await?;
    let mut response = Redirect::to(&go_on(&site, &visit, user).await?).into_response();
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    Ok(response)
}

async fn show(
    site: &Site,
    visit: &Visit,
    enrolment: &Enrolment,
    wrong: Option<&'static str>,
) -> Result<Response, Failure> {
    let head = head(visit, visit.text().factor.totp_title).refused_if(wrong.is_some());
    let shown = Shown {
        picture: enrolment.picture()?,
        address: enrolment.address()?,
        key: enrolment.key(),
        sealed: enrolment.sealed.clone(),
        wrong,
    };
    let visitor = visit.clone();
    respond(site, visit, head, move || view(&visitor, &shown)).await
}

#[derive(Clone)]
struct Shown {
    picture: String,
    address: String,
    key: String,
    sealed: String,
    wrong: Option<&'static str>,
}

fn view(visit: &Visit, shown: &Shown) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().factor);
    let errors = shown
        .wrong
        .map(|wrong| FieldError::new("code", wrong))
        .into_iter()
        .collect();
    let field = Field::new("code", text.totp_code).error(shown.wrong.map(str::to_owned));
    let Shown {
        picture,
        address,
        key,
        sealed,
        ..
    } = shown.clone();
    view! {
        <div class="kj-narrow">
            <ErrorSummary lang errors />
            <h1 class="kj-title">{text.totp_title}</h1>
            <h2 class="kj-section__title">{text.totp_step_scan}</h2>
            <p>{text.totp_scan}</p>
            <p><img class="kj-qr" src=picture alt=text.totp_picture width="240" height="240" /></p>
            <p>{text.totp_key_lead}</p>
            <p>{text.totp_key}" "<code class="kj-code" id="totp-key">{key}</code></p>
            <p><a href=address>{text.totp_open}</a></p>
            <h2 class="kj-section__title">{text.totp_step_code}</h2>
            <form class="kj-form" method="post" action=visit.href("/my/account/factors/totp") novalidate=true>
                <input type="hidden" name="secret" value=sealed />
                <TextInput
                    lang
                    field
                    kind=InputKind::Number
                    width=InputWidth::Short
                    autocomplete="one-time-code"
                />
                <button class="kj-button" data-tone="primary" type="submit">{text.totp_confirm}</button>
            </form>
        </div>
    }
}
