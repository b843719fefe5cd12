//! `/admin/organizations`: registrations that wait, then every organisation with filters and pages (ADM-12, W32).

use axum::extract::State;
use axum::response::Response;
use domain::code::{OrganisationKind, OrganisationStatus, Prefecture};
use domain::organisation::registration::Review;
use leptos::prelude::*;
use store::{OrganisationFilter, OrganisationLine, OrganisationPage, Registration};

use super::require;
use crate::component::{
    Choice, EmptyState, Field, InputWidth, Notice, NoticeTone, Pagination, Select, TextInput, plain_table,
};
use crate::document::{Head, respond};
use crate::text::profile_field::field as words_of;
use crate::{Failure, Site, Visit};

/// Organisations on one page.
const PAGE: usize = 50;

#[derive(Clone)]
struct Page {
    filter: OrganisationFilter,
    number: usize,
    found: OrganisationPage,
    waiting: Vec<(Registration, Review)>,
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
    let filter = OrganisationFilter {
        words: value("q").chars().take(100).collect(),
        kind: OrganisationKind::from_code(value("kind")),
        pref: Prefecture::from_code(value("pref")),
        status: OrganisationStatus::from_code(value("status")),
    };
    let number = value("page").parse().unwrap_or(1_usize).max(1);
    let found = site.store.list_organisations(&filter, number, PAGE).await?;
    let mut waiting = Vec::new();
    for registration in site.store.list_waiting_registrations().await? {
        let review = site.store.review_registration(&registration).await?;
        waiting.push((registration, review));
    }
    let page = Page {
        filter,
        number,
        found,
        waiting,
        done: value("done").to_owned(),
    };
    let text = visit.text();
    let head = Head::new(text.organisation_admin.title)
        .crumb(text.admin.title, visit.href("/admin"))
        .here(text.organisation_admin.title)
        .private();
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &page)).await
}

fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().organisation_admin);
    let done = match page.done.as_str() {
        "approved" => Some(text.approved),
        "declined" => Some(text.declined),
        _ => None,
    };
    let waiting = if page.waiting.is_empty() {
        view! { <p>{text.waiting_none}</p> }.into_any()
    } else {
        waiting_table(visit, &page.waiting)
    };
    let found = if page.found.lines.is_empty() {
        view! { <EmptyState title=text.none>{text.none_hint}</EmptyState> }.into_any()
    } else {
        organisations_table(visit, &page.found.lines)
    };
    let last = u32::try_from(page.found.total.div_ceil(PAGE)).unwrap_or(u32::MAX);
    let current = u32::try_from(page.number).unwrap_or(u32::MAX);
    let (shown, filter) = (visit.clone(), page.filter.clone());
    let href = move |number: u32| address(&shown, &filter, number);
    view! {
        {done.map(|title| view! { <Notice lang tone=NoticeTone::Success title announced=true /> })}
        <h1 class="kj-title">{text.title}</h1>
        <p>{text.lead}</p>
        <section class="kj-section">
            <h2 class="kj-section__title" id="waiting-title">{text.waiting}</h2>
            {waiting}
        </section>
        <section class="kj-section">
            <h2 class="kj-section__title" id="all-title">{text.all}</h2>
            <p><a href=visit.href("/admin/organizations/import")>{text.import}</a></p>
            {filters(visit, &page.filter)}
            <p role="status">{(text.found)(&page.found.total.to_string())}</p>
            {found}
            <Pagination lang current last href />
        </section>
    }
}

/// The address of a page of the list.
fn address(visit: &Visit, filter: &OrganisationFilter, number: u32) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if !filter.words.is_empty() {
        query.append_pair("q", &filter.words);
    }
    for (name, code) in [
        ("kind", filter.kind.map(OrganisationKind::code)),
        ("pref", filter.pref.map(Prefecture::code)),
        ("status", filter.status.map(OrganisationStatus::code)),
    ] {
        if let Some(code) = code {
            query.append_pair(name, code);
        }
    }
    if number > 1 {
        query.append_pair("page", &number.to_string());
    }
    visit.href(&format!("/admin/organizations?{}", query.finish()))
}

fn filters(visit: &Visit, filter: &OrganisationFilter) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().organisation_admin);
    let choices = |entries: Vec<(&'static str, &'static str)>| {
        let any = std::iter::once(Choice::new("", text.any));
        any.chain(entries.into_iter().map(|(code, name)| Choice::new(code, name)))
            .collect::<Vec<_>>()
    };
    let words = Field::new("q", text.words)
        .hint(text.words_hint)
        .value(filter.words.clone());
    let kind = Field::new("kind", text.col_kind).value(filter.kind.map(OrganisationKind::code).unwrap_or_default());
    let kinds = choices(
        OrganisationKind::ALL
            .iter()
            .map(|it| (it.code(), it.name(lang)))
            .collect(),
    );
    let pref = Field::new("pref", text.col_pref).value(filter.pref.map(Prefecture::code).unwrap_or_default());
    let prefs = choices(Prefecture::ALL.iter().map(|it| (it.code(), it.name(lang))).collect());
    let status =
        Field::new("status", text.col_status).value(filter.status.map(OrganisationStatus::code).unwrap_or_default());
    let statuses = choices(
        OrganisationStatus::ALL
            .iter()
            .map(|it| (it.code(), it.name(lang)))
            .collect(),
    );
    view! {
        <form class="kj-form kj-filter-row" method="get" action=visit.href("/admin/organizations") role="search">
            <TextInput lang field=words width=InputWidth::Full />
            <Select lang field=kind choices=kinds prompt=false />
            <Select lang field=pref choices=prefs prompt=false />
            <Select lang field=status choices=statuses prompt=false />
            <p class="kj-actions">
                <button class="kj-button" data-tone="outline" type="submit">{text.filter}</button>
                <a href=visit.href("/admin/organizations")>{text.clear}</a>
            </p>
        </form>
    }
}

fn organisations_table(visit: &Visit, lines: &[OrganisationLine]) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().organisation_admin);
    let rows = lines
        .iter()
        .map(|line| {
            let href = visit.href(&format!("/admin/organizations/{}", line.id));
            let members = line.members.map(|count| count.to_string()).unwrap_or_default();
            view! {
                <tr>
                    <th scope="row"><a href=href>{line.name.clone()}</a></th>
                    <td>{line.kind.name(lang)}</td>
                    <td>{line.number.clone().unwrap_or_default()}</td>
                    <td>{line.pref.name(lang)}</td>
                    <td>{members}</td>
                    <td>{line.status.name(lang)}</td>
                </tr>
            }
        })
        .collect_view();
    plain_table(
        "all-title",
        [
            text.col_name,
            text.col_kind,
            text.col_number,
            text.col_pref,
            text.col_members,
            text.col_status,
        ],
        rows,
    )
}

fn waiting_table(visit: &Visit, waiting: &[(Registration, Review)]) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().organisation_admin);
    let rows = waiting
        .iter()
        .map(|(registration, review)| {
            let href = visit.href(&format!("/admin/organizations/registrations/{}", registration.id));
            let facts = &registration.facts;
            let received = registration.confirmed_at.unwrap_or(registration.created_at);
            let checks = if review.is_clear() {
                text.checks_clear
            } else {
                text.checks_open
            };
            view! {
                <tr>
                    <th scope="row"><a href=href>{facts.name.clone()}</a></th>
                    <td>{facts.kind.name(lang)}</td>
                    <td>{facts.number.as_ref().map(ToString::to_string).unwrap_or_default()}</td>
                    <td>{facts.contact_name.clone()}</td>
                    <td>{received.format_jst(lang)}</td>
                    <td>{checks}</td>
                </tr>
            }
        })
        .collect_view();
    plain_table(
        "waiting-title",
        [
            text.col_name,
            text.col_kind,
            words_of(lang, "number").label,
            text.col_contact,
            text.col_received,
            text.col_checks,
        ],
        rows,
    )
}
