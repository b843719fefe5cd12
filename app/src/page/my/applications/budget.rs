//! `/my/applications/{id}/budget`: the budget (W17, ux §7.6): lines, funding, shares, totals with their rounding, what the
//! check found; rows pasted from a spreadsheet, and the whole as a workbook.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use domain::application::{Section, Table};
use domain::rows::row_field;
use http::HeaderMap;
use leptos::prelude::*;

use super::control::single;
use super::save::{Posted, save};
use super::section::{Page, asked, form, go_on, open, status, top};
use super::{Checked, check_now, foot, head, lines, paste, workbook};
use crate::component::{Notice, NoticeTone};
use crate::document::respond;
use crate::page::FormPairs;
use crate::text::application_field as words;
use crate::{Failure, Site, Visit};

/// Shows the budget.
///
/// # Errors
/// Leads to the sign-in page; 403; 404 for what is not the visitor's; 409 when it cannot be edited.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let page = open(&site, &visit, &id, Section::Budget.code()).await?;
    show(&site, &visit, page, None).await
}

/// Saves it, then goes on; pasted rows come behind the others. An autosave answers in JSON.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    headers: HeaderMap,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    if visit.query == paste::QUERY {
        return paste::post(&site, &visit, &id, &pairs).await;
    }
    match save(&site, &visit, &id, Section::Budget.code(), (&headers, &pairs)).await? {
        Posted::Answered(answer) => Ok(*answer),
        Posted::Changed(both) => {
            let page = open(&site, &visit, &id, Section::Budget.code()).await?;
            let (whole, form) = *both;
            let page = Page {
                whole,
                form,
                refused: true,
                ..page
            };
            show(&site, &visit, page, None).await
        }
        Posted::Stored => {
            let page = open(&site, &visit, &id, Section::Budget.code()).await?;
            match go_on(&site, &visit, &page).await? {
                Some(answer) => Ok(answer),
                None => show(&site, &visit, page, None).await,
            }
        }
    }
}

/// Shows the page, with what is wrong with an uploaded workbook.
pub(super) async fn show(
    site: &Site,
    visit: &Visit,
    page: Page,
    wrong_file: Option<&'static str>,
) -> Result<Response, Failure> {
    let checked = Arc::new(check_now(site, visit, &page.whole).await?);
    let name = words::section(visit.lang, Section::Budget).0;
    let status = if wrong_file.is_some() {
        http::StatusCode::UNPROCESSABLE_ENTITY
    } else {
        status(&page)
    };
    let head = head(visit, &page.whole, Some(name))
        .refused_if(!page.problems.is_empty() || wrong_file.is_some())
        .status(status);
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &page, &checked, wrong_file)).await
}

fn view(visit: &Visit, page: &Page, checked: &Checked, wrong_file: Option<&'static str>) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().application);
    let action = page.action(visit);
    let items = &page.whole.call.call.costs.items;
    let (head_fields, money): (Vec<_>, Vec<_>) = Section::Budget
        .fields()
        .iter()
        .copied()
        .partition(|name| !name.starts_with("funding_"));
    let fields = |names: Vec<&'static str>| {
        names
            .into_iter()
            .map(|name| {
                view! {
                    {asked(visit, page, name)}
                    {single(visit, name, page.form.text(name), &page.problems)}
                }
            })
            .collect_view()
    };
    let more = page.more == Some(Table::Lines);
    let inner = view! {
        {fields(head_fields)}
        {asked(visit, page, Table::Lines.name())}
        {lines::view(visit, &page.form, items, (&action, more), &page.problems)}
        <section class="kj-section">
            <h2 class="kj-section__title">{text.funding}</h2>
            {fields(money)}
        </section>
        {shares(visit, page)}
    }
    .into_any();
    let outcome = match visit.query.as_str() {
        "pasted" | "read" => Some(view! { <Notice lang tone=NoticeTone::Success title=text.done announced=true /> }),
        _ => None,
    };
    view! {
        <div class="kj-form-page" data-wide="true">
            {outcome}
            {top(visit, page)}
            {form(visit, page, inner)}
            {foot::view(visit, &page.whole, checked)}
            {paste::view(visit, page)}
            {workbook::view(visit, page, wrong_file)}
        </div>
    }
}

/// A row for each society of the consortium; who they are is not typed.
fn shares(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().application);
    let table = Table::Shares;
    let rows = page
        .form
        .shares
        .iter()
        .enumerate()
        .map(|(at, share)| {
            let (id, yen) = (
                row_field(table.name(), at + 1, "organisation"),
                row_field(table.name(), at + 1, "yen"),
            );
            let name = share.organisation.parse().ok();
            let name = name.and_then(|society| page.whole.consortium.place(society));
            let name = name.map_or_else(|| share.organisation.clone(), |place| place.name.clone());
            let found = page
                .problems
                .for_field(&yen)
                .next()
                .map(|found| words::problem(lang, found));
            let error_id = format!("{yen}-error");
            let described = found.as_ref().map(|_| error_id.clone());
            let invalid = found.as_ref().map(|_| "true");
            let error = found.map(|found| view! { <p class="kj-field__error" id=error_id>"＊"{found}</p> });
            let label = format!("{name} {}", words::column(lang, table, "yen").label);
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td>
                        <input type="hidden" name=id value=share.organisation.clone() />
                        <input
                            class="kj-input"
                            type="text"
                            inputmode="numeric"
                            data-width="medium"
                            id=yen.clone()
                            name=yen
                            value=share.yen.clone()
                            aria-label=label
                            aria-describedby=described
                            aria-invalid=invalid
                        />
                        {error}
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="share-title">{text.shares}</h2>
            {crate::component::plain_table(
                "share-title",
                [words::column(lang, table, "organisation").label, words::column(lang, table, "yen").label],
                rows,
            )}
        </section>
    }
}
