//! `/my/consortia`: the consortia of the society for which the visitor acts, and those that let themselves be joined.

use axum::extract::State;
use axum::response::Response;
use domain::permit::{Action, Subject};
use domain::value::OrganisationId;
use leptos::prelude::*;
use store::Consortium;

use super::{LIST, path, place_chip, state_chip};
use crate::component::{Chip, EmptyState, Notice, NoticeTone, plain_table};
use crate::document::{Head, respond};
use crate::{Failure, Site, Visit};

/// Shows the list.
///
/// # Errors
/// Leads to the sign-in page; 403 for people without an organisation; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    visit.require_user()?;
    let own = visit
        .acting()
        .map(|place| place.organisation)
        .ok_or(Failure::Forbidden)?;
    if !visit.may(Action::ReadConsortium, Subject::Organisation(own)) {
        return Err(Failure::Forbidden);
    }
    let found = site.store.list_consortia_of(own).await?;
    let mut open = site.store.list_open_consortia().await?;
    open.retain(|one| found.iter().all(|known| known.id != one.id));
    let text = visit.text();
    let head = Head::new(text.consortium.list)
        .crumb(text.site.nav_my, visit.href("/my"))
        .here(text.consortium.list)
        .private();
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, own, &found, &open)).await
}

fn view(visit: &Visit, own: OrganisationId, found: &[Consortium], open: &[Consortium]) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().consortium);
    let may_start = visit.may(Action::ManageConsortium, Subject::Organisation(own));
    let start = may_start.then(|| {
        view! {
            <p class="kj-actions">
                <a class="kj-button" data-tone="primary" href=visit.href(&format!("{LIST}/new"))>{text.new}</a>
            </p>
        }
    });
    let outcome = (visit.query == "ended").then_some(text.ended);
    let outcome = outcome.or((visit.query == "asked").then_some(text.asked));
    let outcome = outcome.map(|title| view! { <Notice lang tone=NoticeTone::Success title announced=true>""</Notice> });
    let body = if found.is_empty() {
        view! { <EmptyState title=text.list_none>{text.list_none_hint}</EmptyState> }.into_any()
    } else {
        table(visit, own, found)
    };
    view! {
        {outcome}
        <h1 class="kj-title" id="consortia-title">{text.list}</h1>
        <p>{text.list_lead}</p>
        {start}
        {body}
        {open_ones(visit, open)}
    }
}

fn table(visit: &Visit, own: OrganisationId, found: &[Consortium]) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().consortium);
    let rows = found
        .iter()
        .map(|one| {
            let place = one
                .place(own)
                .map(|place| view! { <Chip look=place_chip(place.state, lang) /> });
            let insurers = one.places.iter().filter(|place| place.is_present_insurer()).count();
            view! {
                <tr>
                    <th scope="row"><a href=visit.href(&path(one.id))>{one.plan.name.clone()}</a></th>
                    <td>{one.lead_name().to_owned()}</td>
                    <td data-number="">{insurers}</td>
                    <td><Chip look=state_chip(one.state, lang) /></td>
                    <td>{place}</td>
                </tr>
            }
        })
        .collect_view();
    plain_table(
        "consortia-title",
        [text.name, text.lead, text.members_count, text.state, text.own_place],
        rows,
    )
}

/// Consortia of others that may be asked.
fn open_ones(visit: &Visit, open: &[Consortium]) -> impl IntoView + use<> {
    let text = visit.text().consortium;
    let items = open
        .iter()
        .map(|one| {
            let lead = one.lead_name().to_owned();
            view! {
                <li>
                    <a href=visit.href(&format!("{}/ask", path(one.id)))>{one.plan.name.clone()}</a>
                    " "
                    {lead}
                </li>
            }
        })
        .collect_view();
    let list = if open.is_empty() {
        view! { <p>{text.open_none}</p> }.into_any()
    } else {
        view! { <ul class="kj-prose">{items}</ul> }.into_any()
    };
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title">{text.open_list}</h2>
            <p>{text.open_list_lead}</p>
            {list}
        </section>
    }
}
