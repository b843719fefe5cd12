//! `/my/consortia/{id}/ask`: a society outside asks to join a consortium that shows itself to other insurers. Nothing but
//! name, aim, period and lead is shown.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::consortium::ConsortiumState;
use domain::permit::{Action, Subject};
use domain::value::{ConsortiumId, OrganisationId};
use leptos::prelude::*;
use store::Consortium;

use super::control::{control, summary};
use super::fact::plan_facts;
use super::place::{REASON_CHARS, reason};
use super::{LIST, path};
use crate::component::{DescriptionList, Fact};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::{Failure, Site, Visit};

/// Shows what others may see, and the form.
///
/// # Errors
/// Leads to the sign-in page; 404 when it does not show itself; 409 for those who belong already or were removed.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (whole, _) = load(&site, &visit, &id).await?;
    show(&site, &visit, whole, String::new(), Problems::new()).await
}

/// Asks.
///
/// # Errors
/// As [`get`]; 403 for people who may not ask.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let (whole, own) = load(&site, &visit, &id).await?;
    let mut problems = Problems::new();
    let why = reason(pairs.text("reason"), false, &mut problems);
    if !problems.is_empty() {
        return show(&site, &visit, whole, why, problems).await;
    }
    site.store
        .ask_to_join_consortium(&visit.actor, whole.id, own, &why)
        .await?;
    Ok(Redirect::to(&visit.href(&format!("{LIST}?asked"))).into_response())
}

async fn load(site: &Site, visit: &Visit, id: &str) -> Result<(Consortium, OrganisationId), Failure> {
    visit.require_user()?;
    let id: ConsortiumId = id.parse().map_err(|_| Failure::NotFound)?;
    let whole = site.store.find_consortium(id).await?.ok_or(Failure::NotFound)?;
    let own = visit
        .acting()
        .map(|place| place.organisation)
        .ok_or(Failure::NotFound)?;
    let found = site.store.find_organisation(own).await?.ok_or(Failure::NotFound)?;
    if !whole.plan.open || whole.state != ConsortiumState::Forming || !found.kind.is_insurer() {
        return Err(Failure::NotFound);
    }
    if !visit.may(Action::AskToJoin, Subject::Organisation(own)) {
        return Err(Failure::Forbidden);
    }
    let step = domain::consortium::MembershipStep::Ask;
    if whole.place(own).is_some_and(|place| place.state.next(step).is_none()) {
        return Err(Failure::NotNow);
    }
    Ok((whole, own))
}

async fn show(
    site: &Site,
    visit: &Visit,
    whole: Consortium,
    why: String,
    problems: Problems,
) -> Result<Response, Failure> {
    let text = visit.text();
    let head = Head::new(text.consortium.ask)
        .crumb(text.site.nav_my, visit.href("/my"))
        .crumb(text.consortium.list, visit.href(LIST))
        .here(text.consortium.ask)
        .private()
        .refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &whole, &why, &problems)).await
}

fn view(visit: &Visit, whole: &Consortium, why: &str, problems: &Problems) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().consortium);
    let mut facts = vec![Fact::text(text.lead, whole.lead_name())];
    facts.extend(plan_facts(visit, &whole.plan, false));
    view! {
        <div class="kj-form-page">
            {summary(lang, problems)}
            <h1 class="kj-title">{text.ask}</h1>
            <p class="kj-my__name">{whole.plan.name.clone()}</p>
            <p>{text.ask_lead}</p>
            <DescriptionList facts framed=true />
            <form
                class="kj-form"
                method="post"
                action=visit.href(&format!("{}/ask", path(whole.id)))
                novalidate=true
            >
                {control(visit, "reason", &[why.to_owned()], Some(REASON_CHARS), problems)}
                <div class="kj-actions">
                    <button class="kj-button" data-tone="primary" type="submit">{text.ask_button}</button>
                    <a class="kj-button" data-tone="outline" href=visit.href(LIST)>{text.cancel}</a>
                </div>
            </form>
        </div>
    }
}
