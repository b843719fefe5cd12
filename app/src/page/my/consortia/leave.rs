//! `/my/consortia/{id}/leave`: a society declines the invitation, takes its wish back, or leaves; asked once.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::consortium::MembershipStep;
use leptos::prelude::*;

use super::control::{control, summary};
use super::home::leave_label;
use super::place::{REASON_CHARS, reason};
use super::{Inside, LIST, get_inside, head, heading};
use crate::document::respond;
use crate::page::FormPairs;
use crate::{Failure, Site, Visit};

/// Asks.
///
/// # Errors
/// Leads to the sign-in page; 403, 404; 409 when there is nothing to give up.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (inside, _, label) = load(&site, &visit, &id).await?;
    show(&site, &visit, inside, label, String::new(), Problems::new()).await
}

/// Does it.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let (inside, step, label) = load(&site, &visit, &id).await?;
    let mut problems = Problems::new();
    let why = reason(pairs.text("reason"), true, &mut problems);
    if !problems.is_empty() {
        return show(&site, &visit, inside, label, why, problems).await;
    }
    let (id, version) = (inside.whole.id, pairs.seen_version()?);
    site.store
        .step_place(&visit.actor, id, inside.own, version, step, &why)
        .await?;
    Ok(Redirect::to(&visit.href(&format!("{LIST}?ended"))).into_response())
}

async fn load(site: &Site, visit: &Visit, id: &str) -> Result<(Inside, MembershipStep, &'static str), Failure> {
    let inside = get_inside(site, visit, id).await?;
    if !inside.binds(visit) {
        return Err(Failure::Forbidden);
    }
    let place = inside.place().ok_or(Failure::NotFound)?;
    let label = leave_label(visit, &inside, place).ok_or(Failure::NotNow)?;
    let step = [MembershipStep::Leave, MembershipStep::Decline]
        .into_iter()
        .find(|step| place.state.next(*step).is_some())
        .ok_or(Failure::NotNow)?;
    Ok((inside, step, label))
}

async fn show(
    site: &Site,
    visit: &Visit,
    inside: Inside,
    label: &'static str,
    why: String,
    problems: Problems,
) -> Result<Response, Failure> {
    let head = head(visit, &inside, Some(label)).refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &inside, label, &why, &problems)).await
}

fn view(visit: &Visit, inside: &Inside, label: &'static str, why: &str, problems: &Problems) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().consortium);
    let here = inside.path();
    view! {
        <div class="kj-form-page">
            {summary(lang, problems)}
            {heading(visit, inside, Some(label))}
            <p>{text.leave_lead}</p>
            <form class="kj-form" method="post" action=visit.href(&format!("{here}/leave")) novalidate=true>
                <input type="hidden" name="version" value=inside.whole.version.to_string() />
                {control(visit, "reason", &[why.to_owned()], Some(REASON_CHARS), problems)}
                <div class="kj-actions">
                    <button class="kj-button" data-tone="danger" type="submit">{label}</button>
                    <a class="kj-button" data-tone="outline" href=visit.href(&here)>{text.cancel}</a>
                </div>
            </form>
        </div>
    }
}
