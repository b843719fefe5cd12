//! `/my/applications`: every application that the visitor's society leads.

use axum::extract::State;
use axum::response::Response;
use domain::permit::{Action, Subject};
use leptos::prelude::*;
use store::Application;

use super::{LIST, path, state_chip};
use crate::component::{Chip, EmptyState, plain_table};
use crate::document::{Head, respond};
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403 for people without an organisation; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    visit.require_user()?;
    let place = visit.acting().ok_or(Failure::Forbidden)?;
    let lead = place.organisation;
    if !visit.may(Action::ReadApplication, Subject::Organisation(lead)) {
        return Err(Failure::Forbidden);
    }
    let found = site.store.list_applications_of(lead).await?;
    let text = visit.text();
    let head = Head::new(text.application.list)
        .crumb(text.site.nav_my, visit.href("/my"))
        .here(text.application.list)
        .private();
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &found)).await
}

fn view(visit: &Visit, found: &[Application]) -> impl IntoView + use<> {
    let text = visit.text().application;
    let body = if found.is_empty() {
        view! { <EmptyState title=text.list_none>{text.list_none_hint}</EmptyState> }.into_any()
    } else {
        let rows = found.iter().map(|one| row(visit, one)).collect_view();
        plain_table(
            "applications-title",
            [
                text.title,
                text.call,
                text.state,
                text.number,
                text.deadline,
                text.updated,
            ],
            rows,
        )
    };
    view! {
        <h1 class="kj-title" id="applications-title">{text.list}</h1>
        <p>{text.list_lead}</p>
        {body}
    }
}

fn row(visit: &Visit, one: &Application) -> impl IntoView + use<> {
    let lang = visit.lang;
    let close = one.closes_at();
    view! {
        <tr>
            <th scope="row">
                <a href=visit.href(&path(one.id))>{one.title()}</a>
            </th>
            <td>{one.call.title(lang).to_owned()}</td>
            <td><Chip look=state_chip(one.state, lang) /></td>
            <td>{one.number.clone()}</td>
            <td>
                <time datetime=close.iso_jst()>{close.format_jst(lang)}</time>
            </td>
            <td>
                <time datetime=one.updated_at.iso_jst()>{one.updated_at.format_jst(lang)}</time>
            </td>
        </tr>
    }
}

/// Where the list is, for pages elsewhere.
pub fn href(visit: &Visit) -> String {
    visit.href(LIST)
}
