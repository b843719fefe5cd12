//! `/confirm`: asks for the password or a passkey again before something is changed that signs a person in or gives
//! rights. A passkey is taken by [`super::login::passkey`]; a code alone is no proof of who sits there.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use http::HeaderMap;
use leptos::prelude::*;

use super::FormPairs;
use super::login::passkey::words as passkey_words;
use crate::component::{ErrorSummary, Field, FieldError, InputKind, InputWidth, TextInput};
use crate::document::{Head, respond};
use crate::island::passkey::{PasskeyIsland, PasskeyTask};
use crate::island::reveal::RevealIsland;
use crate::second_factor::passkey;
use crate::{Failure, Site, Visit, confirm, guess, link, password, sign_in};

/// Shows the question; somebody who was asked just now is sent on.
///
/// # Errors
/// Leads to the sign-in page.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let back = back_of_query(&visit);
    if visit.user().is_none() {
        return Err(Failure::SignIn { back });
    }
    if visit.require_recent().is_ok() {
        return Ok(Redirect::to(&sign_in::target(&visit, &back)).into_response());
    }
    show(&site, &visit, back, false).await
}

/// Checks the password and goes on.
///
/// # Errors
/// Leads to the sign-in page; 429 after many wrong passwords; when the database fails.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    headers: HeaderMap,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let user = visit.require_user()?;
    let back = local(pairs.text("back"));
    let attempt = guess::admit(&site, &visit, user.email.as_str()).await?;
    let hash = site.store.find_credentials(&user.email).await?.map(|(_, hash)| hash);
    if !password::verify(pairs.text("password").to_owned(), hash).await {
        return show(&site, &visit, back, true).await;
    }
    guess::forgive(&site, attempt).await?;
    confirm::complete(&site, &visit, &headers, &back).await
}

fn back_of_query(visit: &Visit) -> String {
    let back = form_urlencoded::parse(visit.query.as_bytes()).find(|(name, _)| name == "back");
    back.map(|(_, back)| local(&back)).unwrap_or_default()
}

fn local(back: &str) -> String {
    Some(back)
        .filter(|back| link::is_local(back))
        .unwrap_or_default()
        .to_owned()
}

async fn show(site: &Site, visit: &Visit, back: String, wrong: bool) -> Result<Response, Failure> {
    let title = visit.text().account.confirm_title;
    let head = Head::new(title).here(title).refused_if(wrong).private();
    let shown = visit.clone();
    let user = visit.require_user()?.id;
    let has_passkey = passkey::is_possible(site) && !site.store.find_second_factors(user).await?.passkeys.is_empty();
    respond(site, visit, head, move || view(&shown, &back, wrong, has_passkey)).await
}

fn view(visit: &Visit, back: &str, wrong: bool, has_passkey: bool) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().account);
    let error = wrong.then(|| text.wrong_password.to_owned());
    let errors = error
        .iter()
        .map(|error| FieldError::new("password", error.clone()))
        .collect();
    let password = Field::new("password", visit.text().login.password).error(error);
    let email = visit.user().map(|user| user.email.to_string()).unwrap_or_default();
    let island = has_passkey.then(|| {
        let factor = visit.text().factor;
        let words = passkey_words(visit, factor.second_passkey, factor.confirm_passkey_without);
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("confirm", "")
            .append_pair("back", back)
            .finish();
        let ask = visit.href("/login/passkey/options?confirm");
        let tell = visit.href(&format!("/login/passkey?{query}"));
        view! { <PasskeyIsland task=PasskeyTask::Get ask tell words /> }
    });
    view! {
        <div class="kj-narrow">
            <ErrorSummary lang errors />
            <h1 class="kj-title">{text.confirm_title}</h1>
            <p>{text.confirm_lead}</p>
            <form class="kj-form" method="post" action=visit.href("/confirm") novalidate=true>
                <input type="hidden" name="back" value=back.to_owned() />
                // For password managers, which look for the name beside the password.
                <input type="text" name="username" autocomplete="username" value=email readonly=true hidden=true />
                <TextInput
                    lang
                    field=password
                    kind=InputKind::Password
                    width=InputWidth::Full
                    autocomplete="current-password"
                />
                <RevealIsland
                    input="password".to_owned()
                    show=text.show_password.to_owned()
                    hide=text.hide_password.to_owned()
                />
                <button class="kj-button" data-tone="primary" type="submit">{text.confirm_button}</button>
            </form>
            {island}
            <p><a href=visit.href("/password/forgotten")>{text.forgotten_link}</a></p>
        </div>
    }
}
