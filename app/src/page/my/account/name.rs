//! `/my/account/name`: changes the name of the signed-in person.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ProblemCode;
use leptos::prelude::*;
use store::Refusal;

use super::head;
use crate::component::{ErrorSummary, Field, FieldError, TextInput};
use crate::document::respond;
use crate::page::FormPairs;
use crate::{Failure, Site, Visit};

/// Shows the form.
///
/// # Errors
/// Leads to the sign-in page.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let name = visit.require_user()?.name.clone();
    show(&site, &visit, name, None).await
}

/// Changes the name.
///
/// # Errors
/// As [`get`]; when the database fails.
pub async fn post(State(site): State<Site>, visit: Visit, pairs: FormPairs) -> Result<Response, Failure> {
    visit.require_user()?;
    let typed = pairs.text("name").to_owned();
    match site.store.rename_user(&visit.actor, &typed).await {
        Ok(()) => Ok(Redirect::to(&visit.href("/my/account?name")).into_response()),
        Err(Refusal::Problems(problems)) => {
            let text = visit.text().account;
            let is_empty = problems.for_field("name").any(|found| found.code == ProblemCode::Empty);
            let error = if is_empty { text.name_empty } else { text.name_long };
            show(&site, &visit, typed, Some(error)).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn show(site: &Site, visit: &Visit, typed: String, error: Option<&'static str>) -> Result<Response, Failure> {
    let head = head(visit, visit.text().account.change_name, error.is_some());
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &typed, error)).await
}

fn view(visit: &Visit, typed: &str, error: Option<&'static str>) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().account);
    let errors = error.iter().map(|error| FieldError::new("name", *error)).collect();
    let field = Field::new("name", text.name)
        .value(typed)
        .error(error.map(str::to_owned));
    view! {
        <div class="kj-narrow">
            <ErrorSummary lang errors />
            <h1 class="kj-title">{text.change_name}</h1>
            <form class="kj-form" method="post" action=visit.href("/my/account/name") novalidate=true>
                <TextInput lang field autocomplete="name" />
                <div class="kj-actions">
                    <button class="kj-button" data-tone="primary" type="submit">{text.save}</button>
                    <a class="kj-button" data-tone="outline" href=visit.href("/my/account")>{text.cancel}</a>
                </div>
            </form>
        </div>
    }
}
