//! `/admin/decisions`: the calls with ranked applications, their budgets, and how far their decisions are.

use axum::extract::State;
use axum::response::Response;
use domain::decision::Outcome;
use domain::value::Yen;
use leptos::prelude::*;
use store::{BatchEntry, Candidacy, StoredCall};

use super::{batch_chip, batch_name, batch_path, call_path, require, yen};
use crate::component::{EmptyState, plain_table};
use crate::document::{Head, respond};
use crate::{Failure, Site, Visit};

struct Line {
    call: StoredCall,
    cases: Vec<Candidacy>,
    budget: Option<Yen>,
    batches: Vec<BatchEntry>,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    require(&visit)?;
    let mut lines = Vec::new();
    for call in site.store.list_calls().await? {
        let cases = site.store.list_candidacies(call.id).await?;
        if cases.is_empty() {
            continue;
        }
        lines.push(Line {
            budget: site.store.find_budget(call.id).await?,
            batches: site.store.list_batch_entries(call.id).await?,
            cases,
            call,
        });
    }
    let text = visit.text();
    let head = Head::new(text.decision.title)
        .crumb(text.admin.title, visit.href("/admin"))
        .here(text.decision.title)
        .private();
    let (shown, lines) = (visit.clone(), std::sync::Arc::new(lines));
    respond(&site, &visit, head, move || view(&shown, &lines)).await
}

fn view(visit: &Visit, lines: &[Line]) -> impl IntoView + use<> {
    let text = visit.text().decision;
    let body = if lines.is_empty() {
        view! { <EmptyState title=text.none>{text.none_hint}</EmptyState> }.into_any()
    } else {
        let rows = lines.iter().map(|line| row(visit, line)).collect_view();
        let columns = [
            text.call,
            text.ranked,
            text.undecided,
            text.adopted,
            text.budget,
            text.granted,
            text.batches,
        ];
        plain_table("decisions-title", columns, rows)
    };
    view! {
        <h1 class="kj-title" id="decisions-title">{text.title}</h1>
        <p>{text.lead}</p>
        {body}
    }
}

fn row(visit: &Visit, line: &Line) -> impl IntoView + use<> {
    let text = visit.text().decision;
    let undecided = line
        .cases
        .iter()
        .filter(|case| Outcome::is_open_for(case.state))
        .count();
    let granted = || {
        line.cases
            .iter()
            .filter_map(|case| case.released)
            .filter(|(outcome, _)| outcome.is_adopted())
    };
    let adopted = granted().count();
    let sum = Yen::checked_sum(granted().map(|(_, amount)| amount)).map(|sum| yen(visit, sum));
    let budget = line
        .budget
        .map_or_else(|| text.no_budget.to_owned(), |budget| yen(visit, budget));
    let batches = line
        .batches
        .iter()
        .map(|BatchEntry { batch, .. }| {
            let href = visit.href(&batch_path(batch));
            view! { <li><a href=href>{batch_name(visit, batch)}</a> " " {batch_chip(visit, batch.state)}</li> }
        })
        .collect_view();
    let href = visit.href(&call_path(line.call.id));
    view! {
        <tr>
            <th scope="row"><a href=href>{line.call.title(visit.lang).to_owned()}</a></th>
            <td data-number="">{line.cases.len()}</td>
            <td data-number="">{undecided}</td>
            <td data-number="">{adopted}</td>
            <td data-number="">{budget}</td>
            <td data-number="">{sum}</td>
            <td><ul class="kj-prose">{batches}</ul></td>
        </tr>
    }
}
