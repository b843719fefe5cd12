//! `/my/participations`: every program the society has asked to join, the last changed first.

use axum::extract::State;
use axum::response::Response;
use domain::permit::{Action, Subject};
use leptos::prelude::*;
use store::Participation;

use super::path;
use crate::component::{Chip, EmptyState, plain_table};
use crate::document::{Head, respond};
use crate::page::joining::state_chip;
use crate::{Failure, Site, Visit};

/// Shows the list.
///
/// # Errors
/// Leads to the sign-in page; 403 for people without an organisation; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    visit.require_user()?;
    let society = visit
        .acting()
        .map(|place| place.organisation)
        .ok_or(Failure::Forbidden)?;
    if !visit.may(Action::ReadParticipation, Subject::Organisation(society)) {
        return Err(Failure::Forbidden);
    }
    let found = site.store.list_participations_of(&[society]).await?;
    let text = visit.text();
    let head = Head::new(text.joining.list)
        .crumb(text.site.nav_my, visit.href("/my"))
        .here(text.joining.list)
        .private();
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &found)).await
}

fn view(visit: &Visit, found: &[Participation]) -> impl IntoView + use<> {
    let text = visit.text().joining;
    let body = if found.is_empty() {
        let programs = visit.href("/programs");
        view! {
            <EmptyState title=text.list_none>
                <a href=programs.clone()>{text.list_none_hint}</a>
            </EmptyState>
        }
        .into_any()
    } else {
        table(visit, found)
    };
    view! {
        <h1 class="kj-title" id="participations-title">{text.list}</h1>
        <p>{text.list_lead}</p>
        {body}
    }
}

fn table(visit: &Visit, found: &[Participation]) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().joining);
    let rows = found
        .iter()
        .map(|one| {
            view! {
                <tr>
                    <th scope="row"><a href=visit.href(&path(one))>{one.title.clone()}</a></th>
                    <td>{one.organiser.name.clone()}</td>
                    <td><Chip look=state_chip(one.state, lang) /></td>
                    <td>
                        <time datetime=one.waiting_since.iso_jst()>{one.waiting_since.format_jst(lang)}</time>
                    </td>
                </tr>
            }
        })
        .collect_view();
    plain_table(
        "participations-title",
        [text.col_program, text.col_organiser, text.col_state, text.col_since],
        rows,
    )
}
