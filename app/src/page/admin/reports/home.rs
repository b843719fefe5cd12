//! `/admin/reports`: every report as a chart, with its table and the way to its CSV; `?call=` chooses one call.

use axum::extract::State;
use axum::response::Response;
use leptos::prelude::*;

use super::count::Report;
use super::{HERE, Loaded, load};
use crate::component::{BarChart, Choice, EmptyState, Field, Select};
use crate::document::{Head, respond};
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403; 404 for a call that does not exist.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let loaded = load(&site, &visit).await?;
    let text = visit.text();
    let head = Head::new(text.report.title)
        .crumb(text.admin.title, visit.href("/admin"))
        .here(text.report.title)
        .private();
    let (shown, loaded) = (visit.clone(), std::sync::Arc::new(loaded));
    respond(&site, &visit, head, move || view(&shown, &loaded)).await
}

fn view(visit: &Visit, loaded: &Loaded) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().report);
    let chosen = loaded.chosen.map(|id| id.to_string()).unwrap_or_default();
    let mut choices = vec![Choice::new("", text.all_calls)];
    choices.extend(
        loaded
            .calls
            .iter()
            .map(|call| Choice::new(call.id.to_string(), call.title(lang))),
    );
    let field = Field::new("call", text.call).value(chosen);
    let body = if loaded.is_empty {
        view! { <EmptyState title=text.none>{text.none_hint}</EmptyState> }.into_any()
    } else {
        loaded
            .reports
            .iter()
            .filter(|report| !report.bars.is_empty())
            .map(|report| section(visit, loaded, report))
            .collect_view()
            .into_any()
    };
    view! {
        <h1 class="kj-title">{text.title}</h1>
        <p>{text.lead}</p>
        <form class="kj-form" method="get" action=visit.href(HERE)>
            <Select lang field choices prompt=false />
            <p><button class="kj-button" data-tone="outline" type="submit">{text.show}</button></p>
        </form>
        {body}
    }
}

fn section(visit: &Visit, loaded: &Loaded, report: &Report) -> impl IntoView + use<> {
    let text = visit.text().report;
    let rows = report
        .bars
        .iter()
        .map(|bar| {
            view! {
                <tr>
                    <th scope="row">{bar.label.clone()}</th>
                    <td data-number="">{bar.words.clone()}</td>
                </tr>
            }
        })
        .collect_view();
    let call = loaded.chosen.map(|id| format!("call={id}")).unwrap_or_default();
    let csv = visit.href(&format!("{HERE}/{}.csv?{call}", report.code));
    let sjis = format!("{csv}&encoding=shift_jis");
    let label = format!("{} {}", report.title, text.table);
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id=report.title_id>{report.title}</h2>
            <BarChart id=report.code labelled_by=report.title_id bars=report.bars.clone() />
            <details class="kj-disclosure">
                <summary class="kj-disclosure__summary">{text.table}</summary>
                <div class="kj-table-frame" tabindex="0" role="region" aria-label=label>
                    <table class="kj-table">
                        <thead>
                            <tr>
                                <th scope="col">{text.what}</th>
                                <th scope="col">{text.figure}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </details>
            <p class="kj-cluster"><a href=csv>{text.csv}</a> <a href=sjis>{text.csv_sjis}</a></p>
        </section>
    }
}
