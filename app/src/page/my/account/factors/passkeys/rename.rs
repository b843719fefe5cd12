//! `/my/account/factors/passkeys/{id}/rename`: gives a passkey another name.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::ProblemCode;
use domain::value::PasskeyId;
use leptos::prelude::*;
use store::Refusal;

use super::super::head;
use crate::component::{ErrorSummary, Field, FieldError, InputWidth, TextInput};
use crate::document::respond;
use crate::page::FormPairs;
use crate::{Failure, Site, Visit};

/// Shows the form.
///
/// # Errors
/// Leads to the sign-in page; 404, also for somebody else's.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let user = visit.require_user()?;
    let id: PasskeyId = id.parse().map_err(|_| Failure::NotFound)?;
    let factors = site.store.find_second_factors(user.id).await?;
    let mut passkeys = factors.passkeys.into_iter();
    let passkey = passkeys.find(|passkey| passkey.id == id).ok_or(Failure::NotFound)?;
    show(&site, &visit, id, passkey.name, None).await
}

/// Renames it.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    visit.require_user()?;
    let id: PasskeyId = id.parse().map_err(|_| Failure::NotFound)?;
    let typed = pairs.text("name").to_owned();
    match site.store.rename_passkey(&visit.actor, id, &typed).await {
        Ok(()) => Ok(Redirect::to(&visit.href("/my/account/factors?renamed")).into_response()),
        Err(Refusal::Problems(problems)) => {
            let text = visit.text().factor;
            let is_empty = problems.for_field("name").any(|found| found.code == ProblemCode::Empty);
            let error = if is_empty {
                text.passkey_name_empty
            } else {
                text.passkey_name_long
            };
            show(&site, &visit, id, typed, Some(error)).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn show(
    site: &Site,
    visit: &Visit,
    id: PasskeyId,
    typed: String,
    error: Option<&'static str>,
) -> Result<Response, Failure> {
    let head = head(visit, visit.text().factor.passkey_rename_title).refused_if(error.is_some());
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, id, &typed, error)).await
}

fn view(visit: &Visit, id: PasskeyId, typed: &str, error: Option<&'static str>) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().factor);
    let errors = error.iter().map(|error| FieldError::new("name", *error)).collect();
    let field = Field::new("name", text.passkey_name)
        .hint(text.passkey_name_hint)
        .value(typed)
        .error(error.map(str::to_owned));
    let action = visit.href(&format!("/my/account/factors/passkeys/{id}/rename"));
    view! {
        <div class="kj-narrow">
            <ErrorSummary lang errors />
            <h1 class="kj-title">{text.passkey_rename_title}</h1>
            <form class="kj-form" method="post" action=action novalidate=true>
                <TextInput lang field width=InputWidth::Medium autocomplete="off" />
                <div class="kj-actions">
                    <button class="kj-button" data-tone="primary" type="submit">{visit.text().account.save}</button>
                    <a class="kj-button" data-tone="outline" href=visit.href("/my/account/factors")>{text.cancel}</a>
                </div>
            </form>
        </div>
    }
}
