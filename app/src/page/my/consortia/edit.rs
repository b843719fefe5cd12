//! `/my/consortia/{id}/edit`: the lead changes what the consortium is about.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::consortium::ConsortiumForm;
use leptos::prelude::*;

use super::control::summary;
use super::new::plan_fields;
use super::{Inside, get_inside, head, heading};
use crate::document::respond;
use crate::page::FormPairs;
use crate::{Failure, Site, Visit};

/// Shows the form.
///
/// # Errors
/// Leads to the sign-in page; 403 for members who do not lead; 404; 409 when the members are fixed.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let inside = get_inside(&site, &visit, &id).await?;
    inside.expect_open(&visit)?;
    let form = ConsortiumForm::from(&inside.whole.plan);
    show(&site, &visit, inside, form, Problems::new()).await
}

/// Saves it.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let inside = get_inside(&site, &visit, &id).await?;
    inside.expect_open(&visit)?;
    let mut form = ConsortiumForm::default();
    form.replace(ConsortiumForm::FIELDS, pairs.iter());
    let plan = match form.check() {
        Ok(plan) => plan,
        Err(problems) => return show(&site, &visit, inside, form, problems).await,
    };
    site.store
        .edit_consortium(&visit.actor, inside.whole.id, pairs.seen_version()?, &plan)
        .await?;
    Ok(Redirect::to(&visit.href(&format!("{}?done", inside.path()))).into_response())
}

async fn show(
    site: &Site,
    visit: &Visit,
    inside: Inside,
    form: ConsortiumForm,
    problems: Problems,
) -> Result<Response, Failure> {
    let head = head(visit, &inside, Some(visit.text().consortium.edit)).refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &inside, &form, &problems)).await
}

fn view(visit: &Visit, inside: &Inside, form: &ConsortiumForm, problems: &Problems) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().consortium);
    let here = inside.path();
    view! {
        <div class="kj-form-page">
            {summary(lang, problems)}
            {heading(visit, inside, Some(text.edit))}
            <p>{text.edit_lead}</p>
            <form class="kj-form" method="post" action=visit.href(&format!("{here}/edit")) novalidate=true>
                <input type="hidden" name="version" value=inside.whole.version.to_string() />
                {plan_fields(visit, form, problems)}
                <div class="kj-actions">
                    <button class="kj-button" data-tone="primary" type="submit">{text.save}</button>
                    <a class="kj-button" data-tone="outline" href=visit.href(&here)>{text.cancel}</a>
                </div>
            </form>
        </div>
    }
}
