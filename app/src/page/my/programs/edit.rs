//! `/my/programs/{id}/edit`: the task list of a program (W12), in any order, with everything that can be done next.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::Problems;
use domain::file::FileOwner;
use domain::permit::{Action, Subject};
use domain::program::{CleanProgram, ListingState, ListingStep, ProgramForm, PublicationCheck, Section, SectionState};
use leptos::prelude::*;
use store::{Draft, Editing, Fix, StoredFile};

use super::section::last_year;
use super::{edit_path, fix, get_draft, head, participants, publication, standing, suspension, title};
use crate::component::{Chip, ChipLook, ErrorSummary, FieldError, Notice, NoticeTone, Progress, Task, TaskList};
use crate::document::respond;
use crate::page::attachment::file_box;
use crate::text::life::LifeText;
use crate::text::problem;
use crate::text::register::RegisterText;
use crate::{Failure, Site, Visit};

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
    let mut head = head(visit, &draft, &page).refused_if(refused.is_some());
    // The task list is itself the last step of the way here.
    head.crumbs.pop();
    let shown = visit.clone();
    let (now, problems) = match draft.form.check() {
        Ok(now) => (Some(now), Problems::new()),
        Err(problems) => (None, problems),
    };
    let last_year = match draft.continued_from {
        Some(before) => last_year(site, before).await?,
        None => None,
    };
    let reason = match draft.state {
        ListingState::Suspended => suspension(&site.store.list_events(draft.id).await?),
        _ => String::new(),
    };
    let files = site.store.list_files(FileOwner::Program(draft.id)).await?;
    let overview = Overview {
        files,
        problems,
        refused,
        published,
        now,
        check: site.check,
        fixes: site.store.list_fixes(draft.id).await?,
        editing: site.store.list_editing(draft.id, visit.require_user()?.id).await?,
        last_year,
        reason,
        draft,
    };
    respond(site, visit, head, move || view(&shown, &overview)).await
}

#[derive(Clone)]
struct Overview {
    draft: Draft,
    files: Vec<StoredFile>,
    problems: Problems,
    refused: Option<Problems>,
    /// What readers see now.
    published: Option<CleanProgram>,
    /// What they would see.
    now: Option<CleanProgram>,
    check: PublicationCheck,
    /// What the secretariat asks to correct.
    fixes: Vec<Fix>,
    /// Who else works on it.
    editing: Vec<Editing>,
    /// Last year's program, if this one continues it.
    last_year: Option<ProgramForm>,
    /// Why it is suspended.
    reason: String,
}

fn view(visit: &Visit, overview: &Overview) -> impl IntoView + use<> {
    let (lang, text, draft) = (visit.lang, visit.text().register, &overview.draft);
    let owner = Subject::Organisation(draft.owner.id);
    let editable = draft.state.is_editable() && visit.may(Action::EditProgram, owner);
    let states: Vec<_> = Section::ALL
        .iter()
        .map(|section| state_of(*section, overview))
        .collect();
    let done = states.iter().filter(|state| **state == SectionState::Done).count();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let tasks: Vec<_> = Section::ALL
        .iter()
        .zip(&states)
        .map(|(section, state)| Task {
            href: editable.then(|| visit.href(&format!("{}/{}", edit_path(draft.id), section.code()))),
            name: section_words(text, *section).0.to_owned(),
            hint: hint_of(visit, *section, overview),
            state: *state,
        })
        .collect();
    let read_only = (draft.state.is_editable() && !editable)
        .then(|| view! { <Notice lang tone=NoticeTone::Info title=text.read_only /> });
    let preview = (!editable).then(|| {
        let href = visit.href(&format!("/my/programs/{}/preview", draft.id));
        view! { <p><a href=href>{text.preview_open}</a></p> }
    });
    view! {
        {overview.refused.as_ref().map(|problems| gaps(visit, draft, problems))}
        {outcome(visit)}
        <p class="kj-sheet__marks"><Chip look=ChipLook::of_listing(draft.state, lang) /></p>
        <h1 class="kj-title">{title(visit, &draft.form)}</h1>
        <p class="kj-note">{draft.owner.name.clone()}</p>
        {standing::view(visit, draft, &overview.fixes, &overview.reason)}
        {read_only}
        <Progress lang done=count(done) all=count(states.len()) />
        <section class="kj-section" aria-labelledby="tasks-title">
            <h2 class="kj-section__title" id="tasks-title">{text.tasks}</h2>
            <TaskList lang tasks />
        </section>
        {file_box(visit, FileOwner::Program(draft.id), &overview.files, editable)}
        {preview}
        {participants::links(visit, draft)}
        {editable
            .then(|| {
                publication::view(
                    visit,
                    draft,
                    overview.published.as_ref(),
                    overview.now.as_ref(),
                    overview.check,
                )
            })}
        {other_actions(visit, draft)}
    }
}

/// What was done on the way here.
fn outcome(visit: &Visit) -> AnyView {
    let (lang, life) = (visit.lang, LifeText::of(visit.lang));
    let title = match visit.query.as_str() {
        "published" => visit.text().register.published,
        "requested" => life.requested,
        "withdrawn" => life.withdrawn,
        "planned" => life.end_plan_saved,
        "copied" => life.copied,
        "reported" => life.result_done,
        _ => return ().into_any(),
    };
    view! { <Notice lang tone=NoticeTone::Success title announced=true /> }.into_any()
}

/// How far a section is; one with an unanswered comment has to be corrected, whatever stands in it.
fn state_of(section: Section, overview: &Overview) -> SectionState {
    let form = &overview.draft.form;
    let asked = overview
        .fixes
        .iter()
        .filter(|fix| section.fields().contains(&fix.request.field.as_str()));
    if asked.into_iter().any(|fix| !fix.is_answered(form)) {
        SectionState::NeedsCorrection
    } else {
        section.state(form, &overview.problems)
    }
}

/// What is asked for in a section, what is new in it since last year, and who has it open.
fn hint_of(visit: &Visit, section: Section, overview: &Overview) -> String {
    let mut hint = section_words(visit.text().register, section).1.to_owned();
    if let Some(before) = &overview.last_year {
        let form = &overview.draft.form;
        let fields = section.fields().iter();
        let changed = fields
            .filter(|field| before.values(field) != form.values(field))
            .count();
        if changed > 0 {
            hint = format!("{hint} {}", (LifeText::of(visit.lang).from_last_year)(changed));
        }
    }
    for other in overview.editing.iter().filter(|other| other.section == section) {
        hint = format!("{hint} {}", fix::other_words(visit, other));
    }
    hint
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

/// Ways to whatever else can be done with the program now.
fn other_actions(visit: &Visit, draft: &Draft) -> impl IntoView + use<> {
    let (text, life) = (visit.text().register, LifeText::of(visit.lang));
    let may = |action| visit.may(action, Subject::Organisation(draft.owner.id));
    let exists = |step: ListingStep| draft.state.next(step).is_some() && step.fits(draft.published);
    let publishes = may(Action::PublishProgram);
    let withdraws = exists(ListingStep::Withdraw) || exists(ListingStep::WithdrawChange);
    let actions = [
        ("history", life.history, true),
        ("withdraw", life.withdraw, publishes && withdraws),
        ("result", life.result, publishes && exists(ListingStep::Report)),
        ("copy", life.copy, draft.published && may(Action::CreateProgram)),
        ("end", text.end, may(Action::EndProgram) && exists(ListingStep::End)),
        (
            "delete",
            text.delete,
            may(Action::DeleteDraft) && exists(ListingStep::DeleteDraft),
        ),
    ];
    let links = actions
        .into_iter()
        .filter(|(.., open)| *open)
        .map(|(path, label, _)| {
            let href = visit.href(&format!("/my/programs/{}/{path}", draft.id));
            view! { <li><a href=href>{label}</a></li> }
        })
        .collect_view();
    view! {
        <section class="kj-section" aria-labelledby="other-title">
            <h2 class="kj-section__subtitle" id="other-title">{text.other}</h2>
            <ul class="kj-prose">{links}</ul>
        </section>
    }
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
