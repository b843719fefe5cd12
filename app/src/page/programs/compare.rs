//! `/programs/compare?id=…`: up to four programs side by side (W5). The address is the whole choice, so that it can be
//! shared; each one is taken out by a link.

use axum::extract::State;
use axum::response::Response;
use domain::Lang;
use domain::program::Listing;
use domain::value::ProgramId;
use leptos::prelude::*;

use super::find_listings;
use crate::component::{EmptyState, Notice, NoticeTone};
use crate::document::{Head, respond};
use crate::page::decision;
use crate::{Failure, Site, Visit, link};

/// Most programs side by side.
const MOST: usize = 4;

/// Shows the comparison.
///
/// # Errors
/// When the database fails. What cannot be read is left out.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let mut ids: Vec<ProgramId> = Vec::new();
    for (name, value) in form_urlencoded::parse(visit.query.as_bytes()) {
        if let Some(id) = value.parse().ok().filter(|id| name == "id" && !ids.contains(id)) {
            ids.push(id);
        }
    }
    let is_cut = ids.len() > MOST;
    ids.truncate(MOST);
    let listings = find_listings(&site, &visit, &ids).await?;
    let title = visit.text().decide.compare;
    let head = Head::new(title)
        .crumb(visit.text().site.nav_search, visit.href("/programs"))
        .here(title)
        .private();
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &listings, is_cut)).await
}

/// The address of a comparison of some of these without one.
fn without(visit: &Visit, listings: &[Listing], gone: ProgramId) -> String {
    let kept = listings.iter().map(|listing| listing.id).filter(|id| *id != gone);
    let query: Vec<String> = kept.map(|id| format!("id={id}")).collect();
    visit.href(&format!("/programs/compare?{}", query.join("&")))
}

fn view(visit: &Visit, listings: &[Listing], is_cut: bool) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().decide);
    let (search, to_search) = (visit.href("/programs"), visit.text().alert.to_search);
    let body = if listings.len() < 2 {
        view! {
            <EmptyState title=text.compare_few>
                <p>{text.compare_few_hint}</p>
                <p><a href=search>{to_search}</a></p>
            </EmptyState>
        }
        .into_any()
    } else {
        table(visit, listings)
    };
    view! {
        <h1 class="kj-title" id="compare-title">{text.compare}</h1>
        {is_cut.then(|| view! { <Notice lang tone=NoticeTone::Warning title=text.compare_many /> })}
        <p>{text.compare_lead}</p>
        {body}
    }
}

fn table(visit: &Visit, listings: &[Listing]) -> AnyView {
    let text = visit.text().decide;
    let written = (visit.lang != Lang::Ja).then_some("ja");
    let heads = listings
        .iter()
        .map(|listing| {
            let title = listing.content.title.clone();
            view! {
                <th scope="col" role="columnheader">
                    <a href=visit.href(&link::program(listing.id)) lang=written>{title.clone()}</a>
                    <p class="kj-compare__remove">
                        <a href=without(visit, listings, listing.id) aria-label=(text.compare_remove_of)(&title)>
                            {text.compare_remove}
                        </a>
                    </p>
                </th>
            }
        })
        .collect_view();
    let columns: Vec<Vec<decision::DecisionFact>> =
        listings.iter().map(|listing| decision::facts(visit, listing)).collect();
    let titles: Vec<String> = listings.iter().map(|listing| listing.content.title.clone()).collect();
    let labels: Vec<&'static str> = columns
        .first()
        .map(|facts| facts.iter().map(|(label, _)| *label).collect())
        .unwrap_or_default();
    let rows = labels
        .into_iter()
        .enumerate()
        .map(|(at, label)| {
            let values = columns
                .iter()
                .map(|facts| facts.get(at).map(|(_, value)| value.clone()));
            row(text, label, &titles, values.map(Option::unwrap_or_default).collect())
        })
        .collect_view();
    view! {
        <div class="kj-table-frame" tabindex="0" role="region" aria-labelledby="compare-title">
            <table class="kj-table kj-compare" role="table">
                <thead role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader">{text.compare_item}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A fact of all programs. On a phone each cell says whose it is, because the heading is far away.
fn row(text: &crate::text::decide::DecideText, label: &'static str, titles: &[String], values: Vec<String>) -> AnyView {
    let differs = values.windows(2).any(|pair| pair[0] != pair[1]);
    let mark = if differs {
        text.compare_differs
    } else {
        text.compare_same
    };
    let cells = titles
        .iter()
        .zip(values)
        .map(|(title, value)| {
            let value = if value.is_empty() { "—".to_owned() } else { value };
            view! {
                <td role="cell">
                    <span class="kj-compare__of" aria-hidden="true">{title.clone()}</span>
                    {value}
                </td>
            }
        })
        .collect_view();
    view! {
        <tr role="row" data-differs=differs.then_some("true")>
            <th scope="row" role="rowheader">
                {label}
                <span class="kj-compare__mark">{mark}</span>
            </th>
            {cells}
        </tr>
    }
    .into_any()
}
