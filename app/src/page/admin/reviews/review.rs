//! `/admin/reviews/{id}`: one application in a reviewer's hands. First the declaration, and nothing of the content; then the
//! content beside the sheet; after submitting the panel. For everybody else it does not exist, and who is out reads nothing.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::application::ApplicationState;
use domain::permit::{Action, Subject};
use domain::review::{ConflictForm, ConflictKind, Known, ReviewDraft, ReviewState, hints};
use domain::value::ReviewId;
use leptos::prelude::*;
use store::{Application, Refusal, StoredFile, StoredReview};

use super::{LIST, panel, rubric, state_chip};
use crate::component::{Chip, Choice, ErrorSummary, Field, FieldError, Notice, NoticeTone, Radios, Select, TextArea};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::page::attachment::file_list;
use crate::page::my::applications::{Checked, check_now, summary};
use crate::text::review as words;
use crate::{Failure, Site, Visit};

/// Most characters of a reason.
const REASON_CHARS: u32 = 400;

/// What the page shows.
struct Page {
    review: StoredReview,
    whole: Application,
    /// What speaks for a conflict.
    hints: Vec<ConflictKind>,
    /// All reviews, once the visitor has submitted.
    others: Vec<StoredReview>,
    /// The content with its papers, once a conflict is denied.
    content: Option<(Checked, Vec<StoredFile>)>,
    /// What was typed, or is kept.
    draft: ReviewDraft,
    declaration: ConflictForm,
    reason: String,
    problems: Problems,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 404 for reviews of others; 403 for reviewers who are out.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let page = load(&site, &visit, &id).await?;
    show(&site, &visit, page).await
}

/// Declares, abstains, saves or submits, as the button says.
///
/// # Errors
/// As [`get`]; 409 when it was changed in between or is not possible now.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let mut page = load(&site, &visit, &id).await?;
    let version = pairs.seen_version()?;
    match act(&site, &visit, &mut page, version, &pairs).await {
        Ok(target) => Ok(Redirect::to(&visit.href(&target)).into_response()),
        Err(Refusal::Problems(problems)) => {
            page.problems = problems;
            show(&site, &visit, page).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn act(site: &Site, visit: &Visit, page: &mut Page, version: i64, pairs: &FormPairs) -> Result<String, Refusal> {
    let (store, actor, id) = (&site.store, &visit.actor, page.review.id);
    match pairs.text("do") {
        "declare" => {
            page.declaration.replace(ConflictForm::FIELDS, pairs.iter());
            let declaration = page.declaration.check()?;
            store.declare_review(actor, id, version, &declaration).await?;
            let found = store.find_review(id).await?.ok_or(Refusal::NotFound)?;
            Ok(if found.state.may_read() {
                format!("{LIST}/{id}")
            } else {
                LIST.to_owned()
            })
        }
        "abstain" => {
            page.reason = pairs.text("reason").chars().take(REASON_CHARS as usize).collect();
            store.abstain_review(actor, id, version, &page.reason).await?;
            Ok(LIST.to_owned())
        }
        "save" | "submit" => {
            let criteria = page.whole.call.call.sheet.criteria.len();
            let typed: Vec<(&str, &str)> = pairs.iter().collect();
            page.draft = ReviewDraft::of(typed.iter().copied(), criteria);
            if pairs.text("do") == "save" {
                store.save_review(actor, id, version, &page.draft).await?;
                return Ok(format!("{LIST}/{id}?saved"));
            }
            store.submit_review(actor, id, version, &page.draft).await?;
            Ok(format!("{LIST}/{id}?submitted"))
        }
        _ => Err(Refusal::NotNow),
    }
}

async fn load(site: &Site, visit: &Visit, id: &str) -> Result<Page, Failure> {
    let user = visit.require_user()?;
    let id: ReviewId = id.parse().map_err(|_| Failure::NotFound)?;
    let review = site.store.find_review(id).await?.ok_or(Failure::NotFound)?;
    if review.reviewer != user.id || !visit.may(Action::ReviewApplications, Subject::Portal) {
        return Err(Failure::NotFound);
    }
    if !review.state.counts() {
        return Err(Failure::Forbidden);
    }
    let whole = site
        .store
        .find_submitted_application(review.application)
        .await?
        .ok_or(Failure::NotFound)?;
    let known = Known {
        organisations: user.memberships.iter().map(|place| place.organisation).collect(),
        email: user.email.clone(),
    };
    let others = match review.state {
        ReviewState::Submitted => site.store.list_application_reviews(whole.id).await?,
        _ => Vec::new(),
    };
    let content = if review.state.may_read() {
        let papers = site.store.list_papers(whole.id).await?;
        let papers = papers.into_iter().map(|(_, file)| file).collect();
        Some((check_now(site, visit, &whole).await?, papers))
    } else {
        None
    };
    Ok(Page {
        hints: hints(&known, &site.store.parties(&whole).await?),
        draft: review.draft.clone(),
        declaration: ConflictForm::default(),
        reason: String::new(),
        problems: Problems::new(),
        others,
        content,
        review,
        whole,
    })
}

async fn show(site: &Site, visit: &Visit, page: Page) -> Result<Response, Failure> {
    let text = visit.text();
    let title = page.whole.title();
    let head = Head::new(&title)
        .crumb(text.admin.title, visit.href("/admin"))
        .crumb(text.review.list, visit.href(LIST))
        .here(&title)
        .private()
        .refused_if(!page.problems.is_empty());
    let (shown, page) = (visit.clone(), Arc::new(page));
    respond(site, visit, head, move || view(&shown, &page)).await
}

fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, whole) = (visit.lang, &page.whole);
    let errors = page
        .problems
        .iter()
        .map(|found| FieldError::new(found.field.as_str(), words::sentence(lang, found)))
        .collect();
    let body = match page.review.state {
        ReviewState::Assigned => declaration(visit, page),
        ReviewState::Open => sheet(visit, page),
        _ => submitted(visit, page),
    };
    view! {
        <ErrorSummary lang errors />
        <p class="kj-note">{whole.call.title(lang).to_owned()}</p>
        <h1 class="kj-title">{whole.title()}</h1>
        <p>
            <Chip look=state_chip(page.review.state, lang) />
            " "
            {whole.number.clone()}
        </p>
        {body}
    }
}

/// Who applies, so that a conflict can be seen.
fn applicants(visit: &Visit, whole: &Application) -> impl IntoView + use<> {
    let lang = visit.lang;
    let places = whole
        .consortium
        .places
        .iter()
        .filter(|place| place.state.is_present())
        .map(|place| view! { <li>{place.name.clone()} "（" {place.role.name(lang)} "）"</li> })
        .collect_view();
    view! {
        <section class="kj-section" aria-labelledby="applicants-title">
            <h2 class="kj-section__title" id="applicants-title">{visit.text().review.applicants}</h2>
            <ul class="kj-prose">{places}</ul>
        </section>
    }
}

fn hidden(page: &Page, action: &'static str) -> impl IntoView + use<> {
    view! {
        <input type="hidden" name="version" value=page.review.version.to_string() />
        <input type="hidden" name="do" value=action />
    }
}

fn error(visit: &Visit, page: &Page, name: &str) -> Option<String> {
    let found = page.problems.for_field(name).next();
    found.map(|found| words::sentence(visit.lang, found))
}

fn action(visit: &Visit, page: &Page) -> String {
    visit.href(&format!("{LIST}/{}", page.review.id))
}

fn declaration(visit: &Visit, page: &Page) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().review);
    let found = (!page.hints.is_empty()).then(|| {
        let items = page
            .hints
            .iter()
            .map(|kind| view! { <li>{kind.name(lang)}</li> })
            .collect_view();
        view! {
            <Notice lang tone=NoticeTone::Warning title=text.hints>
                <ul>{items}</ul>
            </Notice>
        }
    });
    view! {
        {applicants(visit, &page.whole)}
        {found}
        <section class="kj-section" aria-labelledby="declare-title">
            <h2 class="kj-section__title" id="declare-title">{text.declare}</h2>
            <p>{text.declare_lead}</p>
            {conflict_form(visit, page, true)}
        </section>
        {abstain(visit, page)}
    }
    .into_any()
}

/// The declaration; without the choice to be free when it comes late.
fn conflict_form(visit: &Visit, page: &Page, with_free: bool) -> AnyView {
    let (lang, text, typed) = (visit.lang, visit.text().review, &page.declaration);
    let answer = if with_free {
        let field = Field::new("declaration", text.declaration)
            .required()
            .value(typed.declaration.clone())
            .error(error(visit, page, "declaration"));
        let choices = vec![Choice::new("free", text.free), Choice::new("conflict", text.conflict)];
        view! { <Radios lang field choices /> }.into_any()
    } else {
        view! { <input type="hidden" name="declaration" value="conflict" /> }.into_any()
    };
    let kind = Field::new("kind", text.kind)
        .value(typed.kind.clone())
        .error(error(visit, page, "kind"));
    let kinds = ConflictKind::ALL
        .iter()
        .map(|kind| Choice::new(kind.code(), kind.name(lang)))
        .collect();
    let note = Field::new("note", text.note)
        .optional()
        .hint(text.note_hint)
        .value(typed.note.clone())
        .error(error(visit, page, "note"));
    let tone = if with_free { "primary" } else { "outline" };
    view! {
        <form class="kj-form" method="post" action=action(visit, page) novalidate=true>
            {hidden(page, "declare")}
            {answer}
            <Select lang field=kind choices=kinds />
            <TextArea lang field=note limit=Some(ConflictForm::NOTE_CHARS) rows=3 />
            <button class="kj-button" data-tone=tone type="submit">{text.declare_button}</button>
        </form>
    }
    .into_any()
}

fn abstain(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().review);
    let reason = Field::new("reason", text.reason)
        .required()
        .value(page.reason.clone())
        .error(error(visit, page, "reason"));
    view! {
        <section class="kj-section" aria-labelledby="abstain-title">
            <h2 class="kj-section__title" id="abstain-title">{text.abstain}</h2>
            <p>{text.abstain_lead}</p>
            <form class="kj-form" method="post" action=action(visit, page) novalidate=true>
                {hidden(page, "abstain")}
                <TextArea lang field=reason limit=Some(REASON_CHARS) rows=3 />
                <button class="kj-button" data-tone="outline" type="submit">{text.abstain_button}</button>
            </form>
        </section>
    }
}

fn content(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    page.content.as_ref().map(|(checked, papers)| {
        let papers = (!papers.is_empty()).then(|| file_list(visit, papers));
        view! { {summary::view(visit, &page.whole, checked)} {papers} }.into_any()
    })
}

fn sheet(visit: &Visit, page: &Page) -> AnyView {
    let (lang, text, sheet) = (visit.lang, visit.text().review, &page.whole.call.call.sheet);
    let saved = (visit.query == "saved")
        .then(|| view! { <Notice lang tone=NoticeTone::Success title=text.saved announced=true /> });
    let marks: Vec<String> = sheet.explain.iter().map(u8::to_string).collect();
    let submit = if page.whole.state == ApplicationState::InReview {
        view! {
            <button class="kj-button" data-tone="primary" type="submit" name="do" value="submit">{text.submit}</button>
        }
        .into_any()
    } else {
        view! { <p>{text.waits}</p> }.into_any()
    };
    view! {
        {saved}
        {applicants(visit, &page.whole)}
        {content(visit, page)}
        <section class="kj-section" aria-labelledby="sheet-title">
            <h2 class="kj-section__title" id="sheet-title">{text.sheet}</h2>
            <p>{(text.sheet_lead)(&marks.join("、"))}</p>
            <form class="kj-form" method="post" action=action(visit, page) novalidate=true>
                <input type="hidden" name="version" value=page.review.version.to_string() />
                {rubric::fields(visit, sheet, &page.draft, &page.problems)}
                // The first button is the one that the Enter key presses, and a submitted review stays submitted.
                <div class="kj-actions">
                    <button class="kj-button" data-tone="outline" type="submit" name="do" value="save">
                        {text.save}
                    </button>
                    {submit}
                </div>
            </form>
        </section>
        <details class="kj-disclosure" open=page.problems.has_field("kind") || page.problems.has_field("note")>
            <summary class="kj-disclosure__summary">{text.late_conflict}</summary>
            {conflict_form(visit, page, false)}
        </details>
        {abstain(visit, page)}
    }
    .into_any()
}

fn submitted(visit: &Visit, page: &Page) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().review);
    let done = (visit.query == "submitted")
        .then(|| view! { <Notice lang tone=NoticeTone::Success title=text.submitted announced=true /> });
    view! {
        {done}
        {panel::view(visit, &page.whole.call.call.sheet, &page.others, false)}
        {content(visit, page)}
    }
    .into_any()
}
