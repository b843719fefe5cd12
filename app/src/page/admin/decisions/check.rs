//! `/admin/decisions/{call}/{batch}/check`: everything that a batch will do, with every mail in full, a page at a time, before the
//! approval is asked for or given; and the ways back: return, cancel one, cancel all. Until the release nothing is final.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::decision::{BatchState, Commitment, Verdict};
use domain::value::Yen;
use domain::{ProblemCode, Problems};
use leptos::prelude::*;
use store::Refusal;

use super::batch::{PAGE, Page as BatchPage, history, load};
use super::line::row;
use super::ranking::money;
use super::{batch_chip, batch_name, batch_path, head, mail, release_words, step};
use crate::component::{DescriptionList, ErrorSummary, Fact, FieldError, Notice, NoticeTone, Pagination, plain_table};
use crate::document::respond;
use crate::page::FormPairs;
use crate::page::paging::Paging;
use crate::text::decision as words;
use crate::{Failure, Site, Visit};

/// What the page shows.
pub(super) struct Page {
    pub(super) inner: BatchPage,
    /// Which of the planned lines are shown.
    pub(super) paging: Paging,
    /// What each planned line decides.
    verdicts: Vec<Option<Verdict>>,
    /// What stands in the way of the proposal.
    pub(super) gaps: Problems,
    budget: Option<Yen>,
    promised: Yen,
    mails: mail::Mails,
    /// What is wrong with a reason, and what was typed.
    pub(super) problems: Problems,
    pub(super) typed: FormPairs,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403; 404; 409 for a batch that is released or cancelled.
pub async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path((call, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let page = prepare(&site, &visit, &call, &id).await?;
    show(&site, &visit, page).await
}

/// Takes a step: `propose`, `approve`, `return`, `cancel`, or `cancel-line` with the application.
///
/// # Errors
/// As [`get`]; 403 for who may not take it, or has proposed what is to be approved; 409 when it was changed in between.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path((call, id)): Path<(String, String)>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let mut page = prepare(&site, &visit, &call, &id).await?;
    let version = pairs.seen_version()?;
    match act(&site, &visit, &page, version, &pairs).await {
        Ok(done) => {
            let here = batch_path(&page.inner.batch);
            Ok(Redirect::to(&visit.href(&format!("{here}?{done}"))).into_response())
        }
        Err(Refusal::Problems(problems)) => {
            (page.problems, page.typed) = (problems, pairs);
            show(&site, &visit, page).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn act(
    site: &Site,
    visit: &Visit,
    page: &Page,
    version: i64,
    pairs: &FormPairs,
) -> Result<&'static str, Refusal> {
    let (store, actor, id) = (&site.store, &visit.actor, page.inner.batch.id);
    let step = pairs.text("do");
    // Each reason has a field of its own; a problem is shown at that one.
    let field = format!("reason_{step}");
    let reason = pairs.text(&field);
    let own = |refusal: Refusal| match refusal {
        Refusal::Problems(found) if found.has_field("reason") => {
            Refusal::Problems(Problems::one(field.clone(), ProblemCode::Empty))
        }
        other => other,
    };
    match step {
        "propose" => {
            store.propose_decisions(actor, id, version).await?;
            Ok("proposed")
        }
        "approve" => {
            store.approve_decisions(actor, id, version).await?;
            // What is due at once is released now; otherwise the worker does it at its moment.
            store.release_decisions(id).await?;
            Ok("approved")
        }
        "return" => {
            store.return_decisions(actor, id, version, reason).await.map_err(own)?;
            Ok("returned")
        }
        "cancel" => {
            store.cancel_decisions(actor, id, version, reason).await.map_err(own)?;
            Ok("cancelled")
        }
        "cancel-line" => {
            let application = pairs.text("application").parse().map_err(|_| {
                let code = ProblemCode::Empty;
                Refusal::Problems(Problems::one("application", code))
            })?;
            store
                .cancel_decision(actor, id, version, application, reason)
                .await
                .map_err(own)?;
            Ok("cancelled-line")
        }
        _ => Err(Refusal::NotNow),
    }
}

async fn prepare(site: &Site, visit: &Visit, call: &str, id: &str) -> Result<Page, Failure> {
    let inner = load(site, visit, call, id).await?;
    if !inner.batch.state.is_open() {
        return Err(Failure::NotNow);
    }
    let budget = site.store.find_budget(inner.call.id).await?;
    let promised = site.store.promised(inner.call.id, Some(inner.batch.id)).await?;
    let (verdicts, gaps) = check(visit, &inner, budget, promised);
    let paging = Paging::of(&visit.query, verdicts.len(), PAGE);
    let mails = mail::list(site, &inner, paging.range()).await?;
    Ok(Page {
        inner,
        paging,
        verdicts,
        gaps,
        budget,
        promised,
        mails,
        problems: Problems::new(),
        typed: FormPairs::default(),
    })
}

/// What the lines decide, and what stands in the way of proposing them.
fn check(visit: &Visit, inner: &BatchPage, budget: Option<Yen>, promised: Yen) -> (Vec<Option<Verdict>>, Problems) {
    if inner.batch.state != BatchState::Draft {
        let verdicts = inner.planned().iter().map(|shown| shown.line.verdict.clone()).collect();
        return (verdicts, Problems::new());
    }
    let mut gaps = inner.head.check(visit.now).err().unwrap_or_default();
    let planned = inner.planned();
    let typed = planned
        .iter()
        .map(|shown| (&shown.line.form, shown.line.standing.asked));
    let (verdicts, wrong) = inner.head.check_lines(typed);
    gaps.extend(wrong);
    let sum = Yen::checked_sum(verdicts.iter().flatten().map(|verdict| verdict.amount)).unwrap_or(Yen::ZERO);
    match budget {
        Some(budget) => {
            let confirmed = inner.head.over_budget == "1";
            if let Err(over) = (Commitment { budget, promised }).admit(sum, confirmed) {
                gaps.extend(over);
            }
        }
        None => gaps.push("budget", ProblemCode::Empty),
    }
    (verdicts, gaps)
}

async fn show(site: &Site, visit: &Visit, page: Page) -> Result<Response, Failure> {
    let title = visit.text().decision.check;
    let head = head(visit, &page.inner.call, Some(&page.inner.batch), Some(title));
    let head = head.refused_if(!page.problems.is_empty());
    let (shown, page) = (visit.clone(), Arc::new(page));
    respond(site, visit, head, move || view(&shown, &page)).await
}

fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().decision);
    let batch = &page.inner.batch;
    let here = batch_path(batch);
    let error = |found: &domain::Problem| {
        let field = found.field.as_str();
        let message = if field.starts_with("reason_") {
            crate::text::problem::labelled(lang, text.why, &found.code)
        } else {
            words::sentence(lang, found)
        };
        let is_here = field.starts_with("reason_") || (field == "application" && batch.state != BatchState::Draft);
        match field {
            _ if is_here => FieldError::new(field, message),
            "budget" => FieldError::elsewhere(visit.href(&format!("{}#budget", super::call_path(batch.call))), message),
            _ => {
                let place = page.paging.page_of(place_of(field));
                let href = page.inner.address(visit, "", place);
                FieldError::elsewhere(format!("{href}#{field}"), message)
            }
        }
    };
    let own = !page.problems.is_empty();
    let errors: Vec<_> = if own { &page.problems } else { &page.gaps }
        .iter()
        .map(error)
        .collect();
    let gaps = (!page.gaps.is_empty()).then(|| {
        let title = (text.check_gaps)(page.gaps.iter().count());
        let href = visit.href(&here);
        view! { <Notice lang tone=NoticeTone::Warning title><p><a href=href>{text.edit}</a></p></Notice> }
    });
    let sum = Yen::checked_sum(page.verdicts.iter().flatten().map(|verdict| verdict.amount)).unwrap_or(Yen::ZERO);
    let mut facts: Vec<_> = money(visit, page.budget, page.promised)
        .into_iter()
        .map(|(term, detail)| Fact::text(term, detail))
        .collect();
    facts.push(Fact::text(text.sum, super::yen(visit, sum)));
    facts.push(Fact::text(text.release, release_words(visit, batch)));
    view! {
        <ErrorSummary lang errors />
        <p><a class="kj-back" href=visit.href(&here)>{text.back}</a></p>
        <p class="kj-note">{page.inner.call.title(lang).to_owned()}</p>
        <h1 class="kj-title">{text.check}</h1>
        <p>{batch_name(visit, batch)} " " {batch_chip(visit, batch.state)}</p>
        <p>{text.check_lead}</p>
        {gaps}
        {history(visit, batch)}
        <DescriptionList facts />
        {results(visit, page)}
        {mail::view(visit, &page.mails)}
        {pages(visit, page)}
        {step::view(visit, page)}
    }
}

/// The place of the line to which a field belongs, from 0; the head belongs to the first.
fn place_of(field: &str) -> usize {
    let number = field
        .strip_prefix("line")
        .and_then(|rest| rest.split('_').next()?.parse::<usize>().ok());
    number.map_or(0, |number| number.saturating_sub(1))
}

/// This page itself, on another page of the lines.
pub(super) fn address(visit: &Visit, page: &Page, number: u32) -> String {
    let query = Paging::parameter(number).map(|(name, value)| format!("?{name}={value}"));
    visit.href(&format!(
        "{}/check{}",
        batch_path(&page.inner.batch),
        query.unwrap_or_default()
    ))
}

/// The way to the other pages.
fn pages(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let Paging { current, last, .. } = page.paging;
    let pages: Vec<String> = (0..=last).map(|number| address(visit, page, number)).collect();
    let href = move |number: u32| pages.get(number as usize).cloned().unwrap_or_default();
    view! { <Pagination lang=visit.lang current last href /> }
}

fn results(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let text = visit.text().decision;
    let range = page.paging.range();
    let rows = page
        .inner
        .planned()
        .iter()
        .zip(&page.verdicts)
        .skip(range.start)
        .take(range.len())
        .map(|(shown, verdict)| row(visit, shown, verdict.as_ref()))
        .collect_view();
    let columns = [
        text.rank,
        text.application,
        text.outcome,
        text.asked,
        text.amount,
        text.reason,
        text.number,
    ];
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="results-title">{text.results}</h2>
            {plain_table("results-title", columns, rows)}
        </section>
    }
}
