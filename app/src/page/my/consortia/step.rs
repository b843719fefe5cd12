//! `/my/consortia/{id}/step/{step}`: the lead fixes the members, opens them again, starts, completes or dissolves; asked
//! once.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::consortium::{ConsortiumStep, all_agreed};
use leptos::prelude::*;

use super::control::{control, summary};
use super::place::{REASON_CHARS, reason};
use super::table::members;
use super::{Inside, get_inside, head, heading};
use crate::document::respond;
use crate::page::FormPairs;
use crate::text::consortium::whole as words;
use crate::{Failure, Site, Visit};

/// Asks.
///
/// # Errors
/// Leads to the sign-in page; 403 for members who do not lead; 404; 409 when the step is not possible.
pub async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path((id, step)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (inside, step) = load(&site, &visit, &id, &step).await?;
    show(&site, &visit, inside, step, String::new(), Problems::new()).await
}

/// Does it.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path((id, step)): Path<(String, String)>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let (inside, step) = load(&site, &visit, &id, &step).await?;
    let mut problems = Problems::new();
    let why = reason(pairs.text("reason"), step == ConsortiumStep::Dissolve, &mut problems);
    if !problems.is_empty() {
        return show(&site, &visit, inside, step, why, problems).await;
    }
    site.store
        .step_consortium(&visit.actor, inside.whole.id, pairs.seen_version()?, step, &why)
        .await?;
    Ok(Redirect::to(&visit.href(&format!("{}?done", inside.path()))).into_response())
}

async fn load(site: &Site, visit: &Visit, id: &str, step: &str) -> Result<(Inside, ConsortiumStep), Failure> {
    let inside = get_inside(site, visit, id).await?;
    let step = ConsortiumStep::from_code(step).ok_or(Failure::NotFound)?;
    if step.action().is_none() || step == ConsortiumStep::Change {
        return Err(Failure::NotFound);
    }
    if !inside.leads(visit) {
        return Err(Failure::Forbidden);
    }
    let possible = step != ConsortiumStep::Fix || all_agreed(&inside.whole.snapshot(visit.today));
    if possible && inside.whole.state.next(step).is_some() {
        Ok((inside, step))
    } else {
        Err(Failure::NotNow)
    }
}

async fn show(
    site: &Site,
    visit: &Visit,
    inside: Inside,
    step: ConsortiumStep,
    why: String,
    problems: Problems,
) -> Result<Response, Failure> {
    let head = head(visit, &inside, Some(words(visit.lang, step))).refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &inside, step, &why, &problems)).await
}

fn view(visit: &Visit, inside: &Inside, step: ConsortiumStep, why: &str, problems: &Problems) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().consortium);
    let here = inside.path();
    let label = words(lang, step);
    let day = inside.whole.snapshot(visit.today).reference.format(lang);
    let reference = (step == ConsortiumStep::Fix).then(|| view! { <p>{(text.reference)(&day)}</p> });
    let tone = if step == ConsortiumStep::Dissolve {
        "danger"
    } else {
        "primary"
    };
    let action = visit.href(&format!("{here}/step/{}", step.code()));
    view! {
        <div class="kj-form-page">
            {summary(lang, problems)}
            {heading(visit, inside, Some(label))}
            <p>{text.step_lead}</p>
            {reference}
            {members(visit, inside)}
            <form class="kj-form" method="post" action=action novalidate=true>
                <input type="hidden" name="version" value=inside.whole.version.to_string() />
                {control(visit, "reason", &[why.to_owned()], Some(REASON_CHARS), problems)}
                <div class="kj-actions">
                    <button class="kj-button" data-tone=tone type="submit">{label}</button>
                    <a class="kj-button" data-tone="outline" href=visit.href(&here)>{text.cancel}</a>
                </div>
            </form>
        </div>
    }
}
