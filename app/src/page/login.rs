//! `/login` and `/logout`: e-mail address and password (W8). The answer to a wrong pair never says which part was wrong,
//! and takes as long for an unknown address as for a known one.

pub mod oidc;
pub mod passkey;
pub mod second;
mod ways;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::session::Factor;
use domain::value::Email;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use leptos::prelude::*;
use store::WhyRefused;

use super::FormPairs;
use crate::component::{ErrorSummary, Field, FieldError, InputKind, InputWidth, Notice, NoticeTone, TextInput};
use crate::document::{Head, respond};
use crate::island::reveal::RevealIsland;
use crate::session::{Token, clear_cookie};
use crate::{Failure, Site, Visit, guess, link, password, sign_in};

#[derive(Clone, Default)]
struct Form {
    email: String,
    back: String,
    /// What is wrong with the pair, or with the number of attempts.
    error: Option<String>,
    /// What happened before.
    note: Option<&'static str>,
}

/// Shows the form; somebody who is signed in already is sent on.
///
/// # Errors
/// Never; a `Failure` only for the router's sake.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(visit.query.as_bytes()).into_owned().collect();
    let parameter = |name: &str| {
        pairs
            .iter()
            .find(|(named, _)| named == name)
            .map(|(_, value)| value.clone())
    };
    let back = parameter("back")
        .filter(|back| link::is_local(back))
        .unwrap_or_default();
    if visit.user().is_some() {
        return Ok(Redirect::to(&sign_in::target(&visit, &back)).into_response());
    }
    let text = visit.text();
    let notes = [
        ("signed-out", text.login.signed_out),
        ("reset", text.account.reset_done),
        ("email", text.account.email_confirmed),
        ("taken", text.account.email_taken),
    ];
    let note = notes.into_iter().find(|(name, _)| parameter(name).is_some());
    let form = Form {
        back,
        note: note.map(|(_, note)| note),
        ..Form::default()
    };
    show(&site, &visit, form, StatusCode::OK).await
}

/// Signs in. The attempt is counted before anything is looked up, so that the answer to an unknown address is the same, and
/// takes as long, as that to a known one.
///
/// # Errors
/// When the database fails.
pub async fn post(State(site): State<Site>, visit: Visit, pairs: FormPairs) -> Result<Response, Failure> {
    let typed = pairs.text("email").to_owned();
    let back = Some(pairs.text("back"))
        .filter(|back| link::is_local(back))
        .unwrap_or_default()
        .to_owned();
    let attempt = match guess::admit(&site, &visit, &typed).await {
        Ok(attempt) => attempt,
        Err(Failure::TooMany { seconds }) => return show_wait(&site, &visit, typed, back, seconds).await,
        Err(failure) => return Err(failure),
    };
    let credentials = match Email::parse(&typed) {
        Ok(email) => site.store.find_credentials(&email).await?,
        Err(_) => None,
    };
    let (user, hash) = credentials.map_or((None, None), |(user, hash)| (Some(user), Some(hash)));
    let right = password::verify(pairs.text("password").to_owned(), hash.clone()).await;
    let (Some(user), true) = (user, right) else {
        let why = user.map_or(WhyRefused::UnknownAccount, |_| WhyRefused::WrongPassword);
        site.store.record_refused_sign_in(user, why).await?;
        let form = Form {
            email: typed,
            back,
            error: Some(visit.text().login.wrong.to_owned()),
            ..Form::default()
        };
        return show(&site, &visit, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    guess::forgive(&site, attempt).await?;
    if let Some(old) = hash.filter(|hash| password::is_outdated(hash)) {
        let hash = password::hash(pairs.text("password").to_owned()).await;
        let hash = hash.map_err(|error| Failure::fault(error.to_string()))?;
        site.store.renew_password_hash(user, &old, hash).await?;
    }
    sign_in::complete(&site, &visit, user, Factor::Password, &back).await
}

/// Signs out: the session ends in the database, not only in the browser.
///
/// # Errors
/// When the database fails.
pub async fn post_logout(State(site): State<Site>, visit: Visit, headers: HeaderMap) -> Result<Response, Failure> {
    if let Some(token) = Token::of_request(&site, &headers) {
        site.store.close_session(token.digest()).await?;
    }
    let mut response = Redirect::to(&visit.href("/login?signed-out=1")).into_response();
    response.headers_mut().insert(header::SET_COOKIE, clear_cookie(&site));
    Ok(response)
}

/// The form again, with how long to wait.
async fn show_wait(site: &Site, visit: &Visit, email: String, back: String, seconds: u64) -> Result<Response, Failure> {
    let form = Form {
        email,
        back,
        error: Some((visit.text().login.too_many)(seconds)),
        ..Form::default()
    };
    let mut response = show(site, visit, form, StatusCode::TOO_MANY_REQUESTS).await?;
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    Ok(response)
}

async fn show(site: &Site, visit: &Visit, form: Form, status: StatusCode) -> Result<Response, Failure> {
    let title = visit.text().login.title;
    let refused = form.error.is_some();
    let head = Head::new(title)
        .here(title)
        .refused_if(refused)
        .status(status)
        .private();
    let shown = visit.clone();
    let ways = ways::Ways::of(site, visit, &form.back);
    respond(site, visit, head, move || view(&shown, &form, &ways)).await
}

fn view(visit: &Visit, form: &Form, ways: &ways::Ways) -> impl IntoView + use<> {
    let (lang, text, account) = (visit.lang, visit.text().login, visit.text().account);
    let email = Field::new("email", text.email).value(form.email.clone());
    let password = Field::new("password", text.password);
    let errors = form
        .error
        .iter()
        .map(|error| FieldError::new("email", error.clone()))
        .collect();
    let is_kept = form.back.starts_with(&visit.href("/kept/"));
    let note = match form.note {
        Some(note) => Some(note),
        None if is_kept => Some(account.kept_login),
        None => (!form.back.is_empty()).then_some(text.needed),
    };
    view! {
        <div class="kj-narrow">
            <ErrorSummary lang errors />
            <h1 class="kj-title">{text.title}</h1>
            {note.map(|title| view! { <Notice lang tone=NoticeTone::Info title /> })}
            <p>{text.lead}</p>
            <form class="kj-form" method="post" action=visit.href("/login") novalidate=true>
                <input type="hidden" name="back" value=form.back.clone() />
                <TextInput lang field=email kind=InputKind::Email width=InputWidth::Full autocomplete="username" />
                <TextInput
                    lang
                    field=password
                    kind=InputKind::Password
                    width=InputWidth::Full
                    autocomplete="current-password"
                />
                <RevealIsland
                    input="password".to_owned()
                    show=account.show_password.to_owned()
                    hide=account.hide_password.to_owned()
                />
                <button class="kj-button" data-tone="primary" type="submit">{text.button}</button>
            </form>
            <ul class="kj-narrow__links">
                <li><a href=visit.href("/password/forgotten")>{text.reset}</a></li>
                <li><a href=visit.href("/register")>{visit.text().organisation.register}</a></li>
            </ul>
            <p class="kj-note">{text.help}</p>
            {ways.view(visit)}
        </div>
    }
}
