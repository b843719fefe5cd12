//! `/my/applications` and below: the applications of the visitor's society, from the first text to the receipt (W15 to W23).

pub mod approve;
pub mod attachments;
pub mod budget;
pub mod check;
pub mod comments;
pub mod documents;
pub mod fix;
pub mod history;
pub mod home;
pub mod list;
pub mod listing;
pub mod notice;
pub mod receipt;
pub mod section;
pub mod step;
pub mod submitted;
pub mod workbook;

mod chart;
mod conflict;
mod control;
mod foot;
mod lines;
mod members;
mod paste;
mod questions;
mod result;
mod save;
mod standing;
pub(in crate::page) mod summary;
mod table;

use domain::Lang;
use domain::application::{ApplicationState, Part, Reading, Section};
use domain::budget::Line;
use domain::consortium::panel::Panel;
use domain::permit::{Action, Subject};
use domain::value::{ApplicationId, Yen};
use leptos::prelude::*;
use store::Application;

use crate::component::{Chip, ChipLook, ChipTone, Icon};
use crate::document::Head;
use crate::{Failure, Site, Visit};

/// Where the list is.
const LIST: &str = "/my/applications";

/// The page of an application.
pub(in crate::page) fn path(id: ApplicationId) -> String {
    format!("{LIST}/{id}")
}

/// The application of an address, if the visitor belongs to its lead society. For others it does not exist.
async fn get_application(site: &Site, visit: &Visit, id: &str) -> Result<Application, Failure> {
    visit.require_user()?;
    let id: ApplicationId = id.parse().map_err(|_| Failure::NotFound)?;
    let found = site.store.find_application(id).await?.ok_or(Failure::NotFound)?;
    if visit.may(Action::ReadApplication, Subject::Organisation(found.lead)) {
        Ok(found)
    } else {
        Err(Failure::NotFound)
    }
}

/// Whether the visitor writes applications of this society.
fn writes(visit: &Visit, whole: &Application) -> bool {
    visit.may(Action::EditApplication, Subject::Organisation(whole.lead))
}

/// Whether the visitor approves and submits them.
fn approves(visit: &Visit, whole: &Application) -> bool {
    visit.may(Action::SubmitApplication, Subject::Organisation(whole.lead))
}

/// Whether the visitor can change what it says now.
fn edits(visit: &Visit, whole: &Application) -> bool {
    whole.state.is_editable() && writes(visit, whole)
}

fn head(visit: &Visit, whole: &Application, page: Option<&str>) -> Head {
    let title = whole.title();
    let head = Head::new(page.unwrap_or(&title))
        .crumb(visit.text().site.nav_my, visit.href("/my"))
        .crumb(visit.text().application.list, visit.href(LIST));
    match page {
        Some(page) => head.crumb(title, visit.href(&path(whole.id))).here(page),
        None => head.here(title),
    }
    .private()
}

/// The chip of an application.
pub(in crate::page) fn state_chip(state: ApplicationState, lang: Lang) -> ChipLook {
    use ApplicationState as State;
    let (tone, icon) = match state {
        State::Draft => (ChipTone::Gray, Icon::Dash),
        State::AwaitingConsent | State::AwaitingSignoff => (ChipTone::Yellow, Icon::Hourglass),
        State::Returned => (ChipTone::Orange, Icon::Alert),
        State::Submitted | State::Resubmitted | State::FormalCheck | State::InReview | State::Scored => {
            (ChipTone::Blue, Icon::Clock)
        }
        State::Selected | State::Conditional | State::Waitlisted => (ChipTone::Green, Icon::Check),
        State::NotSelected | State::Withdrawn | State::Expired => (ChipTone::Gray, Icon::Dash),
    };
    ChipLook::new(tone, icon, state.name(lang))
}

/// The heading of a page below an application, with the call above it and the state beside it.
fn heading(visit: &Visit, whole: &Application, title: &str) -> impl IntoView + use<> {
    let caption = (visit.text().application.caption)(whole.call.title(visit.lang));
    let number = whole.number.clone();
    view! {
        <p class="kj-note">{caption}</p>
        <h1 class="kj-title">{title.to_owned()}</h1>
        <p>
            <Chip look=state_chip(whole.state, visit.lang) />
            " "
            {whole.title()}
            {number.map(|number| format!("（{number}）"))}
        </p>
    }
}

/// The way back to the task list.
fn back(visit: &Visit, whole: &Application) -> impl IntoView + use<> {
    let href = visit.href(&path(whole.id));
    view! { <p><a class="kj-back" href=href>{visit.text().application.back}</a></p> }
}

/// What the rules say of an application as it stands.
pub(in crate::page) struct Checked {
    reading: Reading,
    pub(in crate::page) panel: Panel,
    cap: Option<Yen>,
}

impl Checked {
    /// The lines of the budget, as far as they can be read.
    fn lines(&self) -> &[Line] {
        self.reading.budget.as_ref().map_or(&[], |budget| &budget.lines)
    }
}

pub(in crate::page) async fn check_now(site: &Site, visit: &Visit, whole: &Application) -> Result<Checked, Failure> {
    let reading = whole.read();
    let snapshot = whole.consortium.snapshot(visit.today);
    let others = site
        .store
        .list_insurers_elsewhere(whole.call.id, whole.id, &snapshot)
        .await?;
    let panel = reading.panel(&snapshot, &others, visit.today, &whole.call.call);
    let cap = domain::consortium::panel::cap(&snapshot, &whole.call.call);
    Ok(Checked { reading, panel, cap })
}

/// Where a page is filled in.
fn part_path(id: ApplicationId, part: &Part) -> String {
    format!("{}/{}", path(id), part.code())
}

/// Where a section is filled in.
fn section_path(id: ApplicationId, section: Section) -> String {
    format!("{}/{}", path(id), section.code())
}
