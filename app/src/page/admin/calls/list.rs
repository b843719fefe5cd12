//! `/admin/calls`: all calls, the latest fiscal year first, by state.

use axum::extract::State;
use axum::response::Response;
use domain::call::CallState;
use domain::search::Facet;
use leptos::prelude::*;
use store::CallRecord;

use super::{LIST, path, require};
use crate::component::{Chip, EmptyState, plain_table};
use crate::document::{Head, respond};
use crate::page::call_sheet::chip;
use crate::page::label::facet_value;
use crate::text::call as words;
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    require(&visit)?;
    let records = site.store.list_call_records().await?;
    let asked = form_urlencoded::parse(visit.query.as_bytes()).find(|(name, _)| name == "state");
    let state = asked.and_then(|(_, code)| CallState::from_code(&code));
    let title = visit.text().call_admin.title;
    let head = Head::new(title)
        .crumb(visit.text().admin.title, visit.href("/admin"))
        .here(title)
        .private();
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &records, state)).await
}

fn view(visit: &Visit, records: &[CallRecord], state: Option<CallState>) -> impl IntoView + use<> {
    let text = visit.text().call_admin;
    let some: Vec<_> = records
        .iter()
        .filter(|record| state.is_none_or(|state| record.state == state))
        .collect();
    let body = if some.is_empty() {
        view! { <EmptyState title=text.none>{text.none_hint}</EmptyState> }.into_any()
    } else {
        table(visit, &some)
    };
    view! {
        <h1 class="kj-title" id="calls-title">{text.title}</h1>
        <p>{text.lead}</p>
        <p class="kj-actions">
            <a class="kj-button" data-tone="primary" href=visit.href("/admin/calls/new")>{text.new}</a>
        </p>
        {tabs(visit, records, state)}
        {body}
    }
}

fn tabs(visit: &Visit, records: &[CallRecord], chosen: Option<CallState>) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().call_admin);
    let mut links = vec![((text.all)(records.len()), LIST.to_owned(), chosen.is_none())];
    for state in CallState::ALL {
        let count = records.iter().filter(|record| record.state == *state).count();
        if count > 0 || chosen == Some(*state) {
            let address = format!("{LIST}?state={}", state.code());
            links.push(((text.some)(state.name(lang), count), address, chosen == Some(*state)));
        }
    }
    let tabs = links
        .into_iter()
        .map(|(label, address, is_current)| {
            let current = is_current.then_some("page");
            view! {
                <li><a class="kj-tabs__tab" href=visit.href(&address) aria-current=current>{label}</a></li>
            }
        })
        .collect_view();
    view! {
        <nav class="kj-tabs" aria-label=text.filter>
            <ul class="kj-tabs__list">{tabs}</ul>
        </nav>
    }
}

fn table(visit: &Visit, records: &[&CallRecord]) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().call_admin);
    let rows = records
        .iter()
        .map(|record| {
            let href = visit.href(&path(record.id));
            let dates = record
                .draft
                .check()
                .ok()
                .or_else(|| record.live.clone())
                .map(|call| call.dates);
            let period = dates.map(|dates| words::period(lang, dates.open_at, dates.close_at));
            let changed = (record.state.is_public() && record.is_changed())
                .then(|| view! { <p class="kj-note">{text.changed}</p> });
            view! {
                <tr>
                    <th scope="row"><a href=href>{record.title(lang).to_owned()}</a></th>
                    <td>{facet_value(lang, Facet::Year, &record.draft.form.year)}</td>
                    <td>{record.draft.form.code.clone()}</td>
                    <td><Chip look=chip(visit, record.state) />{changed}</td>
                    <td>{period}</td>
                </tr>
            }
        })
        .collect_view();
    let columns = [
        text.col_title,
        text.col_year,
        text.col_code,
        text.col_state,
        text.col_period,
    ];
    plain_table("calls-title", columns, rows)
}
