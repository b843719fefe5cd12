//! `/admin/assignments/{application}`: the reviewers of one application with what each has declared, the panel, and the
//! steps of the office: take somebody out, ask again, close.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::application::{ApplicationState, ApplicationStep};
use domain::review::{Declaration, ReviewStep};
use domain::value::{ApplicationId, ReviewId};
use domain::{ProblemCode, Problems};
use leptos::prelude::*;
use store::{Application, Refusal, StoredReview};

use super::{LIST, assigns, require};
use crate::component::{Chip, ErrorSummary, Field, FieldError, Notice, NoticeTone, TextArea, plain_table};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::page::admin::reviews::{panel, state_chip};
use crate::text::review as words;
use crate::{Failure, Site, Visit};

/// Most characters of a reason.
const REASON_CHARS: u32 = 400;

/// What the page shows.
struct Page {
    whole: Application,
    reviews: Vec<StoredReview>,
    /// The form that was refused, its reason and what is wrong.
    refused: (String, String, Problems),
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403; 404 for applications that have not come to a review.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let page = load(&site, &visit, &id).await?;
    show(&site, &visit, page).await
}

/// Takes a step: `recuse`, `reopen` with the `review`; `finish`, `again` with the application.
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
    let form = format!("{}{}", pairs.text("do"), pairs.text("review"));
    let typed = pairs.text(&reason_name(&form));
    let reason: String = typed.chars().take(REASON_CHARS as usize).collect();
    match act(&site, &visit, &page, &pairs, &reason).await {
        Ok(()) => Ok(Redirect::to(&visit.href(&format!("{LIST}/{}?done", page.whole.id))).into_response()),
        Err(Refusal::Problems(problems)) => {
            page.refused = (form, reason, problems);
            show(&site, &visit, page).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// The name of the reason in one of several forms of the page, so that each has a control of its own.
fn reason_name(form: &str) -> String {
    format!("reason_{form}")
}

async fn act(site: &Site, visit: &Visit, page: &Page, pairs: &FormPairs, reason: &str) -> Result<(), Refusal> {
    let (store, actor, id) = (&site.store, &visit.actor, page.whole.id);
    let stale = Refusal::Stale {
        current: page.whole.version,
    };
    let version: i64 = pairs.text("version").parse().map_err(|_| stale)?;
    let review = || -> Result<ReviewId, Refusal> {
        let id = pairs.text("review").parse().map_err(|_| Refusal::NotFound)?;
        let is_here = page.reviews.iter().any(|review| review.id == id);
        if is_here { Ok(id) } else { Err(Refusal::NotFound) }
    };
    match pairs.text("do") {
        "recuse" => {
            store
                .step_review(actor, review()?, version, ReviewStep::Recuse, reason)
                .await
        }
        "reopen" => {
            store
                .step_review(actor, review()?, version, ReviewStep::Reopen, reason)
                .await
        }
        "finish" => store.finish_review(actor, id, version).await,
        "again" => store.review_again(actor, id, version, reason).await,
        _ => Err(Refusal::NotNow),
    }
}

async fn load(site: &Site, visit: &Visit, id: &str) -> Result<Page, Failure> {
    require(visit)?;
    let id: ApplicationId = id.parse().map_err(|_| Failure::NotFound)?;
    let whole = site
        .store
        .find_submitted_application(id)
        .await?
        .ok_or(Failure::NotFound)?;
    let reviews = site.store.list_application_reviews(id).await?;
    let is_open = matches!(
        whole.state,
        ApplicationState::FormalCheck | ApplicationState::InReview | ApplicationState::Scored
    );
    if !is_open && reviews.is_empty() {
        return Err(Failure::NotFound);
    }
    Ok(Page {
        whole,
        reviews,
        refused: (String::new(), String::new(), Problems::new()),
    })
}

async fn show(site: &Site, visit: &Visit, page: Page) -> Result<Response, Failure> {
    let text = visit.text();
    let title = page.whole.title();
    let head = Head::new(&title)
        .crumb(text.admin.title, visit.href("/admin"))
        .crumb(text.review.assignments, visit.href(LIST))
        .here(&title)
        .private()
        .refused_if(!page.refused.2.is_empty());
    let (shown, page) = (visit.clone(), Arc::new(page));
    respond(site, visit, head, move || view(&shown, &page)).await
}

fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text, whole) = (visit.lang, visit.text().review, &page.whole);
    let (form, _, problems) = &page.refused;
    let errors = problems
        .iter()
        .map(|found| {
            let field = match found.field.as_str() {
                "reason" => reason_name(form),
                other => other.to_owned(),
            };
            FieldError::new(&field, words::sentence(lang, found))
        })
        .collect();
    let done = (visit.query == "done")
        .then(|| view! { <Notice lang tone=NoticeTone::Success title=text.done announced=true /> });
    let back = visit.href(&format!("{LIST}?call={}", whole.call.id));
    let rows = page.reviews.iter().map(|review| row(visit, review)).collect_view();
    let forms = assigns(visit).then(|| steps(visit, page));
    view! {
        <p><a class="kj-back" href=back>{text.back}</a></p>
        <ErrorSummary lang errors />
        {done}
        <p class="kj-note">{whole.call.title(lang).to_owned()}</p>
        <h1 class="kj-title">{whole.title()}</h1>
        <p>{whole.number.clone()} " " {whole.state.name(lang)}</p>
        <section class="kj-section">
            <h2 class="kj-section__title" id="reviews">{text.reviewers}</h2>
            {plain_table("reviews", [text.reviewers, text.state, text.declaration, text.since], rows)}
        </section>
        {panel::view(visit, &whole.call.call.sheet, &page.reviews, true)}
        {forms}
    }
}

fn row(visit: &Visit, review: &StoredReview) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().review);
    let declared = review.declaration.as_ref().map(|declaration| match declaration {
        Declaration::Free => text.free.to_owned(),
        Declaration::Conflict(conflict) => format!("{} {}", conflict.kind.name(lang), conflict.note),
    });
    view! {
        <tr>
            <th scope="row">{review.name.clone()}</th>
            <td><Chip look=state_chip(review.state, lang) /></td>
            <td>{declared}</td>
            <td>
                <time datetime=review.assigned_at.iso_jst()>{review.assigned_at.format_jst(lang)}</time>
            </td>
        </tr>
    }
}

fn steps(visit: &Visit, page: &Page) -> AnyView {
    let (text, whole) = (visit.text().review, &page.whole);
    let is_running = matches!(whole.state, ApplicationState::FormalCheck | ApplicationState::InReview);
    let single = page
        .reviews
        .iter()
        .filter(|_| is_running)
        .flat_map(|review| {
            let offers = [
                (ReviewStep::Reopen, "reopen", (text.reopen_of)(&review.name)),
                (ReviewStep::Recuse, "recuse", (text.recuse_of)(&review.name)),
            ];
            offers
                .into_iter()
                .filter(|(step, _, _)| review.state.next(*step).is_some())
                .map(|(_, code, label)| with_reason(visit, page, code, Some(review), label))
        })
        .collect_view();
    let finish = whole.state.next(ApplicationStep::FinishReview).map(|_| {
        let fewest = whole.call.call.sheet.min_reviewers;
        view! {
            <form class="kj-form" method="post" action=visit.href(&format!("{LIST}/{}", whole.id))>
                <input type="hidden" name="do" value="finish" />
                <input type="hidden" name="version" value=whole.version.to_string() />
                <p>{(text.finish_lead)(fewest)}</p>
                <button class="kj-button" data-tone="primary" type="submit">{text.finish}</button>
            </form>
        }
    });
    let again = whole
        .state
        .next(ApplicationStep::ReviewAgain)
        .map(|_| with_reason(visit, page, "again", None, text.again.to_owned()));
    view! {
        <section class="kj-section" aria-labelledby="steps-title">
            <h2 class="kj-section__title" id="steps-title">{text.steps}</h2>
            {finish}
            {again}
            {single}
        </section>
    }
    .into_any()
}

/// A step that wants a reason, folded until it is needed or was refused.
fn with_reason(
    visit: &Visit,
    page: &Page,
    code: &'static str,
    review: Option<&StoredReview>,
    label: String,
) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().review);
    let id = review.map(|review| review.id.to_string()).unwrap_or_default();
    let version = review.map_or(page.whole.version, |review| review.version);
    let (form, typed, problems) = &page.refused;
    let is_refused = *form == format!("{code}{id}");
    let error = (is_refused && problems.has_field("reason"))
        .then(|| crate::text::problem::labelled(lang, text.reason, &ProblemCode::Empty));
    let field = Field {
        values: if is_refused { vec![typed.clone()] } else { Vec::new() },
        ..Field::new(reason_name(&format!("{code}{id}")), text.reason)
            .required()
            .error(error)
    };
    let review_id = review.map(|_| view! { <input type="hidden" name="review" value=id.clone() /> });
    view! {
        <details class="kj-disclosure" open=is_refused>
            <summary class="kj-disclosure__summary">{label.clone()}</summary>
            <form class="kj-form" method="post" action=visit.href(&format!("{LIST}/{}", page.whole.id)) novalidate=true>
                <input type="hidden" name="do" value=code />
                <input type="hidden" name="version" value=version.to_string() />
                {review_id}
                <TextArea lang field limit=Some(REASON_CHARS) rows=3 />
                <button class="kj-button" data-tone="outline" type="submit">{label}</button>
            </form>
        </details>
    }
    .into_any()
}
