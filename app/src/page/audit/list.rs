//! The list of audit rows with its filters, and the export of what it shows.

use axum::response::{IntoResponse, Response};
use domain::audit::Deed;
use http::header;
use leptos::prelude::*;
use store::AuditRow;

use super::query::AuditQuery;
use super::{Scope, cell, csv};
use crate::component::{Choice, EmptyState, Field, InputWidth, Select, TextInput};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::text::audit::{SUBJECTS, subject};
use crate::{Failure, Site, Visit};

/// Rows of one page.
const ROWS: u64 = 50;

/// Shows the newest rows that match, or those below a number.
///
/// # Errors
/// When the database fails.
pub async fn show_list(site: &Site, visit: &Visit, scope: Scope) -> Result<Response, Failure> {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(visit.query.as_bytes()).into_owned().collect();
    let query = AuditQuery::read(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let mut rows = site
        .store
        .list_audit(&query.filter(&scope), query.before, ROWS + 1)
        .await?;
    let has_more = rows.len() > usize::try_from(ROWS).unwrap_or(usize::MAX);
    rows.truncate(usize::try_from(ROWS).unwrap_or(usize::MAX));
    let head = head(visit, &scope).here(scope.title(visit)).private();
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &scope, &query, &rows, has_more)).await
}

/// Answers the rows that match as CSV, and records that.
///
/// # Errors
/// When the database fails.
pub async fn export(site: &Site, visit: &Visit, scope: &Scope, pairs: &FormPairs) -> Result<Response, Failure> {
    let query = AuditQuery::read(pairs.iter());
    let rows = site.store.export_audit(&visit.actor, &query.filter(scope)).await?;
    let file = csv::write(visit.lang, &rows)?;
    let name = format!("attachment; filename=\"audit-{}.csv\"", visit.today.iso());
    let headers = [
        (
            header::CONTENT_TYPE,
            "text/csv; charset=utf-8; header=present".to_owned(),
        ),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, file).into_response())
}

/// The way to a page of the log.
pub(super) fn head(visit: &Visit, scope: &Scope) -> Head {
    let head = Head::new(scope.title(visit));
    match scope {
        Scope::Portal(_) => head.crumb(visit.text().admin.title, visit.href("/admin")),
        Scope::Organisation(..) => head.crumb(visit.text().site.nav_my, visit.href("/my")),
    }
}

fn view(visit: &Visit, scope: &Scope, query: &AuditQuery, rows: &[AuditRow], has_more: bool) -> impl IntoView + use<> {
    let text = visit.text().audit;
    let lead = match scope {
        Scope::Portal(_) => text.lead.to_owned(),
        Scope::Organisation(_, name) => (text.lead_own)(name),
    };
    let older = rows.last().filter(|_| has_more).map(|row| {
        let href = visit.href(&query.href(scope, Some(row.seq)));
        view! { <a class="kj-button" data-tone="outline" href=href>{text.older}</a> }
    });
    let newest = query.before.map(|_| {
        let href = visit.href(&query.href(scope, None));
        view! { <a class="kj-button" data-tone="outline" href=href>{text.newest}</a> }
    });
    let body = if rows.is_empty() {
        view! { <EmptyState title=text.none>{text.none_hint}</EmptyState> }.into_any()
    } else {
        table(visit, scope, rows)
    };
    view! {
        <h1 class="kj-title">{scope.title(visit)}</h1>
        <p>{lead}</p>
        {filters(visit, scope, query)}
        <section class="kj-section">
            <h2 class="kj-section__title" id="rows-title">{text.rows}</h2>
            {body}
            <p class="kj-actions">{newest} " " {older}</p>
            {export_form(visit, scope, query)}
        </section>
    }
}

fn filters(visit: &Visit, scope: &Scope, query: &AuditQuery) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().audit);
    let day = |name: &'static str, label: &'static str, typed: &str| {
        let error = AuditQuery::wrong_day(typed).then(|| text.day_wrong.to_owned());
        Field::new(name, label).hint(text.day_hint).value(typed).error(error)
    };
    let deeds = Deed::ALL
        .iter()
        .map(|deed| Choice::new(deed.code(), deed.name(lang)))
        .collect::<Vec<_>>();
    let kinds = SUBJECTS
        .iter()
        .map(|(code, ..)| Choice::new(*code, subject(lang, code)))
        .collect::<Vec<_>>();
    let who = Field::new("who", text.who).hint(text.who_hint).value(query.who.clone());
    let address = Field::new("address", text.address)
        .hint(text.address_hint)
        .value(query.address.clone());
    view! {
        <section class="kj-section" aria-labelledby="filters-title">
            <h2 class="kj-section__title" id="filters-title">{text.filters}</h2>
            <form class="kj-filters" method="get" action=visit.href(scope.path())>
                <TextInput lang field=day("from", text.from, &query.from) width=InputWidth::Medium />
                <TextInput lang field=day("to", text.to, &query.to) width=InputWidth::Medium />
                <TextInput lang field=who width=InputWidth::Medium />
                <TextInput lang field=address width=InputWidth::Medium />
                <Select lang field=Field::new("deed", text.deed).value(query.deed.clone()) choices=deeds />
                <Select lang field=Field::new("subject", text.subject).value(query.subject.clone()) choices=kinds />
                <TextInput lang field=Field::new("id", text.id).value(query.id.clone()) width=InputWidth::Medium />
                <p class="kj-filters__actions">
                    <button class="kj-button" data-tone="primary" type="submit">{text.show}</button>
                    <a class="kj-button" data-tone="outline" href=visit.href(scope.path())>{text.clear}</a>
                </p>
            </form>
        </section>
    }
}

fn export_form(visit: &Visit, scope: &Scope, query: &AuditQuery) -> impl IntoView + use<> {
    let text = visit.text().audit;
    let hidden = query
        .pairs()
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value.to_owned() /> })
        .collect_view();
    view! {
        <form method="post" action=visit.href(scope.path())>
            {hidden}
            <p class="kj-note" id="export-hint">{text.export_hint}</p>
            <button class="kj-button" data-tone="outline" type="submit" aria-describedby="export-hint">
                {text.export}
            </button>
        </form>
    }
}

fn table(visit: &Visit, scope: &Scope, rows: &[AuditRow]) -> AnyView {
    let text = visit.text().audit;
    let is_whole = matches!(scope, Scope::Portal(_));
    let rows = rows.iter().map(|row| line(visit, scope, row, is_whole)).collect_view();
    view! {
        <div class="kj-table-frame" tabindex="0" role="region" aria-labelledby="rows-title">
            <table class="kj-table">
                <thead>
                    <tr>
                        <th scope="col">{text.number}</th>
                        <th scope="col">{text.at}</th>
                        <th scope="col">{text.who}</th>
                        <th scope="col">{text.deed}</th>
                        <th scope="col">{text.subject}</th>
                        {is_whole.then(|| view! { <th scope="col">{text.organisation}</th> })}
                        <th scope="col">{text.address}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(visit: &Visit, scope: &Scope, row: &AuditRow, is_whole: bool) -> impl IntoView + use<> {
    let lang = visit.lang;
    let href = visit.href(&format!("{}/{}", scope.path(), row.seq));
    view! {
        <tr>
            <td data-number="">
                <a href=href aria-label=(visit.text().audit.detail_of)(row.seq)>{row.seq}</a>
            </td>
            <td>
                <time datetime=row.at.iso_jst()>{row.at.format_jst(lang)}</time>
            </td>
            <td>{cell::actor(lang, row)}</td>
            <td>{cell::deed(lang, &row.deed)}</td>
            <td>{cell::about(lang, row)}</td>
            {is_whole.then(|| view! { <td>{cell::organisation(row)}</td> })}
            <td>{row.address.clone()}</td>
        </tr>
    }
}
