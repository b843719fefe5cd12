//! `/my/programs/{id}/edit`: the task list of a program (W12), in any order, with everything that can be done next.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::Problems;
use domain::permit::{Action, Subject};
use domain::program::{ListingState, Section, SectionState};
use http::StatusCode;
use leptos::prelude::*;
use store::Draft;

use super::{edit_path, get_draft, head, title};
use crate::component::{Chip, ChipLook, ErrorSummary, FieldError, Notice, NoticeTone, Progress, Task, TaskList};
use crate::document::respond;
use crate::text::problem;
use crate::text::register::RegisterText;
use crate::{Failure, Site, Visit, link};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let draft = get_draft(&site, &visit, &id).await?;
    show(&site, &visit, draft, None).await
}

/// Shows the page, with the problems that a publication found.
pub(super) async fn show(
    site: &Site,
    visit: &Visit,
    draft: Draft,
    refused: Option<Problems>,
) -> Result<Response, Failure> {
    let published = site.store.find_listing(draft.id).await?.map(|listing| listing.content);
    let page = (visit.text().register.edit_title)(&title(visit, &draft.form));
    let (page, status) = match refused {
        Some(_) => (
            format!("{}{page}", visit.text().register.errors_title),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        None => (page, StatusCode::OK),
    };
    let mut head = head(visit, &draft, &page).status(status);
    // The task list is itself the last step of the way here.
    head.crumbs.pop();
    let shown = visit.clone();
    let problems = draft.form.check();
    let changed = match (&published, &problems) {
        (Some(published), Ok(now)) => published != now,
        (Some(_), Err(_)) => true,
        (None, _) => false,
    };
    let overview = Overview {
        draft,
        problems: problems.err().unwrap_or_default(),
        refused,
        changed,
    };
    respond(site, visit, head, move || view(&shown, &overview)).await
}

#[derive(Clone)]
struct Overview {
    draft: Draft,
    problems: Problems,
    refused: Option<Problems>,
    /// The working copy differs from what is published.
    changed: bool,
}

fn view(visit: &Visit, overview: &Overview) -> impl IntoView + use<> {
    let (lang, text, draft) = (visit.lang, visit.text().register, &overview.draft);
    let owner = Subject::Organisation(draft.owner.id);
    let editable = draft.state.is_editable() && visit.may(Action::EditProgram, owner);
    let states: Vec<_> = Section::ALL
        .iter()
        .map(|section| section.state(&draft.form, &overview.problems))
        .collect();
    let done = states.iter().filter(|state| **state == SectionState::Done).count();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let tasks: Vec<_> = Section::ALL
        .iter()
        .zip(&states)
        .map(|(section, state)| Task {
            href: editable.then(|| visit.href(&format!("{}/{}", edit_path(draft.id), section.code()))),
            name: section_words(text, *section).0.to_owned(),
            hint: section_words(text, *section).1.to_owned(),
            state: *state,
        })
        .collect();
    let closed =
        (!draft.state.is_editable()).then(|| view! { <Notice lang tone=NoticeTone::Info title=text.closed_note /> });
    let read_only = (draft.state.is_editable() && !editable)
        .then(|| view! { <Notice lang tone=NoticeTone::Info title=text.read_only /> });
    let preview = (!editable).then(|| {
        let href = visit.href(&format!("/my/programs/{}/preview", draft.id));
        view! { <p><a href=href>{text.preview_open}</a></p> }
    });
    view! {
        {overview.refused.as_ref().map(|problems| gaps(visit, draft, problems))}
        {(visit.query == "published")
            .then(|| view! { <Notice lang tone=NoticeTone::Success title=text.published announced=true /> })}
        <p class="kj-sheet__marks"><Chip look=ChipLook::of_listing(draft.state, lang) /></p>
        <h1 class="kj-title">{title(visit, &draft.form)}</h1>
        <p class="kj-note">{draft.owner.name.clone()}</p>
        {closed}
        {read_only}
        <Progress lang done=count(done) all=count(states.len()) />
        <section class="kj-section" aria-labelledby="tasks-title">
            <h2 class="kj-section__title" id="tasks-title">{text.tasks}</h2>
            <TaskList lang tasks />
        </section>
        {preview}
        {editable.then(|| publication(visit, overview))}
        {editable.then(|| other_actions(visit, draft))}
    }
}

/// What a publication needs, each with the way to its field.
fn gaps(visit: &Visit, draft: &Draft, problems: &Problems) -> impl IntoView + use<> {
    let errors = problems
        .iter()
        .map(|found| {
            let field = found.field.as_str();
            let section = Section::of_field(field).map_or("basics", Section::code);
            let href = visit.href(&format!("{}/{section}?check=1#{field}", edit_path(draft.id)));
            FieldError::elsewhere(href, problem::program(visit.lang, found))
        })
        .collect();
    view! { <ErrorSummary lang=visit.lang errors /> }
}

fn publication(visit: &Visit, overview: &Overview) -> impl IntoView + use<> {
    let (text, draft) = (visit.text().register, &overview.draft);
    let may_publish = visit.may(Action::PublishProgram, Subject::Organisation(draft.owner.id));
    let state = match (draft.published, overview.changed) {
        (false, _) => text.not_published,
        (true, true) => text.has_changes,
        (true, false) => text.up_to_date,
    };
    let label = if draft.published {
        text.republish_button
    } else {
        text.publish_button
    };
    let publish = visit.href(&format!("/my/programs/{}/publish", draft.id));
    let preview = visit.href(&format!("/my/programs/{}/preview", draft.id));
    let version = draft.version.to_string();
    let public = draft.published.then(|| {
        view! { <a href=visit.href(&link::program(draft.id))>{visit.text().my.view}</a> }
    });
    let button = if may_publish {
        view! {
            <form method="post" action=publish>
                <input type="hidden" name="version" value=version />
                <button class="kj-button" data-tone="primary" type="submit">{label}</button>
            </form>
        }
        .into_any()
    } else {
        view! { <p>{text.publish_who}</p> }.into_any()
    };
    view! {
        <section class="kj-box kj-publication" aria-labelledby="publication-title">
            <h2 class="kj-box__title" id="publication-title">{text.publish_button}</h2>
            <p>{state}" "{text.publish_lead}" "{public}</p>
            <div class="kj-actions">
                <a class="kj-button" data-tone="outline" href=preview>{text.preview_open}</a>
                {button}
            </div>
        </section>
    }
}

fn other_actions(visit: &Visit, draft: &Draft) -> impl IntoView + use<> {
    let text = visit.text().register;
    let owner = Subject::Organisation(draft.owner.id);
    let (path, label) = match draft.state {
        ListingState::Draft if visit.may(Action::DeleteDraft, owner) => ("delete", text.delete),
        ListingState::Published if visit.may(Action::EndProgram, owner) => ("end", text.end),
        _ => return ().into_any(),
    };
    let href = visit.href(&format!("/my/programs/{}/{path}", draft.id));
    view! {
        <section class="kj-section" aria-labelledby="other-title">
            <h2 class="kj-section__subtitle" id="other-title">{text.other}</h2>
            <p><a href=href>{label}</a></p>
        </section>
    }
    .into_any()
}

/// Name and hint of a section.
pub(super) fn section_words(text: &RegisterText, section: Section) -> (&'static str, &'static str) {
    match section {
        Section::Basics => (text.basics, text.basics_hint),
        Section::Purpose => (text.purpose, text.purpose_hint),
        Section::Area => (text.area, text.area_hint),
        Section::Period => (text.period, text.period_hint),
        Section::Structure => (text.structure, text.structure_hint),
        Section::Recruit => (text.recruit, text.recruit_hint),
        Section::Contact => (text.contact, text.contact_hint),
        Section::Publish => (text.publish, text.publish_hint),
    }
}
