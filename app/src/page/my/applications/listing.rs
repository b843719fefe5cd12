//! `/my/applications/{id}/listing`: offers an adopted application as a 参考事例 to other insurers (W7): it begins a draft from
//! what was submitted. Nothing becomes public by it; the draft goes the way of every listing.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::permit::{Action, Subject};
use domain::program::ProgramForm;
use leptos::prelude::*;
use store::Application;

use super::{back, get_application, head, path};
use crate::document::respond;
use crate::page::FormPairs;
use crate::{Failure, Site, Visit};

/// Asks.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's; 403 for who writes no programs; 409 before an adoption is
/// released.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let whole = get_adopted(&site, &visit, &id).await?;
    let head = head(&visit, &whole, Some(visit.text().result.listing));
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &whole)).await
}

/// Begins the draft and leads to it.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    _pairs: FormPairs,
) -> Result<Response, Failure> {
    let whole = get_adopted(&site, &visit, &id).await?;
    let submitted = site.store.list_submissions(whole.id).await?.into_iter().next();
    let submitted = submitted.ok_or(Failure::NotNow)?.content;
    let form = ProgramForm::of_submission(&submitted);
    let program = site.store.start_program(&visit.actor, whole.lead, form).await?;
    Ok(Redirect::to(&visit.href(&format!("/my/programs/{program}/edit?started"))).into_response())
}

async fn get_adopted(site: &Site, visit: &Visit, id: &str) -> Result<Application, Failure> {
    let whole = get_application(site, visit, id).await?;
    if !visit.may(Action::CreateProgram, Subject::Organisation(whole.lead)) {
        return Err(Failure::Forbidden);
    }
    let decision = site.store.find_decision(whole.id).await?;
    if decision.is_some_and(|decision| decision.outcome.is_adopted()) {
        Ok(whole)
    } else {
        Err(Failure::NotNow)
    }
}

fn view(visit: &Visit, whole: &Application) -> impl IntoView + use<> {
    let text = visit.text().result;
    let action = visit.href(&format!("{}/listing", path(whole.id)));
    view! {
        <div class="kj-form-page">
            {back(visit, whole)}
            <h1 class="kj-title">{text.listing}</h1>
            <p>{text.listing_lead}</p>
            <form class="kj-actions" method="post" action=action>
                <button class="kj-button" data-tone="primary" type="submit">{text.listing_button}</button>
            </form>
        </div>
    }
}
