//! `/admin/calls/{id}/{section}`: one part of a call. Whatever is typed is saved first (FORM-03); what is wrong with it is said
//! afterwards, beside the typed text. What two people change at once is shown side by side (FORM-09).

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::call::{CallDraft, MOST_CRITERIA, Section};
use domain::{ProblemCode, Problems};
use http::StatusCode;
use leptos::prelude::*;
use store::{CallRecord, Refusal};

use super::control::control;
use super::{criterion, difference, get_open_record, head, path, summary};
use crate::component::{SaveBar, SaveButton};
use crate::document::respond;
use crate::page::FormPairs;
use crate::text::call_admin::section as section_words;
use crate::{Failure, Site, Visit, fingerprint};

struct Page {
    record: CallRecord,
    section: Section,
    /// With what was typed last, saved or not.
    draft: CallDraft,
    problems: Problems,
    /// Somebody else has changed the section; nothing was saved.
    is_stale: bool,
    /// Empty rows to offer.
    blank: usize,
}

/// Shows the section. `?check=1` also points out what is still empty, `?add=1` offers an empty row.
///
/// # Errors
/// Leads to the sign-in page; 403; 404; 409 for a call that is over.
pub async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path((id, section)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let record = get_open_record(&site, &visit, &id).await?;
    let section = Section::from_code(&section).ok_or(Failure::NotFound)?;
    let draft = record.draft.clone();
    let problems = problems_of(&draft, section, asks(&visit, "check"));
    let page = Page {
        blank: blank_rows(&visit, &draft),
        problems,
        draft,
        record,
        section,
        is_stale: false,
    };
    show(&site, &visit, page).await
}

/// Saves the section, then goes on; or shows it again with what is wrong. `?drop=2` leaves out a row, `?add=1` comes back for
/// another one.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path((id, section)): Path<(String, String)>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let record = get_open_record(&site, &visit, &id).await?;
    let section = Section::from_code(&section).ok_or(Failure::NotFound)?;
    let dropped = number(&visit, "drop").map(|row| format!("criterion{row}_"));
    let kept: Vec<_> = pairs
        .iter()
        .filter(|(name, _)| dropped.as_ref().is_none_or(|row| !name.starts_with(row)))
        .collect();
    let mut draft = record.draft.clone();
    draft.replace(section, &kept);
    let base = mark(&record.draft, section);
    let mut page = Page {
        problems: Problems::new(),
        blank: blank_rows(&visit, &draft),
        draft,
        record,
        section,
        is_stale: false,
    };
    if pairs.text("base") != base && mark(&page.draft, section) != base {
        page.is_stale = true;
        return show(&site, &visit, page).await;
    }
    let (id, version) = (page.record.id, page.record.version);
    match site.store.save_call_draft(&visit.actor, id, version, &page.draft).await {
        Ok(version) => page.record.version = version,
        Err(Refusal::Problems(problems)) => page.problems = problems,
        Err(other) => return Err(other.into()),
    }
    page.record.draft = page.draft.clone();
    if page.problems.is_empty() {
        page.problems = problems_of(&page.draft, section, false);
    }
    let here = format!("{}/{}", path(id), section.code());
    if asks(&visit, "add") {
        let row = page.draft.criteria.len() + 1;
        return Ok(Redirect::to(&visit.href(&format!("{here}?add=1#criterion{row}_code"))).into_response());
    }
    if dropped.is_some() {
        return Ok(Redirect::to(&visit.href(&format!("{here}?saved"))).into_response());
    }
    if !page.problems.is_empty() {
        return show(&site, &visit, page).await;
    }
    let target = match section.next() {
        Some(next) if !visit.query.contains("then=list") => format!("{}/{}", path(id), next.code()),
        _ => path(id),
    };
    Ok(Redirect::to(&visit.href(&target)).into_response())
}

fn asks(visit: &Visit, name: &str) -> bool {
    number(visit, name) == Some(1)
}

fn number(visit: &Visit, name: &str) -> Option<usize> {
    let found = form_urlencoded::parse(visit.query.as_bytes()).find(|(named, _)| named == name)?;
    found.1.parse().ok()
}

/// A score sheet without criteria shows a row to begin with.
fn blank_rows(visit: &Visit, draft: &CallDraft) -> usize {
    let wanted = usize::from(draft.criteria.is_empty() || asks(visit, "add"));
    wanted.min(MOST_CRITERIA.saturating_sub(draft.criteria.len()))
}

/// The problems of a section; those of empty fields only when `all` are wanted.
fn problems_of(draft: &CallDraft, section: Section, all: bool) -> Problems {
    let mut wanted = Problems::new();
    for found in draft.problems(section) {
        if all || found.code != ProblemCode::Empty {
            wanted.push(found.field.0.into_owned(), found.code);
        }
    }
    wanted
}

/// Tells whether a section was changed since it was shown.
fn mark(draft: &CallDraft, section: Section) -> String {
    let values = draft.values(section);
    fingerprint::of(values.iter().map(|(_, values)| values.as_slice()))
}

async fn show(site: &Site, visit: &Visit, page: Page) -> Result<Response, Failure> {
    let name = section_words(visit.lang, page.section).0;
    let mut head = head(visit, &page.record, Some(name)).refused_if(!page.problems.is_empty());
    if page.is_stale {
        head = head.status(StatusCode::CONFLICT);
    } else if visit.query.contains("check=1") {
        // Looking at what is missing is no refusal of anything.
        head = head.status(StatusCode::OK);
    }
    let shown = visit.clone();
    let page = std::sync::Arc::new(page);
    respond(site, visit, head, move || view(&shown, &page)).await
}

fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().call_admin);
    let (name, hint) = section_words(lang, page.section);
    let list = visit.href(&path(page.record.id));
    let action = format!("{list}/{}", page.section.code());
    let position = Section::ALL
        .iter()
        .position(|section| *section == page.section)
        .unwrap_or_default()
        + 1;
    let to_list = format!("{action}?then=list");
    let buttons = if page.section.next().is_some() {
        vec![
            SaveButton::primary(text.save_next),
            SaveButton::secondary(text.save_list).to(to_list),
        ]
    } else {
        vec![SaveButton::primary(text.save_list).to(to_list)]
    };
    let fields = page
        .section
        .fields()
        .iter()
        .map(|name| {
            let moved = page.draft.moved.iter().any(|moved| moved == name);
            control(visit, name, page.draft.form.values(name), &page.problems, moved)
        })
        .collect_view();
    let rows = (page.section == Section::Sheet)
        .then(|| criterion::rows(visit, &page.draft.criteria, page.blank, &action, &page.problems));
    let stale = page.is_stale.then(|| {
        difference::conflict(
            visit,
            &page.record.draft.values(page.section),
            &page.draft.values(page.section),
        )
    });
    let state = (text.saved_at)(&page.record.updated_at.time_jst().to_string());
    let base = mark(&page.record.draft, page.section);
    view! {
        <div class="kj-form-page">
            <p><a class="kj-back" href=list>{text.to_list}</a></p>
            {summary(lang, &page.problems)}
            {stale}
            <p class="kj-note">{page.record.title(lang).to_owned()} " " {(text.step)(position, Section::ALL.len())}</p>
            <h1 class="kj-title">{name}</h1>
            <p>{hint}</p>
            <form class="kj-form" id="section-form" method="post" action=action novalidate=true>
                <input type="hidden" name="base" value=base />
                {fields}
                {rows}
                <SaveBar buttons state />
            </form>
        </div>
    }
}
