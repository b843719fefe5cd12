//! `/admin/grants/{id}`: one grant as the office works on it: what waits for a second person, the forms of the steps that are
//! possible now, money, papers, history.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::grant_case::ReportKind;
use domain::permit::{Action, Subject};
use leptos::prelude::*;
use store::{GrantEvent, Refusal, StoredAsset, StoredChange, StoredGrant, StoredReport};

use super::{LIST, act, forms, load, review};
use crate::component::{ErrorSummary, FieldError, Notice, NoticeTone};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::page::grant::{self as parts, sentence};
use crate::{Failure, Site, Visit};

/// What the page shows.
pub(super) struct Page {
    pub(super) whole: StoredGrant,
    pub(super) events: Vec<GrantEvent>,
    pub(super) reports: Vec<StoredReport>,
    pub(super) changes: Vec<StoredChange>,
    pub(super) assets: Vec<StoredAsset>,
    pub(super) typed: FormPairs,
    pub(super) problems: Problems,
    has_fonts: bool,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403; 404 also for what an auditor's role does not cover.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let page = gather(&site, &visit, &id).await?;
    show(&site, &visit, page).await
}

/// Takes a step.
///
/// # Errors
/// As [`get`]; 409 when it was changed in between or is not possible now.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let mut page = gather(&site, &visit, &id).await?;
    if !page.decides(&visit) && !page.checks(&visit) {
        return Err(Failure::Forbidden);
    }
    let version = pairs.seen_version()?;
    let pairs = pairs.of_form(pairs.text("form"));
    match act::act(&site, &visit, &page, version, &pairs).await {
        Ok(()) => Ok(Redirect::to(&visit.href(&format!("{LIST}/{}?done", page.whole.id))).into_response()),
        Err(Refusal::Problems(problems)) => {
            (page.typed, page.problems) = (pairs, problems);
            show(&site, &visit, page).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn gather(site: &Site, visit: &Visit, id: &str) -> Result<Page, Failure> {
    let whole = load(site, visit, id).await?;
    Ok(Page {
        events: site.store.list_grant_events(whole.id).await?,
        reports: site.store.list_grant_reports(whole.id).await?,
        changes: site.store.list_grant_changes(whole.id).await?,
        assets: site.store.list_grant_assets(whole.id).await?,
        typed: FormPairs::default(),
        problems: Problems::new(),
        has_fonts: site.fonts.is_some(),
        whole,
    })
}

impl Page {
    /// Whether the visitor checks papers and enters money.
    pub(super) fn checks(&self, visit: &Visit) -> bool {
        visit.may(Action::CheckGrant, Subject::Organisation(self.whole.lead))
    }

    /// Whether the visitor decides.
    pub(super) fn decides(&self, visit: &Visit) -> bool {
        visit.may(Action::DecideGrant, Subject::Organisation(self.whole.lead))
    }

    /// What was typed into a form that was refused; only for that form.
    pub(super) fn typed(&self, form: &str, name: &str) -> &str {
        if self.typed.text("form") == form {
            self.typed.text(name)
        } else {
            ""
        }
    }

    /// What is wrong in a form that was refused; nothing for the others.
    pub(super) fn problems(&self, form: &str) -> Problems {
        if self.typed.text("form") == form {
            self.problems.clone()
        } else {
            Problems::new()
        }
    }

    /// Where steps are posted to.
    pub(super) fn action(&self, visit: &Visit) -> String {
        visit.href(&format!("{LIST}/{}", self.whole.id))
    }

    /// The last result report.
    pub(super) fn result(&self) -> Option<&StoredReport> {
        self.reports
            .iter()
            .find(|report| report.kind == ReportKind::Result && report.content.is_some())
    }
}

async fn show(site: &Site, visit: &Visit, page: Page) -> Result<Response, Failure> {
    let text = visit.text();
    let title = page.whole.file.title.clone();
    let head = Head::new(&title)
        .crumb(text.admin.title, visit.href("/admin"))
        .crumb(text.grant.admin, visit.href(LIST))
        .here(&title)
        .private()
        .refused_if(!page.problems.is_empty());
    let (shown, page) = (visit.clone(), Arc::new(page));
    respond(site, visit, head, move || view(&shown, &page)).await
}

fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text, whole) = (visit.lang, visit.text().grant, &page.whole);
    let done = (visit.query == "done")
        .then(|| view! { <Notice lang tone=NoticeTone::Success title=text.done announced=true /> });
    let form = page.typed.text("form");
    let errors: Vec<_> = page
        .problems
        .iter()
        .map(|found| {
            let field = found.field.as_str();
            // The lines of a report have a table of their own.
            let id = if field.starts_with("mark") {
                field.to_owned()
            } else {
                format!("{form}-{field}")
            };
            FieldError::new(&id, sentence(lang, found))
        })
        .collect();
    let base = format!("{LIST}/{}", whole.id);
    let applied = whole.file.content.as_ref().map(|content| {
        view! {
            <section class="kj-section">
                <h2 class="kj-section__title">{text.application}</h2>
                <p class="kj-pre">{content.account.clone()}</p>
                {(!content.note.is_empty()).then(|| view! { <p class="kj-pre">{content.note.clone()}</p> })}
                {parts::cost_table(visit, &whole.file.plan)}
            </section>
        }
    });
    view! {
        <ErrorSummary lang errors />
        {done}
        {parts::heading(visit, whole, &whole.file.title)}
        {parts::facts(visit, whole)}
        {forms::second_person(visit, page)}
        {forms::steps(visit, page)}
        {parts::money(visit, whole)}
        {parts::decisions(visit, &base, &page.events, page.has_fonts)}
        {review::reports(visit, page)}
        {review::changes(visit, page)}
        {applied}
        {review::assets(visit, page)}
        {parts::history(visit, &page.events)}
    }
}
