//! `/my/grants/{id}`: a grant at a glance: what is due next and until when, its money, its papers, its history.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use domain::grant_case::{ChangeState, GrantState, GrantStep, ReportKind, ReportState};
use domain::permit::Action;
use leptos::prelude::*;
use store::{GrantEvent, StoredAsset, StoredChange, StoredGrant, StoredReport};

use super::{get_grant, head, may, path};
use crate::component::{Notice, NoticeTone};
use crate::document::respond;
use crate::page::grant;
use crate::{Failure, Site, Visit};

struct Page {
    whole: StoredGrant,
    events: Vec<GrantEvent>,
    reports: Vec<StoredReport>,
    changes: Vec<StoredChange>,
    assets: Vec<StoredAsset>,
    has_fonts: bool,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let whole = get_grant(&site, &visit, &id).await?;
    let page = Arc::new(Page {
        events: site.store.list_grant_events(whole.id).await?,
        reports: site.store.list_grant_reports(whole.id).await?,
        changes: site.store.list_grant_changes(whole.id).await?,
        assets: site.store.list_grant_assets(whole.id).await?,
        has_fonts: site.fonts.is_some(),
        whole,
    });
    let head = head(&visit, &page.whole, None);
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &page)).await
}

fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text, whole) = (visit.lang, visit.text().grant, &page.whole);
    let done = (visit.query == "done")
        .then(|| view! { <Notice lang tone=NoticeTone::Success title=text.done announced=true /> });
    let base = path(whole.id);
    let costs = (!whole.file.plan.items.is_empty()).then(|| {
        view! {
            <section class="kj-section">
                <h2 class="kj-section__title">{text.costs}</h2>
                {grant::cost_table(visit, &whole.file.plan)}
            </section>
        }
    });
    let assets = (!page.assets.is_empty()).then(|| {
        view! {
            <section class="kj-section">
                <h2 class="kj-section__title">{text.assets}</h2>
                {grant::asset_table(visit, &page.assets, |_| ().into_any())}
            </section>
        }
    });
    view! {
        {done}
        {grant::heading(visit, whole, &whole.file.title)}
        {grant::facts(visit, whole)}
        {page.reports.iter().filter_map(|report| to_report(visit, whole, report)).collect_view()}
        {ways(visit, page)}
        {grant::money(visit, whole)}
        {grant::decisions(visit, &base, &page.events, page.has_fonts)}
        {page.reports.iter().filter_map(|report| self::report(visit, whole, report)).collect_view()}
        {page.changes.iter().map(|change| self::change(visit, whole, change)).collect_view()}
        {costs}
        {assets}
        {grant::history(visit, &page.events)}
    }
}

/// Everything that can be done now, the next step first.
fn ways(visit: &Visit, page: &Page) -> Option<AnyView> {
    let (lang, text, whole) = (visit.lang, visit.text().grant, &page.whole);
    let here = path(whole.id);
    let exists = |step: GrantStep| whole.state().next(step).is_some();
    let (edits, submits) = (
        may(visit, whole, Action::EditGrant),
        may(visit, whole, Action::SubmitGrant),
    );
    let state = whole.state();
    let running = matches!(state, GrantState::Executing | GrantState::Suspended);
    let in_window = whole.withdraw_until.is_none_or(|until| visit.today <= until);
    let fixed = whole
        .case
        .ledger()
        .fixed()
        .is_some_and(|fixed| fixed > domain::value::Yen::ZERO);
    let after = matches!(
        state,
        GrantState::AmountFixed
            | GrantState::Settling
            | GrantState::ReturnPaid
            | GrantState::Closed
            | GrantState::Retention
    );
    let kind = |kind: ReportKind, open: bool| (format!("reports/{}", kind.code()), kind.name(lang), open && edits);
    let ways: Vec<_> = [
        (
            "apply".to_owned(),
            text.apply,
            matches!(state, GrantState::Draft | GrantState::Returned) && edits,
        ),
        ("step/start".to_owned(), text.begin, exists(GrantStep::Start) && edits),
        kind(
            ReportKind::Result,
            matches!(state, GrantState::ReportDue | GrantState::ReportReturned),
        ),
        kind(ReportKind::Payment, state == GrantState::ReturnOrdered),
        kind(
            ReportKind::Advance,
            state == GrantState::Executing && whole.call.call.money.advance,
        ),
        kind(ReportKind::Status, running),
        kind(ReportKind::Tax, fixed && after),
        ("change".to_owned(), text.ask_change, running && submits),
        (
            "assets".to_owned(),
            text.assets,
            state.is_decided() && state != GrantState::Decided && edits,
        ),
        (
            "step/complete".to_owned(),
            text.complete,
            exists(GrantStep::Complete) && submits,
        ),
        (
            "step/withdraw".to_owned(),
            text.withdraw,
            exists(GrantStep::Withdraw) && in_window && submits,
        ),
    ]
    .into_iter()
    .filter(|(.., open)| *open)
    .collect();
    if ways.is_empty() {
        return None;
    }
    let links = ways
        .into_iter()
        .enumerate()
        .map(|(at, (page, label, _))| {
            let href = visit.href(&format!("{here}/{page}"));
            let tone = if at == 0 { "primary" } else { "outline" };
            view! { <a class="kj-button" data-tone=tone href=href>{label}</a> }
        })
        .collect_view();
    Some(
        view! {
            <section class="kj-section">
                <h2 class="kj-section__title">{text.ways}</h2>
                <p class="kj-actions">{links}</p>
            </section>
        }
        .into_any(),
    )
}

/// A status report that the office asked for: something to do until it is taken in.
fn to_report(visit: &Visit, whole: &StoredGrant, report: &StoredReport) -> Option<AnyView> {
    let (lang, text) = (visit.lang, visit.text().grant);
    let is_open = report.due.is_some() && report.state != ReportState::Taken && whole.takes(report.kind);
    if report.kind != ReportKind::Status || !is_open {
        return None;
    }
    let is_written = report.state.is_editable();
    let (tone, title) = if is_written {
        (NoticeTone::Warning, text.asked_title)
    } else {
        (NoticeTone::Info, text.asked_waits)
    };
    let way = (is_written && may(visit, whole, Action::EditGrant)).then(|| {
        let href = visit.href(&format!("{}/reports/{}", path(whole.id), report.kind.code()));
        view! { <p><a href=href>{text.asked_go}</a></p> }
    });
    let body = grant::asked(visit, report);
    Some(view! { <Notice lang tone title=title>{body}{way}</Notice> }.into_any())
}

fn report(visit: &Visit, whole: &StoredGrant, report: &StoredReport) -> Option<AnyView> {
    let lang = visit.lang;
    if report.content.is_none() && report.due.is_none() {
        return None;
    }
    let title = format!("{}（{}）", report.kind.name(lang), report.state.name(lang));
    Some(
        view! {
            <section class="kj-section">
                <h2 class="kj-section__title">{title}</h2>
                {grant::asked(visit, report)}
                {grant::report(visit, whole, report)}
            </section>
        }
        .into_any(),
    )
}

fn change(visit: &Visit, whole: &StoredGrant, change: &StoredChange) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().grant);
    let title = format!("{}（{}）", change.content.kind.name(lang), change.state.name(lang));
    let again = (change.state == ChangeState::Returned && may(visit, whole, Action::SubmitGrant)).then(|| {
        let href = visit.href(&format!("{}/change?of={}", path(whole.id), change.id));
        view! { <p class="kj-actions"><a class="kj-button" data-tone="primary" href=href>{text.ask_again}</a></p> }
    });
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title">{title}</h2>
            {grant::change(visit, whole, change)}
            {again}
        </section>
    }
    .into_any()
}
