//! `/my/grants/{id}/reports/{kind}`: what the society tells the office: status, request for payment in advance, result with
//! settlement per line, notice of a return paid, consumption tax. It is saved as typed at any time.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::grant_case::{ReportDraft, ReportKind};
use domain::permit::Action;
use leptos::prelude::*;
use store::{Refusal, StoredGrant, StoredReport};

use super::{back, get_for, get_grant, head, may, path, version};
use crate::component::{ErrorSummary, Notice, NoticeTone};
use crate::document::respond;
use crate::page::FormPairs;
use crate::page::grant::{asked, errors, heading};
use crate::{Failure, Site, Visit};

mod fields;
mod foot;
mod lines;

/// What the page shows.
struct Page {
    whole: StoredGrant,
    kind: ReportKind,
    report: Option<StoredReport>,
    draft: ReportDraft,
    problems: Problems,
}

/// Shows the form, with what was saved.
///
/// # Errors
/// Leads to the sign-in page; 403; 404 for what is not the visitor's; 409 when that kind has no place now.
pub async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path((id, kind)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let page = load(&site, &visit, &id, &kind).await?;
    show(&site, &visit, page).await
}

/// Saves it; adds or removes a row, or submits it, if asked to.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path((id, kind)): Path<(String, String)>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let mut page = load(&site, &visit, &id, &kind).await?;
    let (store, actor, grant) = (&site.store, &visit.actor, page.whole.id);
    let seen = pairs.seen_version()?;
    if seen != page.whole.version {
        return Err(Failure::Stale);
    }
    let wish = pairs.text("do").to_owned();
    let gone = wish.strip_prefix("remove-").map(|row| format!("{row}_"));
    let typed: Vec<_> = pairs
        .iter()
        .filter(|(name, _)| gone.as_ref().is_none_or(|gone| !name.starts_with(gone.as_str())))
        .collect();
    let draft = ReportDraft::read(typed);
    let report = store.open_report(actor, grant, seen, page.kind).await?;
    store.save_report(actor, grant, seen, report, &draft).await?;
    let here = format!("{}/reports/{}", path(grant), page.kind.code());
    if wish != "submit" {
        let then = if wish == "add" { "?add" } else { "?done" };
        return Ok(Redirect::to(&visit.href(&format!("{here}{then}"))).into_response());
    }
    let now = get_grant(&site, &visit, &id).await?.version;
    match store.submit_report(actor, grant, now, report).await {
        Ok(()) => Ok(Redirect::to(&visit.href(&format!("{}?done", path(grant)))).into_response()),
        Err(Refusal::Problems(problems)) => {
            (page.draft, page.problems, page.whole.version) = (draft, problems, now);
            show(&site, &visit, page).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn load(site: &Site, visit: &Visit, id: &str, kind: &str) -> Result<Page, Failure> {
    let whole = get_for(site, visit, id, Action::EditGrant).await?;
    let kind = ReportKind::from_code(kind).ok_or(Failure::NotFound)?;
    let reports = site.store.list_grant_reports(whole.id).await?;
    let report = reports
        .into_iter()
        .find(|report| report.kind == kind && report.state.is_editable());
    if report.is_none() && !whole.takes(kind) {
        return Err(Failure::NotNow);
    }
    let draft = report.as_ref().map(|report| report.draft.clone()).unwrap_or_default();
    Ok(Page {
        whole,
        kind,
        report,
        draft,
        problems: Problems::new(),
    })
}

async fn show(site: &Site, visit: &Visit, page: Page) -> Result<Response, Failure> {
    let head = head(visit, &page.whole, Some(page.kind.name(visit.lang))).refused_if(!page.problems.is_empty());
    let (shown, page) = (visit.clone(), Arc::new(page));
    respond(site, visit, head, move || view(&shown, &page)).await
}

fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text, whole) = (visit.lang, visit.text().grant, &page.whole);
    let done = (visit.query == "done")
        .then(|| view! { <Notice lang tone=NoticeTone::Success title=text.saved announced=true /> });
    let reply = page.report.as_ref().filter(|report| !report.reply.is_empty()).map(|report| {
        let reply = report.reply.clone();
        view! { <Notice lang tone=NoticeTone::Warning title=text.returned_note><p class="kj-pre">{reply}</p></Notice> }
    });
    let due = page
        .report
        .as_ref()
        .and_then(|report| asked(visit, report))
        .or_else(|| {
            let day = whole.due()?.format(lang);
            Some(view! { <p>{text.due} ": " {day}</p> }.into_any())
        });
    let action = visit.href(&format!("{}/reports/{}", path(whole.id), page.kind.code()));
    let submit = may(visit, whole, Action::SubmitGrant).then(|| {
        view! { <button class="kj-button" data-tone="primary" type="submit" name="do" value="submit">{text.submit}</button> }
    });
    let wide = page.kind == ReportKind::Result;
    view! {
        <div class=if wide { "" } else { "kj-form-page" }>
            {back(visit, whole)}
            <ErrorSummary lang errors=errors(lang, &page.problems) />
            {done}
            {heading(visit, whole, page.kind.name(lang))}
            {due}
            {reply}
            <form class="kj-form" method="post" action=action novalidate=true>
                {version(whole)}
                {fields::view(visit, page)}
                <div class="kj-actions">
                    {submit}
                    <button class="kj-button" data-tone="outline" type="submit" name="do" value="save">{text.save}</button>
                </div>
            </form>
            {foot::view(visit, page)}
        </div>
    }
}
