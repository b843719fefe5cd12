//! `/password/reset/{token}`: sets a new password by a mailed link, once. All sessions of the person end.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::password::words_about;
use domain::ticket::TicketPurpose;
use domain::user::User;
use leptos::prelude::*;
use store::Refusal;

use crate::component::{ErrorSummary, FieldError};
use crate::document::{Head, respond};
use crate::page::{FormPairs, new_password};
use crate::session::Token;
use crate::{Failure, Site, Visit};

/// Shows the form.
///
/// # Errors
/// 410 when the link cannot be used any more.
pub async fn get(State(site): State<Site>, visit: Visit, Path(token): Path<String>) -> Result<Response, Failure> {
    let (_, user) = get_person(&site, &token).await?;
    show(&site, &visit, token, user, None).await
}

/// Sets the password.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(token): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let (digest, user) = get_person(&site, &token).await?;
    let typed = pairs.text(new_password::FIELD);
    let hash = match new_password::accept(visit.text().account, typed, words_about(&user)).await? {
        Ok(hash) => hash,
        Err(error) => return show(&site, &visit, token, user, Some(error)).await,
    };
    match site.store.reset_password(digest, visit.lang, hash).await {
        Ok(_) => Ok(Redirect::to(&visit.href("/login?reset")).into_response()),
        Err(Refusal::NotFound) => Err(Failure::Gone),
        Err(refusal) => Err(refusal.into()),
    }
}

async fn get_person(site: &Site, token: &str) -> Result<([u8; 32], User), Failure> {
    let digest = Token::decode(token).ok_or(Failure::Gone)?.digest();
    let user = site.store.find_ticket(TicketPurpose::PasswordReset, digest).await?;
    let user = site.store.find_user(user.ok_or(Failure::Gone)?).await?;
    Ok((digest, user.ok_or(Failure::Gone)?))
}

async fn show(
    site: &Site,
    visit: &Visit,
    token: String,
    user: User,
    error: Option<&'static str>,
) -> Result<Response, Failure> {
    let name = visit.text().account.reset_title;
    let head = Head::new(name).here(name).refused_if(error.is_some()).private();
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &token, &user, error)).await
}

fn view(visit: &Visit, token: &str, user: &User, error: Option<&'static str>) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().account);
    let errors = error
        .iter()
        .map(|error| FieldError::new(new_password::FIELD, *error))
        .collect();
    let field = new_password::view(visit, user.email.as_str(), error);
    view! {
        <div class="kj-narrow">
            <ErrorSummary lang errors />
            <h1 class="kj-title">{text.reset_title}</h1>
            <p>{text.reset_lead}</p>
            <form
                class="kj-form"
                method="post"
                action=visit.href(&format!("/password/reset/{token}"))
                novalidate=true
            >
                {field}
                <button class="kj-button" data-tone="primary" type="submit">{text.reset_button}</button>
            </form>
        </div>
    }
}
