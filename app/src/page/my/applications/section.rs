//! `/my/applications/{id}/{section}`: one page of the plan (W16): texts and tables, saved while one types; what is wrong is
//! said beside the text afterwards.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::application::{ApplicationForm, Part, Section, Table};
use domain::{ProblemCode, Problems};
use http::{HeaderMap, StatusCode};
use leptos::prelude::*;
use store::{Application, ApplicationEditing, ApplicationFix, section_fingerprint};

use super::control::{single, summary};
use super::save::{Posted, Wish, get_editable, save};
use super::{back, chart, conflict, head, heading, part_path, path, questions, table};
use crate::component::{Notice, NoticeTone, SaveBar, SaveButton};
use crate::document::respond;
use crate::island::autosave::{AutosaveIsland, AutosaveWords};
use crate::page::FormPairs;
use crate::text::application_question::{label, part};
use crate::text::application_start::StartText;
use crate::text::life::LifeText;
use crate::{Failure, Site, Visit};

/// The id of the form on the page.
pub(super) const FORM: &str = "section-form";

/// What the page shows.
#[derive(Clone)]
pub(super) struct Page {
    pub whole: Application,
    pub part: Part,
    /// The form with what was typed last, saved or not.
    pub form: ApplicationForm,
    pub problems: Problems,
    pub fixes: Vec<ApplicationFix>,
    pub editing: Vec<ApplicationEditing>,
    /// Whether the typed text was not saved, because somebody else was faster.
    pub refused: bool,
    /// A table with one more row.
    pub more: Option<Table>,
}

impl Page {
    pub fn action(&self, visit: &Visit) -> String {
        visit.href(&part_path(self.whole.id, &self.part))
    }
}

/// Shows the section. `?check=1` also points out what is still empty.
///
/// # Errors
/// Leads to the sign-in page; 403; 404 for what is not the visitor's; 409 when it cannot be edited.
pub async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path((id, section)): Path<(String, String)>,
) -> Result<Response, Failure> {
    expect_plan(&section)?;
    let page = open(&site, &visit, &id, &section).await?;
    show(&site, &visit, page).await
}

/// Saves the section, then goes on; or shows it again with what is wrong. An autosave answers in JSON.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path((id, section)): Path<(String, String)>,
    headers: HeaderMap,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    expect_plan(&section)?;
    match save(&site, &visit, &id, &section, (&headers, &pairs)).await? {
        Posted::Answered(answer) => Ok(*answer),
        Posted::Changed(both) => {
            let page = open(&site, &visit, &id, &section).await?;
            let (whole, form) = *both;
            let page = Page {
                whole,
                form,
                refused: true,
                ..page
            };
            show(&site, &visit, page).await
        }
        Posted::Stored => {
            let page = open(&site, &visit, &id, &section).await?;
            match go_on(&site, &visit, &page).await? {
                Some(answer) => Ok(answer),
                None => show(&site, &visit, page).await,
            }
        }
    }
}

/// The budget has a page of its own.
fn expect_plan(code: &str) -> Result<(), Failure> {
    if code == Section::Budget.code() {
        Err(Failure::NotFound)
    } else {
        Ok(())
    }
}

/// The section as it is stored; the visitor counts as editing it from now on.
pub(super) async fn open(site: &Site, visit: &Visit, id: &str, code: &str) -> Result<Page, Failure> {
    let whole = get_editable(site, visit, id).await?;
    let part = whole.part(code).ok_or(Failure::NotFound)?;
    let user = visit.require_user()?.id;
    site.store.note_application_editing(whole.id, &part, user).await?;
    let editing = site.store.list_application_editing(whole.id, user).await?;
    let all = visit.query.split('&').any(|pair| pair == "check=1");
    let problems = whole.read().problems_of(&part);
    let problems = problems
        .into_iter()
        .filter(|found| all || found.code != ProblemCode::Empty)
        .collect();
    Ok(Page {
        form: whole.form.clone(),
        fixes: site.store.list_application_fixes(whole.id).await?,
        editing: editing.into_iter().filter(|other| other.part == code).collect(),
        problems,
        refused: false,
        more: Wish::of(&visit.query).add,
        whole,
        part,
    })
}

/// Where to go after a save: back here for a row, else on, unless something typed is wrong. What is only missing can wait.
pub(super) async fn go_on(site: &Site, visit: &Visit, page: &Page) -> Result<Option<Response>, Failure> {
    let wish = Wish::of(&visit.query);
    let here = part_path(page.whole.id, &page.part);
    let target = match (wish.add, wish.remove) {
        (Some(table), _) => {
            let row = page.form.count(table) + 1;
            format!("{here}?add={name}#{name}{row}", name = table.name())
        }
        (None, Some((table, _))) => format!("{here}#{}-title", table.name()),
        (None, None) if !page.problems.is_empty() => return Ok(None),
        (None, None) => {
            let user = visit.require_user()?.id;
            site.store
                .end_application_editing(page.whole.id, &page.part, user)
                .await?;
            match page.whole.part_after(&page.part).filter(|_| !wish.list) {
                Some(next) => part_path(page.whole.id, &next),
                None => path(page.whole.id),
            }
        }
    };
    Ok(Some(Redirect::to(&visit.href(&target)).into_response()))
}

async fn show(site: &Site, visit: &Visit, page: Page) -> Result<Response, Failure> {
    let (name, _) = part(visit.lang, &page.part);
    let head = head(visit, &page.whole, Some(&name))
        .refused_if(!page.problems.is_empty())
        .status(status(&page));
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &page)).await
}

/// 409 for a conflict, 422 for a form that was posted with something wrong in it.
pub(super) fn status(page: &Page) -> StatusCode {
    if page.refused {
        StatusCode::CONFLICT
    } else if page.problems.iter().any(|found| found.code != ProblemCode::Empty) {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    }
}

fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (fields, below) = match &page.part {
        Part::Section(section) => (plan(visit, page, *section), chart_of(visit, page, *section)),
        Part::Questions(section) => (
            questions::fields(visit, page, section),
            Some(questions::live(page, section)),
        ),
    };
    view! {
        <div class="kj-form-page">
            {top(visit, page)}
            {form(visit, page, fields)}
            {below}
        </div>
    }
}

/// The fields and tables of a section of the plan.
fn plan(visit: &Visit, page: &Page, section: Section) -> AnyView {
    let action = page.action(visit);
    let singles = section
        .fields()
        .iter()
        .map(|name| {
            view! {
                {asked(visit, page, name)}
                {single(visit, name, page.form.text(name), &page.problems)}
            }
        })
        .collect_view();
    let tables = section
        .tables()
        .iter()
        .map(|of| {
            let more = page.more == Some(*of);
            view! {
                {asked(visit, page, of.name())}
                {table::view(visit, (*of, &page.form), (&action, more), &page.problems)}
            }
        })
        .collect_view();
    view! {
        {singles}
        {tables}
    }
    .into_any()
}

/// The schedule as a picture, below its table.
fn chart_of(visit: &Visit, page: &Page, section: Section) -> Option<AnyView> {
    if section != Section::Schedule {
        return None;
    }
    let call = &page.whole.call.call;
    let reading = page.form.read(call, &page.whole.questions.form);
    let period = reading
        .period
        .unwrap_or((call.dates.project_from, call.dates.project_to));
    Some(chart::view(visit, &reading.tasks.unwrap_or_default(), period).into_any())
}

/// Everything above the form.
pub(super) fn top(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().application);
    let (name, hint) = part(lang, &page.part);
    let others = page
        .editing
        .iter()
        .map(|other| {
            let title = (text.editing)(&other.name);
            let lead = LifeText::of(lang).editing_title;
            view! { <Notice lang tone=NoticeTone::Info title><p>{lead}</p></Notice> }
        })
        .collect_view();
    let conflict = page
        .refused
        .then(|| conflict::view(visit, &page.whole, &page.form, &page.part, FORM));
    view! {
        {back(visit, &page.whole)}
        {summary(lang, &page.whole.questions.form, &page.problems)}
        {conflict}
        {others}
        {heading(visit, &page.whole, &name)}
        <p>{hint}</p>
    }
}

/// What is to be said above a field, or above a table with the field in it: what the office asks, and what a copy has changed.
pub(super) fn asked(visit: &Visit, page: &Page, name: &str) -> AnyView {
    view! {
        {moved(visit, page, name)}
        {requests(visit, page, name)}
    }
    .into_any()
}

/// That a copy of an earlier application has changed a field; of a table, which cells.
fn moved(visit: &Visit, page: &Page, name: &str) -> Option<AnyView> {
    let text = StartText::of(visit.lang);
    let moved = &page.whole.form.moved;
    let cells: Vec<_> = moved
        .iter()
        .filter(|field| Table::of_field(field).is_some_and(|(of, ..)| of.name() == name))
        .map(|field| label(visit.lang, &page.whole.questions.form, field))
        .collect();
    let words = match cells.as_slice() {
        [] if moved.iter().any(|field| field == name) => text.moved.to_owned(),
        [] => return None,
        cells => (text.moved_fields)(&cells.join("、")),
    };
    Some(view! { <p class="kj-note">{words}</p> }.into_any())
}

/// What the office asks about a field, or about one in a row of a table.
fn requests(visit: &Visit, page: &Page, name: &str) -> AnyView {
    let lang = visit.lang;
    page.fixes
        .iter()
        .filter(|fix| {
            let field = fix.request.field.as_str();
            field == name || Table::of_field(field).is_some_and(|(of, ..)| of.name() == name)
        })
        .map(|fix| {
            let label = label(lang, &page.whole.questions.form, &fix.request.field);
            let title = format!("{label}: {}", fix.request.reason.name(lang));
            let said = fix.request.text.clone();
            view! {
                <Notice lang tone=NoticeTone::Warning title>
                    <p class="kj-pre">{said}</p>
                </Notice>
            }
        })
        .collect_view()
        .into_any()
}

/// The form with its buttons, saved while one types.
pub(super) fn form(visit: &Visit, page: &Page, fields: AnyView) -> impl IntoView + use<> {
    let text = visit.text().register;
    let action = page.action(visit);
    let list = format!("{action}?then=list");
    let buttons = match page.whole.part_after(&page.part) {
        Some(_) => vec![
            SaveButton::primary(text.save_next),
            SaveButton::secondary(text.save_list).to(list),
        ],
        None => vec![SaveButton::primary(text.save_list).to(list)],
    };
    let state = if page.refused {
        text.unsaved.to_owned()
    } else {
        (text.saved_at)(&page.whole.updated_at.time_jst().to_string())
    };
    let words = AutosaveWords {
        saving: text.saving.to_owned(),
        failed: text.save_failed.to_owned(),
        retry: text.retry.to_owned(),
        remaining: (text.remaining)("#"),
        over: (text.over)("#"),
    };
    let base = section_fingerprint(&page.whole.form, &page.part);
    view! {
        <AutosaveIsland form=FORM.to_owned() words>
            <form class="kj-form" id=FORM method="post" action=action novalidate=true>
                <input type="hidden" name="base" value=base />
                {fields}
                <SaveBar buttons state />
            </form>
        </AutosaveIsland>
    }
}
