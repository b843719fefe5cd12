//! `/admin/calls/{id}`: the task list of a call, in any order, with everything that can be done next.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::call::{CallStep, Section};
use domain::questionnaire::Questionnaire;
use domain::section_state::SectionState;
use leptos::prelude::*;
use store::CallRecord;

use super::{get_record, head, path, publishes};
use crate::component::{Chip, Notice, NoticeTone, Progress, Task, TaskList};
use crate::document::respond;
use crate::page::call_sheet::chip;
use crate::page::calls::waiting_form;
use crate::text::application_start::StartText;
use crate::text::call_admin::{section as section_words, step as step_words};
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403; 404; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let record = get_record(&site, &visit, &id).await?;
    let form = waiting_form(&site, record.id).await?;
    let mut head = head(&visit, &record, None);
    head.title = record.title(visit.lang).to_owned();
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &record, &form)).await
}

fn view(visit: &Visit, record: &CallRecord, form: &Questionnaire) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().call_admin);
    let here = visit.href(&path(record.id));
    let editable = record.state.has_working_copy();
    let tasks: Vec<_> = Section::ALL
        .iter()
        .map(|section| task(visit, record, *section, &here))
        .collect();
    let done = tasks.iter().filter(|task| task.state == SectionState::Done).count();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let all = count(tasks.len());
    let moved = (!record.draft.moved.is_empty()).then(|| {
        let title = (text.moved_hint)(record.draft.moved.len());
        view! { <Notice lang tone=NoticeTone::Info title /> }
    });
    let changed =
        (record.state.is_public() && record.is_changed()).then(|| view! { <p class="kj-note">{text.changed}</p> });
    let questions = form.questions().count();
    let publish = editable.then(|| {
        let href = format!("{here}/publish");
        view! {
            <p class="kj-actions">
                <a class="kj-button" data-tone="primary" href=href>{text.publish}</a>
            </p>
        }
    });
    let public = record.state.is_public().then(|| {
        let href = visit.href(&format!("/calls/{}", record.id));
        view! { <li><a href=href>{text.public_page}</a></li> }
    });
    view! {
        {outcome(visit)}
        <p class="kj-sheet__marks"><Chip look=chip(visit, record.state) /></p>
        <h1 class="kj-title">{record.title(lang).to_owned()}</h1>
        {changed}
        {moved}
        <Progress lang done=count(done) all />
        <section class="kj-section" aria-labelledby="tasks-title">
            <h2 class="kj-section__title" id="tasks-title">{text.tasks}</h2>
            <TaskList lang tasks />
        </section>
        <section class="kj-section" aria-labelledby="next-title">
            <h2 class="kj-section__title" id="next-title">{text.next}</h2>
            <ul class="kj-prose">
                <li>
                    <a href=format!("{here}/form")>{text.form}</a>
                    " "
                    <span class="kj-note">{(text.form_hint)(questions)}</span>
                </li>
                <li>
                    <a href=format!("{here}/testers")>{text.testers}</a>
                    " "
                    <span class="kj-note">{(text.testers_hint)(record.draft.testers.len())}</span>
                </li>
                <li><a href=format!("{here}/preview")>{text.preview}</a></li>
                {public}
            </ul>
            {publish}
        </section>
        {other(visit, record, &here)}
    }
}

fn task(visit: &Visit, record: &CallRecord, section: Section, here: &str) -> Task {
    let (name, hint) = section_words(visit.lang, section);
    Task {
        href: record
            .state
            .has_working_copy()
            .then(|| format!("{here}/{}", section.code())),
        name: name.to_owned(),
        hint: hint.to_owned(),
        state: record.draft.state(section),
    }
}

/// What was done on the way here.
fn outcome(visit: &Visit) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().call_admin);
    let title = match visit.query.as_str() {
        "published" => text.published,
        "requested" => text.requested,
        "ended" => text.ended,
        _ => return ().into_any(),
    };
    view! { <Notice lang tone=NoticeTone::Success title announced=true /> }.into_any()
}

/// Steps that end the call or take it back.
fn other(visit: &Visit, record: &CallRecord, here: &str) -> Option<AnyView> {
    let steps = [
        CallStep::Unschedule,
        CallStep::Close,
        CallStep::Finish,
        CallStep::Cancel,
    ];
    let extensions = (publishes(visit) && record.state.is_public()).then(|| {
        let href = format!("{here}/extensions");
        view! { <li><a href=href>{StartText::of(visit.lang).extend}</a></li> }.into_any()
    });
    let links: Vec<_> = steps
        .into_iter()
        .filter(|step| publishes(visit) && record.state.next(*step).is_some())
        .map(|step| {
            let href = format!("{here}/end/{}", step.code());
            view! { <li><a href=href>{step_words(visit.lang, step)}</a></li> }.into_any()
        })
        .chain(extensions)
        .collect();
    (!links.is_empty()).then(|| {
        view! {
            <section class="kj-section" aria-labelledby="other-title">
                <h2 class="kj-section__title" id="other-title">{visit.text().call_admin.other}</h2>
                <ul class="kj-prose">{links}</ul>
            </section>
        }
        .into_any()
    })
}
