//! `/results`: the fiscal years with their figures.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use domain::value::FiscalYear;
use leptos::prelude::*;
use store::CaseFigure;

use super::{Totals, adopted, year_path};
use crate::component::{EmptyState, plain_table};
use crate::document::{Head, respond};
use crate::text::call::yen;
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// When the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let years = adopted(&site).await?;
    let title = visit.text().result.public;
    let shown = visit.clone();
    respond(&site, &visit, Head::new(title).here(title), move || {
        view(&shown, &years)
    })
    .await
}

fn view(visit: &Visit, years: &BTreeMap<i32, Vec<CaseFigure>>) -> impl IntoView + use<> {
    let text = visit.text().result;
    let rows: Vec<_> = years
        .iter()
        .rev()
        .filter_map(|(year, figures)| Some(row(visit, FiscalYear::new(*year)?, figures)))
        .collect();
    let body = if rows.is_empty() {
        view! { <EmptyState title=text.public_none>{text.public_none_hint}</EmptyState> }.into_any()
    } else {
        let columns = [
            text.years,
            text.projects,
            text.societies,
            text.small_share,
            text.granted,
        ];
        plain_table("results-title", columns, rows)
    };
    view! {
        <h1 class="kj-title" id="results-title">{text.public}</h1>
        <p>{text.public_lead}</p>
        {body}
    }
}

fn row(visit: &Visit, year: FiscalYear, figures: &[CaseFigure]) -> AnyView {
    let totals = Totals::of(figures);
    let share = totals.small_share().map(|share| format!("{share}%"));
    let href = visit.href(&year_path(year));
    view! {
        <tr>
            <th scope="row"><a href=href>{year.long_name(visit.lang)}</a></th>
            <td data-number="">{totals.projects.to_string()}</td>
            <td data-number="">{totals.societies.to_string()}</td>
            <td data-number="">{share}</td>
            <td data-number="">{yen(visit.lang, totals.granted)}</td>
        </tr>
    }
    .into_any()
}
