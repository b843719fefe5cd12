//! `/my/consortia` and below: the consortia to which the visitor's societies belong, from forming to the fixed members
//! (W14, ORG-06, INS-08).

pub mod agreement;
pub mod ask;
pub mod calendar;
pub mod consent;
pub mod csv;
pub mod data_flow;
pub mod decisions;
pub mod documents;
pub mod edit;
pub mod history;
pub mod home;
pub mod invite;
pub mod joint_use;
pub mod leave;
pub mod list;
pub mod messages;
pub mod new;
pub mod partners;
pub mod place;
pub mod rules;
pub mod shares;
pub mod step;
pub mod tasks;
pub mod xlsx;

mod control;
mod fact;
mod input;
pub(in crate::page) mod panel;
mod printed;
mod table;

pub(in crate::page) use printed::{Shape, hand_out};

use domain::Lang;
use domain::code::ConsortiumRole;
use domain::consortium::{ConsortiumState, MembershipState, Place};
use domain::permit::{Action, Subject};
use domain::value::{ConsortiumId, MemberCount, OrganisationId};
use leptos::prelude::*;
use store::Consortium;

use crate::component::{Chip, ChipLook, ChipTone, Icon};
use crate::document::Head;
use crate::{Failure, Site, Visit};

/// Where the list is.
const LIST: &str = "/my/consortia";

/// A consortium as one of its societies sees it.
#[derive(Clone)]
struct Inside {
    whole: Consortium,
    /// The visitor's organisation in it; the one for which the visitor acts, if that is one of several.
    own: OrganisationId,
}

impl Inside {
    fn place(&self) -> Option<&Place> {
        self.whole.place(self.own)
    }

    fn path(&self) -> String {
        path(self.whole.id)
    }

    /// Whether the visitor may act for the lead.
    fn leads(&self, visit: &Visit) -> bool {
        visit.may(Action::ManageConsortium, Subject::Organisation(self.whole.lead))
    }

    /// Whether the visitor may bind the own organisation.
    fn binds(&self, visit: &Visit) -> bool {
        visit.may(Action::ConsentConsortium, Subject::Organisation(self.own))
    }

    /// Whether the visitor may work in it for the own organisation.
    fn works(&self, visit: &Visit) -> bool {
        visit.may(Action::WorkInConsortium, Subject::Organisation(self.own))
    }

    /// Refuses who may only read.
    fn expect_working(&self, visit: &Visit) -> Result<(), Failure> {
        if self.works(visit) {
            Ok(())
        } else {
            Err(Failure::Forbidden)
        }
    }

    /// Refuses who does not act for the lead, and what is not possible any more.
    fn expect_open(&self, visit: &Visit) -> Result<(), Failure> {
        if !self.leads(visit) {
            Err(Failure::Forbidden)
        } else if !self.whole.state.is_open() {
            Err(Failure::NotNow)
        } else {
            Ok(())
        }
    }

    /// The name of a society in it.
    fn name(&self, id: OrganisationId) -> String {
        self.whole.place(id).map(|place| place.name.clone()).unwrap_or_default()
    }
}

fn path(id: ConsortiumId) -> String {
    format!("{LIST}/{id}")
}

/// The consortium of an address, if one of the visitor's organisations belongs to it. For others it does not exist.
async fn get_inside(site: &Site, visit: &Visit, id: &str) -> Result<Inside, Failure> {
    visit.require_user()?;
    let id: ConsortiumId = id.parse().map_err(|_| Failure::NotFound)?;
    let whole = site.store.find_consortium(id).await?.ok_or(Failure::NotFound)?;
    let acting = visit.acting().map(|place| place.organisation);
    let mut places: Vec<_> = whole
        .places
        .iter()
        .filter(|place| place.state.is_involved())
        .map(|place| place.organisation)
        .filter(|own| visit.may(Action::ReadConsortium, Subject::Organisation(*own)))
        .collect();
    places.sort_by_key(|own| Some(*own) != acting);
    let own = *places.first().ok_or(Failure::NotFound)?;
    Ok(Inside { whole, own })
}

/// As [`get_inside`], for those who belong and do not only ask to.
async fn get_belonging(site: &Site, visit: &Visit, id: &str) -> Result<Inside, Failure> {
    let inside = get_inside(site, visit, id).await?;
    if inside.place().is_some_and(|place| place.state.is_present()) {
        Ok(inside)
    } else {
        Err(Failure::NotFound)
    }
}

fn head(visit: &Visit, inside: &Inside, page: Option<&str>) -> Head {
    let name = inside.whole.plan.name.clone();
    let head = Head::new(page.unwrap_or(&name))
        .crumb(visit.text().site.nav_my, visit.href("/my"))
        .crumb(visit.text().consortium.list, visit.href(LIST));
    match page {
        Some(page) => head.crumb(name, visit.href(&inside.path())).here(page),
        None => head.here(name),
    }
    .private()
}

/// The chip of a consortium.
fn state_chip(state: ConsortiumState, lang: Lang) -> ChipLook {
    let (tone, icon) = match state {
        ConsortiumState::Forming => (ChipTone::Blue, Icon::People),
        ConsortiumState::Fixed | ConsortiumState::Adopted => (ChipTone::Green, Icon::Check),
        ConsortiumState::Applied => (ChipTone::Yellow, Icon::Hourglass),
        ConsortiumState::Active => (ChipTone::Sky, Icon::Play),
        ConsortiumState::Rejected | ConsortiumState::Closed | ConsortiumState::Dissolved => {
            (ChipTone::Gray, Icon::Dash)
        }
    };
    ChipLook::new(tone, icon, state.name(lang))
}

/// The chip of a place.
fn place_chip(state: MembershipState, lang: Lang) -> ChipLook {
    let (tone, icon) = match state {
        MembershipState::Agreed => (ChipTone::Green, Icon::Check),
        MembershipState::Invited => (ChipTone::Yellow, Icon::Hourglass),
        MembershipState::AskedAgain => (ChipTone::Orange, Icon::Alert),
        MembershipState::Asking => (ChipTone::Sky, Icon::Clock),
        MembershipState::Declined | MembershipState::Left | MembershipState::Removed | MembershipState::Refused => {
            (ChipTone::Gray, Icon::Dash)
        }
    };
    ChipLook::new(tone, icon, state.name(lang))
}

/// The size band of a count, with the word for small ones.
fn size(visit: &Visit, members: Option<MemberCount>) -> String {
    members.map_or_else(
        || visit.text().consortium.unknown.to_owned(),
        |members| members.band().name(visit.lang).to_owned(),
    )
}

/// The name of the consortium with its state, and the way to its other pages.
fn heading(visit: &Visit, inside: &Inside, title: Option<&str>) -> impl IntoView + use<> {
    let (lang, text, whole) = (visit.lang, visit.text().consortium, &inside.whole);
    let work = visit.text().consortium_work;
    let here = inside.path();
    let place = inside.place();
    let insurer = place.is_some_and(Place::is_present_insurer);
    let belongs = place.is_some_and(|place| place.state.is_present());
    let tabs = [
        ("", text.overview, true),
        ("/consent", text.consent, belongs),
        ("/rules", text.rules, belongs),
        ("/shares", text.shares, insurer),
        ("/data-flow", visit.text().consortium_data.flows, belongs),
        ("/documents", work.documents, belongs),
        ("/tasks", work.tasks, belongs),
        ("/decisions", work.decisions, belongs),
        ("/calendar", work.calendar, belongs),
        ("/messages", work.messages, belongs),
        ("/history", work.history, belongs),
        ("/partners", text.partners, whole.state.is_open() && inside.leads(visit)),
    ];
    let tabs = tabs
        .into_iter()
        .filter(|(.., shown)| *shown)
        .map(|(page, label, _)| {
            let address = format!("{here}{page}");
            let current = (visit.path == address).then_some("page");
            view! {
                <li>
                    <a class="kj-tabs__tab" href=visit.href(&address) aria-current=current>{label}</a>
                </li>
            }
        })
        .collect_view();
    let name = whole.plan.name.clone();
    let titles = match title {
        Some(title) => view! {
            <h1 class="kj-title">{title.to_owned()}</h1>
            <p class="kj-my__name">{name}</p>
        }
        .into_any(),
        None => view! { <h1 class="kj-title">{name}</h1> }.into_any(),
    };
    view! {
        {titles}
        <p>
            <Chip look=state_chip(whole.state, lang) />
            " "
            {ConsortiumRole::Lead.name(lang)}
            ": "
            {whole.lead_name().to_owned()}
        </p>
        <nav class="kj-tabs" aria-label=text.tabs>
            <ul class="kj-tabs__list">{tabs}</ul>
        </nav>
    }
}
