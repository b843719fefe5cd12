//! `/admin/applications`: the queue of the office with its views, filters and columns in the address, a page at a time
//! (ADM-01), the lists that the visitor keeps, and the same list as files (ADM-09).

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use store::Refusal;

use super::queue::{Queue, VIEWS};
use super::saved::{self, Saved};
use super::{Entry, LIST, chooser, fill, load};
use crate::component::{EmptyState, ErrorSummary, FieldError, Notice, NoticeTone, Pagination, plain_table};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::page::paging::Paging;
use crate::{Failure, Site, Visit};

/// Applications on one page.
const PAGE: usize = 50;

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    show(&site, &visit, Saved::default()).await
}

/// Keeps the list of the address under a name, or keeps one no longer.
///
/// # Errors
/// As [`get`]; 409 for what is neither.
pub async fn post(State(site): State<Site>, visit: Visit, pairs: FormPairs) -> Result<Response, Failure> {
    super::require(&visit)?;
    let queue = Queue::of(&visit.query);
    let (store, actor) = (&site.store, &visit.actor);
    let done = match pairs.text("do") {
        "keep" => store.keep_view(actor, pairs.text("name"), &queue.query()).await,
        "drop" => {
            let id = pairs.text("view-id").parse().map_err(|_| Failure::NotFound)?;
            store.drop_view(actor, id).await
        }
        _ => Err(Refusal::NotNow),
    };
    match done {
        Ok(()) => {
            let query = queue.query();
            let mark = if query.is_empty() { "" } else { "&" };
            Ok(Redirect::to(&visit.href(&format!("{LIST}?{query}{mark}done"))).into_response())
        }
        Err(Refusal::Problems(problems)) => {
            let saved = Saved {
                typed: pairs,
                problems,
                ..Saved::default()
            };
            show(&site, &visit, saved).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// What stands on the page.
struct Page {
    queue: Queue,
    /// Everything, for counts and choices.
    found: Vec<Entry>,
    /// How many the address asks for.
    total: usize,
    paging: Paging,
    /// Those of them on this page.
    shown: Vec<Entry>,
    saved: Saved,
}

async fn show(site: &Site, visit: &Visit, mut saved: Saved) -> Result<Response, Failure> {
    if let Some(user) = visit.user() {
        saved.views = site.store.list_saved_views(user.id).await?;
    }
    let queue = Queue::of(&visit.query);
    let is_search = queue.is_search() || saved.views.iter().any(|view| Queue::of(&view.query).is_search());
    let found = load(site, visit, is_search).await?;
    let wanted = queue.apply(visit, &found);
    let (total, paging) = (wanted.len(), Paging::of(&visit.query, wanted.len(), PAGE));
    let shown = fill(site, wanted.get(paging.range()).unwrap_or_default()).await?;
    let text = visit.text();
    let head = Head::new(text.intake.title)
        .crumb(text.admin.title, visit.href("/admin"))
        .here(text.intake.title)
        .private()
        .refused_if(!saved.problems.is_empty());
    let page = Page {
        queue,
        found,
        total,
        paging,
        shown,
        saved,
    };
    let (visitor, page) = (visit.clone(), Arc::new(page));
    respond(site, visit, head, move || view(&visitor, &page)).await
}

fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().intake);
    let (queue, found, saved) = (&page.queue, &page.found, &page.saved);
    let is_done = form_urlencoded::parse(visit.query.as_bytes()).any(|(name, _)| name == "done");
    let done = is_done.then(|| view! { <Notice lang tone=NoticeTone::Success title=text.done announced=true /> });
    let errors = saved::error(visit, &saved.problems)
        .map(|words| FieldError::new("name", words))
        .into_iter()
        .collect();
    let body = if page.shown.is_empty() {
        view! { <EmptyState title=text.none>{text.none_hint}</EmptyState> }.into_any()
    } else {
        table(visit, page)
    };
    let Paging { current, last, .. } = page.paging;
    let (visitor, here) = (visit.clone(), queue.clone());
    let href = move |number: u32| here.page_href(&visitor, number);
    view! {
        <ErrorSummary lang errors />
        {done}
        <h1 class="kj-title" id="applications-title">{text.title}</h1>
        <p>{text.lead}</p>
        {tabs(visit, queue, found)}
        {chooser::form(visit, queue, found)}
        <p role="status">{(text.found)(page.total)}</p>
        {body}
        <Pagination lang current last href />
        {outputs(visit, queue)}
        {saved::section(visit, queue, found, saved)}
    }
}

fn tabs(visit: &Visit, queue: &Queue, found: &[Entry]) -> impl IntoView + use<> {
    let text = visit.text().intake;
    let tabs = VIEWS
        .iter()
        .enumerate()
        .map(|(at, (_, name, belongs))| {
            let count = found.iter().filter(|one| belongs(visit, one)).count();
            let href = queue.with_view(at).href(visit, LIST);
            let current = (at == queue.view).then_some("page");
            view! {
                <li>
                    <a class="kj-tabs__tab" href=href aria-current=current>{format!("{} ({count})", name(text))}</a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="kj-tabs" aria-label=text.views>
            <ul class="kj-tabs__list">{tabs}</ul>
        </nav>
    }
}

fn table(visit: &Visit, page: &Page) -> AnyView {
    let text = visit.text().intake;
    let columns = &page.queue.columns;
    let heads = std::iter::once(text.application).chain(columns.iter().map(|column| column.name(text)));
    let rows = page.shown.iter().map(|entry| {
        let href = visit.href(&format!("{LIST}/{}", entry.line.id));
        let cells = columns.iter().map(|column| column.cell(visit, entry)).collect_view();
        view! {
            <tr>
                <th scope="row"><a href=href>{entry.detail.title.clone()}</a></th>
                {cells}
            </tr>
        }
    });
    plain_table("applications-title", heads, rows.collect_view())
}

/// The same list as files.
fn outputs(visit: &Visit, queue: &Queue) -> impl IntoView + use<> {
    let text = visit.text().joining;
    let csv = queue.href(visit, &format!("{LIST}.csv"));
    let mark = if csv.contains('?') { "&" } else { "?" };
    let links = [
        (csv.clone(), text.csv),
        (format!("{csv}{mark}encoding=shift_jis"), text.csv_sjis),
        (queue.href(visit, &format!("{LIST}.xlsx")), text.xlsx),
    ]
    .into_iter()
    .map(|(href, label)| view! { <a href=href>{label}</a>" " })
    .collect_view();
    view! { <p class="kj-actions">{links}</p> }
}
