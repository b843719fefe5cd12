//! `/admin/calls/{id}/extensions`: an approving officer moves the deadline for one applicant, with a reason that is kept and
//! told (ux 7.8). Of applications that are not submitted it shows who writes them, never what.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::value::{ApplicationId, Instant};
use domain::{Problem, ProblemCode, Problems, normalise};
use leptos::prelude::*;
use store::{Application, CallRecord, Refusal};

use super::{get_record, head, path, require_approver};
use crate::component::{
    Chip, Choice, DateInput, ErrorSummary, Field, FieldError, InputWidth, Notice, NoticeTone, Radios, TextArea,
    TextInput, plain_table,
};
use crate::document::respond;
use crate::page::FormPairs;
use crate::page::my::applications::state_chip;
use crate::text::application_start::StartText;
use crate::text::problem;
use crate::{Failure, Site, Visit};

/// Most characters of a reason.
const REASON_CHARS: u32 = 400;

struct Page {
    record: CallRecord,
    open: Vec<Application>,
    typed: FormPairs,
    problems: Problems,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403; 404; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let page = load(&site, &visit, &id).await?;
    show(&site, &visit, page).await
}

/// Moves the deadline of one application.
///
/// # Errors
/// As [`get`]; 404 for an application to another call; 409 when it was submitted or changed in between.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let mut page = load(&site, &visit, &id).await?;
    page.problems = match read(&page.open, &pairs)? {
        Ok((application, until)) => {
            let (id, version) = (application.id, application.version);
            let reason: String = pairs.text("reason").chars().take(REASON_CHARS as usize).collect();
            let done = site
                .store
                .extend_application(&visit.actor, id, version, until, &reason)
                .await;
            match done {
                Ok(()) => {
                    let here = format!("{}/extensions?done", path(page.record.id));
                    return Ok(Redirect::to(&visit.href(&here)).into_response());
                }
                Err(Refusal::Problems(problems)) => problems,
                Err(other) => return Err(other.into()),
            }
        }
        Err(problems) => problems,
    };
    page.typed = pairs;
    show(&site, &visit, page).await
}

async fn load(site: &Site, visit: &Visit, id: &str) -> Result<Page, Failure> {
    require_approver(visit)?;
    let record = get_record(site, visit, id).await?;
    Ok(Page {
        open: site.store.list_unsubmitted_applications(record.id).await?,
        record,
        typed: FormPairs::default(),
        problems: Problems::new(),
    })
}

/// Which application, and until when.
fn read<'a>(
    open: &'a [Application],
    pairs: &FormPairs,
) -> Result<Result<(&'a Application, Instant), Problems>, Failure> {
    let mut problems = Problems::new();
    let application = match pairs.text("application") {
        "" => {
            problems.push("application", ProblemCode::Empty);
            None
        }
        chosen => {
            let id: ApplicationId = chosen.parse().map_err(|_| Failure::NotFound)?;
            Some(open.iter().find(|one| one.id == id).ok_or(Failure::NotFound)?)
        }
    };
    let keep = |field: &'static str, found: ProblemCode, problems: &mut Problems| problems.push(field, found);
    let day = match pairs.text("until") {
        "" => Err(ProblemCode::Empty),
        typed => normalise::date(typed),
    };
    let time = match pairs.text("time") {
        "" => Err(ProblemCode::Empty),
        typed => normalise::time(typed),
    };
    let day = day.map_err(|code| keep("until", code, &mut problems)).ok();
    let time = time.map_err(|code| keep("time", code, &mut problems)).ok();
    let until = day.zip(time).map(|(day, time)| Instant::from_jst(day, time));
    Ok(match application.zip(until) {
        Some(found) if problems.is_empty() => Ok(found),
        _ => Err(problems),
    })
}

async fn show(site: &Site, visit: &Visit, page: Page) -> Result<Response, Failure> {
    let head = head(visit, &page.record, Some(StartText::of(visit.lang).extend)).refused_if(!page.problems.is_empty());
    let (shown, page) = (visit.clone(), Arc::new(page));
    respond(site, visit, head, move || view(&shown, &page)).await
}

fn sentence(visit: &Visit, found: &Problem) -> String {
    let text = StartText::of(visit.lang);
    let label = match found.field.as_str() {
        "application" => text.extend_who,
        "until" => text.extend_day,
        "time" => text.extend_time,
        _ => text.extend_reason,
    };
    problem::labelled(visit.lang, label, &found.code)
}

fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, StartText::of(visit.lang));
    let list = visit.href(&path(page.record.id));
    let errors: Vec<_> = page
        .problems
        .iter()
        .map(|found| FieldError::new(found.field.as_str(), sentence(visit, found)))
        .collect();
    let done = (visit.query == "done")
        .then(|| view! { <Notice lang tone=NoticeTone::Success title=text.extend_done announced=true /> });
    let body = if page.open.is_empty() {
        view! { <Notice lang tone=NoticeTone::Info title=text.extend_none /> }.into_any()
    } else {
        view! {
            {table(visit, page)}
            {form(visit, page)}
        }
        .into_any()
    };
    view! {
        <div class="kj-form-page">
            <p><a class="kj-back" href=list>{visit.text().call_admin.to_list}</a></p>
            // Without the form there is nothing to correct.
            {(!errors.is_empty() && !page.open.is_empty()).then(|| view! { <ErrorSummary lang errors /> })}
            {done}
            <p class="kj-note">{page.record.title(lang).to_owned()}</p>
            <h1 class="kj-title">{text.extend}</h1>
            <p>{text.extend_lead}</p>
            {body}
        </div>
    }
}

/// Who applies: the name under which the society stands in its consortium.
fn applicant(one: &Application) -> String {
    let place = one.consortium.place(one.lead);
    place.map(|place| place.name.clone()).unwrap_or_default()
}

fn table(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, StartText::of(visit.lang));
    let rows = page
        .open
        .iter()
        .map(|one| {
            let close = one.closes_at();
            let extended = one.extended_to.map(|_| text.extended);
            view! {
                <tr>
                    <th scope="row">{applicant(one)}</th>
                    <td><Chip look=state_chip(one.state, lang) /></td>
                    <td>
                        <time datetime=close.iso_jst()>{close.format_jst(lang)}</time>
                        " "
                        {extended}
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="waiting-title">{text.extend_waiting}</h2>
            {plain_table("waiting-title", [text.applicant, text.state, text.deadline], rows)}
        </section>
    }
}

fn form(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, StartText::of(visit.lang));
    let field = |name: &'static str, label: &'static str| {
        let found = page.problems.for_field(name).next();
        Field::new(name, label)
            .required()
            .value(page.typed.text(name))
            .error(found.map(|found| sentence(visit, found)))
    };
    let choices: Vec<_> = page
        .open
        .iter()
        .map(|one| Choice::new(one.id.to_string(), applicant(one)))
        .collect();
    let action = visit.href(&format!("{}/extensions", path(page.record.id)));
    view! {
        <form class="kj-form" method="post" action=action novalidate=true>
            <Radios lang field=field("application", text.extend_who) choices />
            <DateInput lang field=field("until", text.extend_day) />
            <TextInput lang field=field("time", text.extend_time).hint("17:00") width=InputWidth::Short />
            <TextArea
                lang
                field=field("reason", text.extend_reason).hint(text.extend_reason_hint)
                limit=Some(REASON_CHARS)
                rows=3
            />
            <button class="kj-button" data-tone="primary" type="submit">{text.extend_button}</button>
        </form>
    }
}
