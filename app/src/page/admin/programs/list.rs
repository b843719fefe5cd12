//! `/admin/programs`: what waits for the secretariat, the oldest first, with filters in the address (W31).

use axum::extract::State;
use axum::response::Response;
use domain::program::ReviewState;
use leptos::prelude::*;
use store::{ReviewFilter, ReviewLine, ReviewPage};

use super::require;
use crate::component::{
    Chip, ChipLook, Choice, EmptyState, Field, InputKind, InputWidth, Notice, NoticeTone, Pagination, Select,
    TextInput, plain_table,
};
use crate::document::{Head, respond};
use crate::text::life::LifeText;
use crate::{Failure, Site, Visit};

/// Programs on one page.
const PAGE: usize = 50;

#[derive(Clone)]
struct Page {
    filter: ReviewFilter,
    number: usize,
    found: ReviewPage,
    done: String,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    require(&visit)?;
    let pairs: Vec<(String, String)> = form_urlencoded::parse(visit.query.as_bytes()).into_owned().collect();
    let value = |name: &str| {
        let found = pairs.iter().find(|(named, _)| named == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    let days = domain::normalise::number(value("days")).ok();
    let filter = ReviewFilter {
        state: ReviewState::from_code(value("state")).unwrap_or(ReviewState::Waiting),
        words: value("q").chars().take(100).collect(),
        days: days.and_then(|days| u32::try_from(days).ok()),
    };
    let number = value("page").parse().unwrap_or(1_usize).max(1);
    let found = site.store.list_reviews(&filter, number, PAGE).await?;
    let page = Page {
        filter,
        number,
        found,
        done: value("done").to_owned(),
    };
    let title = LifeText::of(visit.lang).admin;
    let head = Head::new(title)
        .crumb(visit.text().admin.title, visit.href("/admin"))
        .here(title)
        .private();
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &page)).await
}

fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, LifeText::of(visit.lang));
    let done = match page.done.as_str() {
        "approved" => Some(text.approved),
        "planned" => Some(text.plan_done),
        "returned" => Some(text.sent_back),
        "suspended" => Some(text.suspend_done),
        "resumed" => Some(text.resume_done),
        _ => None,
    };
    let body = if page.found.lines.is_empty() {
        view! { <EmptyState title=text.admin_none>{text.admin_none_hint}</EmptyState> }.into_any()
    } else {
        table(visit, &page.found.lines)
    };
    let last = u32::try_from(page.found.total.div_ceil(PAGE)).unwrap_or(u32::MAX);
    let current = u32::try_from(page.number).unwrap_or(u32::MAX);
    let (shown, filter) = (visit.clone(), page.filter.clone());
    let href = move |number: u32| address(&shown, &filter, number);
    view! {
        {done.map(|title| view! { <Notice lang tone=NoticeTone::Success title announced=true /> })}
        <h1 class="kj-title" id="programs-title">{text.admin}</h1>
        <p>{text.admin_lead}</p>
        {filters(visit, &page.filter)}
        <p role="status">{(text.admin_found)(page.found.total)}</p>
        {body}
        <Pagination lang current last href />
    }
}

/// The address of a page of the list.
fn address(visit: &Visit, filter: &ReviewFilter, number: u32) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("state", filter.state.code());
    if !filter.words.is_empty() {
        query.append_pair("q", &filter.words);
    }
    if let Some(days) = filter.days {
        query.append_pair("days", &days.to_string());
    }
    if number > 1 {
        query.append_pair("page", &number.to_string());
    }
    visit.href(&format!("/admin/programs?{}", query.finish()))
}

fn filters(visit: &Visit, filter: &ReviewFilter) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, LifeText::of(visit.lang));
    let words = Field::new("q", text.admin_words).value(filter.words.clone());
    let state = Field::new("state", text.col_state).value(filter.state.code());
    let states = ReviewState::ALL
        .iter()
        .map(|it| Choice::new(it.code(), it.name(lang)))
        .collect::<Vec<_>>();
    let days = Field::new("days", text.admin_days)
        .hint(text.admin_days_hint)
        .value(filter.days.map(|days| days.to_string()).unwrap_or_default());
    view! {
        <form class="kj-form kj-filter-row" method="get" action=visit.href("/admin/programs") role="search">
            <TextInput lang field=words width=InputWidth::Full />
            <Select lang field=state choices=states prompt=false />
            <TextInput lang field=days kind=InputKind::Number width=InputWidth::Short />
            <p class="kj-actions">
                <button class="kj-button" data-tone="outline" type="submit">{text.admin_filter}</button>
                <a href=visit.href("/admin/programs")>{text.admin_clear}</a>
            </p>
        </form>
    }
}

fn table(visit: &Visit, lines: &[ReviewLine]) -> AnyView {
    let (lang, text) = (visit.lang, LifeText::of(visit.lang));
    let rows = lines
        .iter()
        .map(|line| {
            let href = visit.href(&format!("/admin/programs/{}", line.id));
            let title = if line.title.is_empty() {
                visit.text().my.untitled.to_owned()
            } else {
                line.title.clone()
            };
            let days = line.since.day_jst().days_until(visit.today);
            let planned = line.publish_at.map(|at| (text.planned)(&at.format_jst(lang)));
            view! {
                <tr>
                    <th scope="row"><a href=href>{title}</a></th>
                    <td>{line.owner.clone()}</td>
                    <td>{if line.is_change { text.kind_change } else { text.kind_new }}</td>
                    <td>
                        <time datetime=line.since.iso_jst()>{line.since.day_jst().short(lang)}</time>
                        " "
                        {(text.age)(days)}
                    </td>
                    <td><Chip look=ChipLook::of_listing(line.state, lang) />" "{planned}</td>
                </tr>
            }
        })
        .collect_view();
    plain_table(
        "programs-title",
        [
            text.col_title,
            text.col_owner,
            text.col_kind,
            text.col_since,
            text.col_state,
        ],
        rows,
    )
}
