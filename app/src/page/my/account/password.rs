//! `/my/account/password`: a new password. The old one was proven just before, and every other session ends.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::password::words_about;
use http::HeaderMap;
use leptos::prelude::*;

use super::head;
use crate::component::{ErrorSummary, FieldError};
use crate::document::respond;
use crate::page::{FormPairs, new_password};
use crate::session::Token;
use crate::{Failure, Site, Visit};

/// Shows the form.
///
/// # Errors
/// Leads to the sign-in page, or asks for the password.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    visit.require_recent()?;
    show(&site, &visit, None).await
}

/// Changes the password.
///
/// # Errors
/// As [`get`]; when the database fails.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    headers: HeaderMap,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let user = visit.require_recent()?;
    let typed = pairs.text(new_password::FIELD);
    let hash = match new_password::accept(visit.text().account, typed, words_about(user)).await? {
        Ok(hash) => hash,
        Err(error) => return show(&site, &visit, Some(error)).await,
    };
    let keep = Token::of_request(&site, &headers).ok_or_else(|| Failure::SignIn {
        back: visit.same_page(visit.lang),
    })?;
    site.store
        .change_password(&visit.actor, keep.digest(), visit.lang, hash)
        .await?;
    Ok(Redirect::to(&visit.href("/my/account?password")).into_response())
}

async fn show(site: &Site, visit: &Visit, error: Option<&'static str>) -> Result<Response, Failure> {
    let head = head(visit, visit.text().account.change_password, error.is_some());
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, error)).await
}

fn view(visit: &Visit, error: Option<&'static str>) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().account);
    let errors = error
        .iter()
        .map(|error| FieldError::new(new_password::FIELD, *error))
        .collect();
    let email = visit.user().map(|user| user.email.to_string()).unwrap_or_default();
    let field = new_password::view(visit, &email, error);
    view! {
        <div class="kj-narrow">
            <ErrorSummary lang errors />
            <h1 class="kj-title">{text.change_password}</h1>
            <form class="kj-form" method="post" action=visit.href("/my/account/password") novalidate=true>
                {field}
                <div class="kj-actions">
                    <button class="kj-button" data-tone="primary" type="submit">{text.save}</button>
                    <a class="kj-button" data-tone="outline" href=visit.href("/my/account")>{text.cancel}</a>
                </div>
            </form>
        </div>
    }
}
