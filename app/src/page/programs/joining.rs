//! The part of a program's page about joining: can we, the way in, whom to ask, and who takes part (W4, PUB-03).

use domain::code::SizeBand;
use domain::participation::{LEAST_PEERS, ParticipationStep, Peers, may_ask};
use domain::permit::{Action, Subject};
use domain::program::Listing;
use domain::value::ProgramId;
use leptos::prelude::*;
use store::{Participation, Party};

use crate::page::joining::{Acting, acting_insurer, fit};
use crate::page::my::threads::writer;
use crate::{Failure, Site, Visit, link};

/// What the part shows.
#[derive(Clone)]
pub struct Joining {
    /// The insurer for which the visitor acts, unless it leads the program.
    acting: Option<Acting>,
    /// Its participation, if it has asked before.
    participation: Option<Participation>,
    /// The participants, if the visitor may see their names.
    members: Option<Vec<Party>>,
    /// How many societies like it take part.
    peers: Peers,
}

impl Joining {
    /// Loads it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(site: &Site, visit: &Visit, listing: &Listing) -> Result<Self, Failure> {
        let acting = acting_insurer(site, visit).await?;
        let acting = acting.filter(|acting| acting.id != listing.lead.id);
        let participation = match &acting {
            Some(acting) if visit.may(Action::ReadParticipation, Subject::Organisation(acting.id)) => {
                site.store.find_participation_of(listing.id, acting.id).await?
            }
            _ => None,
        };
        let names = Subject::Listing {
            owner: listing.lead.id,
            visibility: listing.content.members_visibility,
        };
        let members = if visit.may(Action::ReadListing, names) || takes_part(site, visit, listing.id).await? {
            Some(site.store.list_confirmed(listing.id).await?)
        } else {
            None
        };
        let peers = match &acting {
            Some(acting) => site.store.count_peers(listing.id, acting.id).await?,
            None => Peers::default(),
        };
        Ok(Self {
            acting,
            participation,
            members,
            peers,
        })
    }
}

/// Whether one of the visitor's organisations takes part.
///
/// # Errors
/// When the database fails.
pub async fn takes_part(site: &Site, visit: &Visit, program: ProgramId) -> Result<bool, Failure> {
    let own = visit.actor.organisations(Action::ReadParticipation);
    Ok(!own.is_empty() && site.store.takes_part(program, &own).await?)
}

/// The way in and whom to ask, for the first screen.
pub fn way(visit: &Visit, listing: &Listing, joining: &Joining) -> AnyView {
    let text = visit.text().joining;
    let path = link::program(listing.id);
    let is_lead = visit
        .acting()
        .is_some_and(|place| place.organisation == listing.lead.id);
    let way = match &joining.participation {
        Some(known) if known.state.next(ParticipationStep::Request).is_none() => {
            let href = visit.href(&format!("/my/participations/{}", known.id));
            Some(view! { <a class="kj-button" data-tone="primary" href=href>{known.state.name(visit.lang)}</a> })
        }
        _ if is_open(visit, listing) && !is_lead => {
            let href = visit.href(&format!("{path}/join"));
            Some(view! { <a class="kj-button" data-tone="primary" href=href>{text.join}</a> })
        }
        _ => None,
    };
    let ask = visit.href(&format!("{path}/inquiry"));
    let write = writer(visit, listing.lead.id).map(|_| {
        let href = visit.href(&format!("/my/threads/new?program={}", listing.id));
        view! { <a href=href>{visit.text().thread.write}</a> }
    });
    let judged = joining
        .acting
        .as_ref()
        .filter(|_| is_open(visit, listing))
        .map(|acting| {
            view! {
                <p class="kj-note">
                    <a href="#fit-title">{fit::in_short(visit.lang, &listing.content, acting)}</a>
                </p>
            }
        });
    view! {
        <p class="kj-actions">
            {way}
            <a class="kj-button" data-tone="outline" href=ask>{text.inquiry}</a>
            {write}
        </p>
        {judged}
    }
    .into_any()
}

fn is_open(visit: &Visit, listing: &Listing) -> bool {
    may_ask(listing.status(visit.today)) && !listing.ended
}

/// The conditions one by one, and who takes part.
pub fn view(visit: &Visit, listing: &Listing, joining: &Joining) -> AnyView {
    let judged = joining
        .acting
        .as_ref()
        .filter(|_| is_open(visit, listing))
        .map(|acting| fit::view(visit, &listing.content, acting));
    view! {
        {judged}
        {members(visit, joining)}
    }
    .into_any()
}

fn members(visit: &Visit, joining: &Joining) -> AnyView {
    let text = visit.text().joining;
    let body = match joining.members.as_deref() {
        None => view! { <p>{text.members_hidden}</p> }.into_any(),
        Some([]) => view! { <p>{text.members_none}</p> }.into_any(),
        Some(members) => {
            let small = members.iter().filter(|party| party.is_small() == Some(true)).count();
            let names = members
                .iter()
                .map(|party| view! { <li>{party.name.clone()}</li> })
                .collect_view();
            view! {
                <p>{(text.small)(small, members.len())}</p>
                <div class="kj-prose"><ul>{names}</ul></div>
            }
            .into_any()
        }
    };
    view! {
        <section class="kj-section" aria-labelledby="members-title">
            <h2 class="kj-section__title" id="members-title">{text.members_title}</h2>
            {body}
            {peers(visit, joining)}
        </section>
    }
    .into_any()
}

/// How many societies like the reader's take part, for those who weigh it (INS-10).
fn peers(visit: &Visit, joining: &Joining) -> Option<AnyView> {
    let acting = joining.acting.as_ref().filter(|_| !joining.peers.is_empty())?;
    let (lang, text) = (visit.lang, visit.text().joining);
    let size = joining.peers.size.zip(acting.facts.members).map(|(count, members)| {
        let band = SizeBand::of(members).name(lang);
        view! { <li>{(text.peers_size)(band, count)}</li> }
    });
    let industry = joining
        .peers
        .industry
        .zip(acting.facts.industry)
        .map(|(count, industry)| {
            view! { <li>{(text.peers_industry)(industry.name(lang), count)}</li> }
        });
    Some(
        view! {
            <h3 class="kj-section__subtitle">{text.peers_title}</h3>
            <ul class="kj-prose">{size} {industry}</ul>
            <p class="kj-note">{(text.peers_least)(LEAST_PEERS)}</p>
        }
        .into_any(),
    )
}
