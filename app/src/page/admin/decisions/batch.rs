//! `/admin/decisions/{call}/{batch}`: a batch while it is prepared, with everything in it editable a page at a time, and
//! afterwards as a table with its history.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::decision::{BatchForm, BatchState, LineState, VerdictForm};
use domain::rows::row_field;
use domain::value::ApplicationId;
use domain::{ProblemCode, Problems};
use leptos::prelude::*;
use store::{Batch, BatchLine, Candidacy, Refusal, StoredCall};

use super::condition;
use super::line::{Shown, fields, row};
use super::{batch_chip, batch_name, batch_path, call_path, get_batch, head, release_words, require, yen};
use crate::component::{
    Checkboxes, Choice, DateInput, DescriptionList, ErrorSummary, Fact, Field, FieldError, InputWidth, Notice,
    NoticeTone, Pagination, TextInput, plain_table,
};
use crate::document::respond;
use crate::page::FormPairs;
use crate::page::paging::Paging;
use crate::text::decision as words;
use crate::{Failure, Site, Visit};

/// Lines of a batch on one page.
pub(super) const PAGE: usize = 25;

/// A batch with the applications in it.
pub(super) struct Page {
    pub call: StoredCall,
    pub batch: Batch,
    pub cases: HashMap<ApplicationId, Candidacy>,
    pub head: BatchForm,
    pub lines: Vec<VerdictForm>,
    /// Which of the planned lines are shown while it is prepared, and which of all afterwards.
    pub paging: Paging,
    pub problems: Problems,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403; 404 for a batch that does not exist in this call.
pub async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path((call, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let page = load(&site, &visit, &call, &id).await?;
    show(&site, &visit, page).await
}

/// Keeps what is typed; `do=check` goes on to the page that checks it.
///
/// # Errors
/// As [`get`]; 409 when it was changed in between or is not being prepared.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path((call, id)): Path<(String, String)>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let mut page = load(&site, &visit, &call, &id).await?;
    let version = pairs.seen_version()?;
    if pairs.text("do") == "confirm" {
        return confirm(&site, &visit, page, version, &pairs).await;
    }
    page.head.replace(BatchForm::FIELDS, pairs.iter());
    // Lines of other pages are not in the form and stay as they are.
    let shown = page.paging.range();
    for (at, form) in page.lines.iter_mut().enumerate().skip(shown.start).take(shown.len()) {
        let prefix = row_field("line", at + 1, "");
        let own = pairs
            .iter()
            .filter_map(|(name, value)| Some((name.strip_prefix(&prefix)?, value)));
        form.replace(VerdictForm::FIELDS, own);
    }
    let done = site
        .store
        .save_decisions(&visit.actor, page.batch.id, version, &page.head, &page.lines)
        .await;
    let here = batch_path(&page.batch);
    match done {
        Ok(_) if pairs.text("do") == "check" => Ok(Redirect::to(&visit.href(&format!("{here}/check"))).into_response()),
        Ok(_) => Ok(Redirect::to(&page.address(&visit, "saved", page.paging.current)).into_response()),
        Err(Refusal::Problems(problems)) => {
            page.problems = problems;
            show(&site, &visit, page).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// Confirms the conditions of one application.
async fn confirm(
    site: &Site,
    visit: &Visit,
    mut page: Page,
    version: i64,
    pairs: &FormPairs,
) -> Result<Response, Failure> {
    let typed = pairs.text("application");
    let field = condition::field_of(typed);
    let id: ApplicationId = typed.parse().map_err(|_| Failure::NotFound)?;
    if page.batch.counted().all(|line| line.application != id) {
        return Err(Failure::NotFound);
    }
    let done = site
        .store
        .confirm_conditions(&visit.actor, id, version, pairs.text(&field))
        .await;
    match done {
        Ok(()) => Ok(Redirect::to(&page.address(visit, "confirmed", page.paging.current)).into_response()),
        Err(Refusal::Problems(_)) => {
            page.problems = Problems::one(field, ProblemCode::Empty);
            show(site, visit, page).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// Loads the batch of an address.
pub(super) async fn load(site: &Site, visit: &Visit, call: &str, id: &str) -> Result<Page, Failure> {
    require(visit)?;
    let (call, batch) = get_batch(site, call, id).await?;
    let cases = site.store.list_candidacies(call.id).await?;
    let planned = batch.lines.iter().filter(|line| line.state == LineState::Planned);
    let lines: Vec<VerdictForm> = planned.map(|line| line.form.clone()).collect();
    let total = match batch.state {
        BatchState::Draft => lines.len(),
        _ => batch.lines.len(),
    };
    Ok(Page {
        head: batch.form.clone(),
        paging: Paging::of(&visit.query, total, PAGE),
        lines,
        cases: cases.into_iter().map(|case| (case.id, case)).collect(),
        problems: Problems::new(),
        call,
        batch,
    })
}

impl Page {
    /// The address of a page of the batch, with what was done last.
    pub fn address(&self, visit: &Visit, done: &str, number: u32) -> String {
        let page = Paging::parameter(number).map(|(name, value)| format!("{name}={value}"));
        let done = (!done.is_empty()).then(|| done.to_owned());
        let query: Vec<String> = done.into_iter().chain(page).collect();
        let (path, query) = (batch_path(&self.batch), query.join("&"));
        visit.href(&if query.is_empty() {
            path
        } else {
            format!("{path}?{query}")
        })
    }

    /// The lines that are planned, with their applications.
    pub fn planned(&self) -> Vec<Shown<'_>> {
        let planned = self.batch.lines.iter().filter(|line| line.state == LineState::Planned);
        planned.map(|line| self.shown(line)).collect()
    }

    /// A line with its application.
    pub fn shown<'a>(&'a self, line: &'a BatchLine) -> Shown<'a> {
        Shown {
            line,
            case: self.cases.get(&line.application),
        }
    }
}

async fn show(site: &Site, visit: &Visit, page: Page) -> Result<Response, Failure> {
    let head = head(visit, &page.call, Some(&page.batch), None).refused_if(!page.problems.is_empty());
    let (shown, page) = (visit.clone(), Arc::new(page));
    respond(site, visit, head, move || view(&shown, &page)).await
}

fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text, batch) = (visit.lang, visit.text().decision, &page.batch);
    let errors = page
        .problems
        .iter()
        .map(|found| {
            let field = found.field.as_str();
            let words = if field.starts_with("reason_confirm") {
                crate::text::problem::labelled(lang, text.why, &found.code)
            } else {
                words::sentence(lang, found)
            };
            FieldError::new(field, words)
        })
        .collect();
    let done = match visit.query.split('&').next().unwrap_or_default() {
        "started" => Some(text.started),
        "saved" => Some(text.saved),
        "proposed" => Some(text.proposed),
        "approved" => Some(text.approved),
        "returned" => Some(text.sent_back),
        "cancelled" => Some(text.cancelled),
        "confirmed" => Some(text.confirmed),
        "cancelled-line" => Some(text.cancelled_line),
        _ => None,
    };
    let body = if batch.state == BatchState::Draft {
        view! { {history(visit, batch)} {form(visit, page)} }.into_any()
    } else {
        view! { {table(visit, page)} {history(visit, batch)} }.into_any()
    };
    view! {
        <ErrorSummary lang errors />
        {done.map(|title| view! { <Notice lang tone=NoticeTone::Success title announced=true /> })}
        <p><a class="kj-back" href=visit.href(&call_path(page.call.id))>{text.back_call}</a></p>
        <p class="kj-note">{page.call.title(lang).to_owned()}</p>
        <h1 class="kj-title" id="batch-title">{batch_name(visit, batch)}</h1>
        <p>{batch_chip(visit, batch.state)}</p>
        {body}
        {pages(visit, page)}
    }
}

/// Who did what to a batch, and what came of it.
pub(super) fn history(visit: &Visit, batch: &Batch) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().decision);
    let mut items: Vec<String> = Vec::new();
    if let Some((_, name, at)) = &batch.proposed {
        items.push((text.proposed_by)(name, &at.format_jst(lang)));
    }
    if let Some((_, name, at)) = batch
        .approved
        .as_ref()
        .filter(|_| !matches!(batch.state, BatchState::Draft))
    {
        items.push((text.approved_by)(name, &at.format_jst(lang)));
    }
    if !batch.note.is_empty() {
        items.push((text.note)(&batch.note));
    }
    match (batch.state, batch.released_at, batch.release_at) {
        (_, Some(at), _) => items.push((text.released_at)(&at.format_jst(lang))),
        (BatchState::Approved, None, Some(at)) => items.push((text.waits_until)(&at.format_jst(lang))),
        _ => {}
    }
    let of = |state: LineState| batch.lines.iter().filter(|line| line.state == state).count();
    if batch.state == BatchState::Released {
        items.push((text.released)(of(LineState::Released)));
    }
    let failed = of(LineState::Failed);
    let stuck = (failed > 0).then(|| {
        let title = (text.some_failed)(failed);
        view! { <Notice lang tone=NoticeTone::Warning title /> }
    });
    if items.is_empty() && stuck.is_none() {
        return ().into_any();
    }
    let items = items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view();
    view! {
        <section class="kj-section" aria-labelledby="history-title">
            <h2 class="kj-section__subtitle" id="history-title">{text.history}</h2>
            <ul class="kj-prose">{items}</ul>
            {stuck}
        </section>
    }
    .into_any()
}

fn form(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text, batch) = (visit.lang, visit.text().decision, &page.batch);
    let field = |name: &'static str, label: &'static str| {
        let error = page
            .problems
            .for_field(name)
            .next()
            .map(|found| words::sentence(lang, found));
        Field::new(name, label).value(page.head.text(name)).error(error)
    };
    let ticked = (page.head.over_budget == "1").then_some("1");
    let over = Field::new("over_budget", text.budget).values(ticked);
    let choices = vec![Choice::new("1", text.over_budget)];
    let range = page.paging.range();
    let lines = page
        .planned()
        .iter()
        .zip(&page.lines)
        .enumerate()
        .skip(range.start)
        .take(range.len())
        .map(|(at, (shown, form))| fields(visit, shown, at + 1, form, &page.problems))
        .collect_view();
    view! {
        <form class="kj-form" method="post" action=page.address(visit, "", page.paging.current) id="batch" novalidate=true>
            <input type="hidden" name="version" value=batch.version.to_string() />
            <section class="kj-section" aria-labelledby="head-title">
                <h2 class="kj-section__title" id="head-title">{text.head}</h2>
                <TextInput lang field=field("name", text.name).required().hint(text.name_hint) />
                <TextInput lang field=field("number", text.number).required().hint(text.number_hint) />
                <DateInput lang field=field("decided_on", text.decided_on).required() />
                <DateInput lang field=field("release_day", text.release_day).optional().hint(text.release_day_hint) />
                <TextInput lang field=field("release_time", text.release_time).optional() width=InputWidth::Short />
                <Checkboxes lang field=over choices />
            </section>
            <section class="kj-section" aria-labelledby="lines-title">
                <h2 class="kj-section__title" id="lines-title">{text.lines}</h2>
                {(page.paging.last > 1).then(|| view! { <p>{text.save_first}</p> })}
                {lines}
            </section>
            <div class="kj-actions">
                <button class="kj-button" data-tone="primary" type="submit" name="do" value="check">
                    {text.save_check}
                </button>
                <button class="kj-button" data-tone="outline" type="submit" name="do" value="save">{text.save}</button>
            </div>
        </form>
    }
}

fn table(visit: &Visit, page: &Page) -> AnyView {
    let (text, batch) = (visit.text().decision, &page.batch);
    let sum = batch.sum().map(|sum| yen(visit, sum)).unwrap_or_default();
    let decided_on = batch.decided_on.map(|day| day.format(visit.lang)).unwrap_or_default();
    let facts = vec![
        Fact::text(text.decided_on, decided_on),
        Fact::text(text.release, release_words(visit, batch)),
        Fact::text(text.sum, sum),
    ];
    let check = (batch.state.is_open()).then(|| {
        let href = visit.href(&format!("{}/check", batch_path(batch)));
        view! { <p class="kj-actions"><a class="kj-button" data-tone="primary" href=href>{text.check}</a></p> }
    });
    view! {
        <DescriptionList facts />
        {check}
        <section class="kj-section">
            <h2 class="kj-section__title" id="results-title">{text.results}</h2>
            {results(visit, page)}
        </section>
        {condition::forms(visit, page)}
    }
    .into_any()
}

/// The way to the other pages.
fn pages(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let Paging { current, last, .. } = page.paging;
    let pages: Vec<String> = (0..=last).map(|number| page.address(visit, "", number)).collect();
    let href = move |number: u32| pages.get(number as usize).cloned().unwrap_or_default();
    view! { <Pagination lang=visit.lang current last href /> }
}

/// The lines of a batch as they stand.
fn results(visit: &Visit, page: &Page) -> AnyView {
    let text = visit.text().decision;
    let range = page.paging.range();
    let lines = page.batch.lines.iter().skip(range.start).take(range.len());
    let rows = lines
        .map(|line| row(visit, &page.shown(line), line.verdict.as_ref()))
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
    plain_table("results-title", columns, rows)
}
