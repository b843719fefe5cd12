//! `/results/{year}`: the adopted projects of a fiscal year with their figures.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::value::FiscalYear;
use leptos::prelude::*;
use store::CaseFigure;

use super::{LIST, Totals, adopted_in, call_title, year_path};
use crate::component::{Figure, Figures, plain_table};
use crate::document::{Head, respond};
use crate::text::call::yen;
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// 404 for a year in which nothing was adopted.
pub async fn get(State(site): State<Site>, visit: Visit, Path(year): Path<String>) -> Result<Response, Failure> {
    let (year, figures) = adopted_in(&site, &year).await?;
    let text = visit.text().result;
    let title = (text.year_title)(&year.long_name(visit.lang));
    let head = Head::new(&title).crumb(text.public, visit.href(LIST)).here(&title);
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, year, &figures, &title)).await
}

fn view(visit: &Visit, year: FiscalYear, found: &[CaseFigure], title: &str) -> impl IntoView + use<> {
    let text = visit.text().result;
    let totals = Totals::of(found);
    let mut figures = vec![
        Figure::new(text.projects, totals.projects.to_string(), text.unit_projects),
        Figure::new(text.societies, totals.societies.to_string(), text.unit_societies),
        Figure::new(text.granted, totals.granted.to_string(), text.unit_yen),
    ];
    let mut hint = None;
    if let Some(share) = totals.small_share() {
        figures.push(Figure::new(text.small_share, share, text.unit_percent));
        hint = Some((text.small_hint)(&format!("{} / {}", totals.small, totals.societies)));
    }
    let rows = found.iter().map(|figure| row(visit, figure)).collect_view();
    let columns = [
        text.project,
        text.lead,
        text.call,
        text.members,
        text.small,
        text.outcome,
        text.amount,
        text.period,
    ];
    let csv = visit.href(&format!("{}/results.csv", year_path(year)));
    let sjis = format!("{csv}?encoding=shift_jis");
    view! {
        <h1 class="kj-title">{title.to_owned()}</h1>
        <p>{text.year_lead}</p>
        <section class="kj-section" aria-labelledby="figures-title">
            <h2 class="kj-section__title" id="figures-title">{text.figures}</h2>
            <Figures figures />
            <p class="kj-note">{hint}</p>
        </section>
        <section class="kj-section">
            <h2 class="kj-section__title" id="projects-title">{text.list}</h2>
            {plain_table("projects-title", columns, rows)}
            <p class="kj-cluster"><a href=csv>{text.csv}</a> <a href=sjis>{text.csv_sjis}</a></p>
        </section>
    }
}

fn row(visit: &Visit, figure: &CaseFigure) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().result);
    let (title, lead) = if figure.publication {
        (figure.title.clone(), figure.lead_name.clone())
    } else {
        (text.withheld.to_owned(), text.withheld.to_owned())
    };
    let granted = figure.granted();
    let small = figure.societies.iter().filter(|society| society.is_small).count();
    let (from, to) = figure.period;
    view! {
        <tr>
            <th scope="row">{title}</th>
            <td>{lead}</td>
            <td>{call_title(visit, figure).to_owned()}</td>
            <td data-number="">{figure.societies.len().to_string()}</td>
            <td data-number="">{small.to_string()}</td>
            <td>{granted.map(|(outcome, _)| outcome.name(lang))}</td>
            <td data-number="">{granted.map(|(_, amount)| yen(lang, amount))}</td>
            <td>{format!("{}〜{}", from.short(lang), to.short(lang))}</td>
        </tr>
    }
}
