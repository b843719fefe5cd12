//! `/my/applications/{id}`: the task list of an application: deadline, state, sections, papers, check, other ways (W15).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use domain::application::{ApplicationStep, Paper, missing, needed};
use domain::program::SectionState;
use leptos::prelude::*;
use store::{Application, ApplicationEditing, ApplicationFix, StoredFile};

use super::{
    Checked, approves, check_now, edits, get_application, head, heading, members, part_path, path, questions, result,
    standing, writes,
};
use crate::component::{Notice, NoticeTone, Progress, Task, TaskList};
use crate::document::respond;
use crate::text::application_comment::CommentText;
use crate::text::application_document::DocumentText;
use crate::text::application_question::part as part_words;
use crate::text::life::LifeText;
use crate::{Failure, Site, Visit};

struct Overview {
    whole: Application,
    checked: Checked,
    papers: Vec<(Paper, StoredFile)>,
    fixes: Vec<ApplicationFix>,
    editing: Vec<ApplicationEditing>,
    released: Option<result::Released>,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let whole = get_application(&site, &visit, &id).await?;
    let user = visit.require_user()?.id;
    let overview = Arc::new(Overview {
        checked: check_now(&site, &visit, &whole).await?,
        papers: site.store.list_papers(whole.id).await?,
        fixes: site.store.list_application_fixes(whole.id).await?,
        editing: site.store.list_application_editing(whole.id, user).await?,
        released: result::load(&site, &whole).await?,
        whole,
    });
    let head = head(&visit, &overview.whole, None);
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &overview)).await
}

fn view(visit: &Visit, overview: &Overview) -> impl IntoView + use<> {
    let (lang, text, whole) = (visit.lang, visit.text().application, &overview.whole);
    let editable = edits(visit, whole);
    let tasks: Vec<_> = tasks(visit, overview, editable);
    let done = tasks.iter().filter(|task| task.state == SectionState::Done).count();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let (done, all) = (count(done), count(tasks.len()));
    let outcome = match visit.query.as_str() {
        "done" => Some(text.done),
        _ => None,
    };
    let read_only = (whole.state.is_editable() && !editable)
        .then(|| view! { <Notice lang tone=NoticeTone::Info title=text.read_only /> });
    view! {
        {outcome.map(|title| view! { <Notice lang tone=NoticeTone::Success title announced=true /> })}
        {heading(visit, whole, &whole.title())}
        {overview.released.as_ref().map(|released| result::view(visit, whole, released))}
        {standing::deadline(visit, whole)}
        {standing::view(visit, whole, &overview.fixes)}
        {read_only}
        {questions::renewed(visit, whole)}
        <Progress lang done all />
        <section class="kj-section" aria-labelledby="tasks-title">
            <h2 class="kj-section__title" id="tasks-title">{text.tasks}</h2>
            <TaskList lang tasks />
        </section>
        {members::section(visit, whole)}
        {questions::aside(visit, whole)}
        {next(visit, whole)}
        {other(visit, whole)}
    }
}

fn tasks(visit: &Visit, overview: &Overview, editable: bool) -> Vec<Task> {
    let (lang, text, whole) = (visit.lang, visit.text().application, &overview.whole);
    let parts = whole.parts();
    let mut tasks: Vec<_> = parts
        .iter()
        .map(|part| {
            let (name, hint) = part_words(lang, part);
            let others = overview.editing.iter().filter(|other| other.part == part.code());
            let others: Vec<_> = others
                .map(|other| (LifeText::of(lang).editing)(&other.name, &other.since.time_jst().to_string()))
                .collect();
            Task {
                href: editable.then(|| visit.href(&part_path(whole.id, part))),
                name,
                hint: [hint, others.join(" ")].join(" ").trim().to_owned(),
                state: overview.checked.reading.state(part, &whole.form),
            }
        })
        .collect();
    tasks.push(Task {
        href: Some(visit.href(&format!("{}/attachments", path(whole.id)))),
        name: text.papers.to_owned(),
        hint: text.papers_hint.to_owned(),
        state: papers_state(overview),
    });
    tasks
}

/// How far the papers are: required ones missing, none at all, or all that is needed.
fn papers_state(overview: &Overview) -> SectionState {
    let lines = overview
        .checked
        .reading
        .budget
        .as_ref()
        .map(|budget| budget.lines.clone());
    let there: Vec<_> = overview.papers.iter().map(|(there, _)| *there).collect();
    let needed = needed(&lines.unwrap_or_default(), &overview.whole.call.call);
    let missing = !missing(&needed, &there).is_empty();
    match (
        missing,
        overview.papers.is_empty(),
        overview.checked.reading.budget.is_some(),
    ) {
        (true, true, _) | (false, true, false) => SectionState::Untouched,
        (true, false, _) => SectionState::Started,
        _ => SectionState::Done,
    }
}

/// The one way on.
fn next(visit: &Visit, whole: &Application) -> AnyView {
    let text = visit.text().application;
    let here = path(whole.id);
    let way = match () {
        () if whole.state.next(ApplicationStep::Resubmit).is_some() && writes(visit, whole) => ("fix", text.fix),
        () if whole.state.next(ApplicationStep::RequestSignoff).is_some() && writes(visit, whole) => {
            ("check", text.check)
        }
        () if whole.state.next(ApplicationStep::Submit).is_some() && approves(visit, whole) => {
            ("approve", text.approve)
        }
        () => return ().into_any(),
    };
    let href = visit.href(&format!("{here}/{}", way.0));
    view! {
        <section class="kj-section" aria-labelledby="next-title">
            <h2 class="kj-section__title" id="next-title">{text.next}</h2>
            <p class="kj-actions">
                <a class="kj-button" data-tone="primary" href=href>{way.1}</a>
            </p>
        </section>
    }
    .into_any()
}

/// Everything else that can be done now.
fn other(visit: &Visit, whole: &Application) -> impl IntoView + use<> {
    let (text, here) = (visit.text().application, path(whole.id));
    let exists = |step: ApplicationStep| whole.state.next(step).is_some();
    let approver = approves(visit, whole);
    let ways = [
        ("check", text.check, true),
        ("documents", DocumentText::of(visit.lang).title, true),
        ("comments", CommentText::of(visit.lang).title, true),
        ("history", text.history, true),
        (
            "step/revise",
            text.revise,
            exists(ApplicationStep::Revise) && writes(visit, whole),
        ),
        (
            "step/pull-back",
            text.pull_back,
            exists(ApplicationStep::PullBack) && approver,
        ),
        (
            "step/withdraw",
            text.withdraw,
            exists(ApplicationStep::Withdraw) && approver,
        ),
    ];
    let links = ways
        .into_iter()
        .filter(|(.., open)| *open)
        .map(|(page, label, _)| {
            let href = visit.href(&format!("{here}/{page}"));
            view! { <li><a href=href>{label}</a></li> }
        })
        .collect_view();
    let consortium = visit.href(&format!("/my/consortia/{}", whole.consortium.id));
    let label = format!("{}: {}", text.consortium, whole.consortium.plan.name);
    view! {
        <section class="kj-section" aria-labelledby="other-title">
            <h2 class="kj-section__subtitle" id="other-title">{text.other}</h2>
            <ul class="kj-prose">
                {links}
                <li><a href=consortium>{label}</a></li>
            </ul>
        </section>
    }
}
