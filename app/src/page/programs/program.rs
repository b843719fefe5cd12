//! `/programs/{id}`: everything about one program (W4); with `.ics` behind the id its deadline for calendars.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::code::RecruitStatus;
use domain::file::FileOwner;
use domain::organisation::Organisation;
use domain::permit::{Action, Subject};
use domain::program::Listing;
use domain::search::{Facet, SearchRequest};
use domain::value::ProgramId;
use leptos::prelude::*;
use store::StoredFile;

use super::joining::{self, Joining};
use super::updates::{self, Updates};
use super::{find_listings, gone, ics, linked_data, may_read, sheet_with, tools};
use crate::component::{Notice, NoticeTone};
use crate::document::{Head, respond};
use crate::page::attachment::{file_list, list_readable};
use crate::page::card;
use crate::page::organization_sheet::ending_notice;
use crate::{Failure, Site, Visit, link};

/// Related programs shown.
const RELATED: usize = 3;

/// Shows the page.
///
/// # Errors
/// 404 also for what the visitor may not read, so that nothing is given away.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (id, as_calendar) = match id.strip_suffix(".ics") {
        Some(id) => (id, true),
        None => (id.as_str(), false),
    };
    let id: ProgramId = id.parse().map_err(|_| Failure::NotFound)?;
    let Some(listing) = site.store.find_listing(id).await? else {
        return gone::show(&site, &visit, id).await;
    };
    if !may_read(&visit, &listing) && !joining::takes_part(&site, &visit, listing.id).await? {
        return Err(Failure::NotFound);
    }
    if as_calendar {
        return ics::of_program(&site, &visit, &listing);
    }
    let related = related(&site, &visit, &listing).await?;
    let files = list_readable(&site, FileOwner::Program(listing.id)).await?;
    let joining = Joining::load(&site, &visit, &listing).await?;
    let updates = updates::load(&site, &visit, &listing).await?;
    let lead = site.store.find_organisation(listing.lead.id).await?;
    let is_kept = match visit.user() {
        Some(user) => site.store.has_bookmark(user.id, id).await?,
        None => false,
    };
    let mut head = Head::new(listing.content.title.clone())
        .crumb(visit.text().site.nav_search, visit.href("/programs"))
        .here(listing.content.title.clone());
    head.data = linked_data::of_program(&site, &visit, &listing);
    let shown = visit.clone();
    respond(&site, &visit, head, move || {
        let beside = Beside {
            files: &files,
            related: &related,
            lead: lead.as_ref(),
            joining: &joining,
            updates: &updates,
        };
        view(&shown, &listing, is_kept, &beside)
    })
    .await
}

/// Programs of the same purpose that can be joined now.
async fn related(site: &Site, visit: &Visit, listing: &Listing) -> Result<Vec<Listing>, Failure> {
    let found = site
        .index
        .search(&same_purpose(listing), visit.actor.search_scope(), visit.today);
    let ids: Vec<_> = found
        .hits
        .iter()
        .map(|hit| hit.id)
        .filter(|id| *id != listing.id)
        .take(RELATED)
        .collect();
    find_listings(site, visit, &ids).await
}

fn same_purpose(listing: &Listing) -> SearchRequest {
    SearchRequest::default()
        .with(Facet::Status, RecruitStatus::Open.code())
        .with(Facet::Cat, listing.content.cat.code())
}

/// What is shown beside the listing itself.
struct Beside<'a> {
    files: &'a [StoredFile],
    related: &'a [Listing],
    lead: Option<&'a Organisation>,
    joining: &'a Joining,
    updates: &'a Updates,
}

fn view(visit: &Visit, listing: &Listing, is_kept: bool, beside: &Beside<'_>) -> impl IntoView + use<> {
    let Beside {
        files,
        related,
        lead,
        joining,
        updates,
    } = *beside;
    let text = visit.text().detail;
    let owner = Subject::Organisation(listing.lead.id);
    let edit = visit
        .may(Action::EditProgram, owner)
        .then(|| visit.href(&format!("/my/programs/{}/edit", listing.id)));
    let subject = lead.map(|lead| Subject::Profile {
        owner: lead.id,
        visibility: lead.profile.visibility(),
    });
    let profile = subject
        .filter(|subject| visit.may(Action::ReadProfile, *subject))
        .map(|_| {
            let href = visit.href(&format!("/organizations/{}", listing.lead.id));
            view! { <p><a href=href>{(text.lead_profile)(&listing.lead.name)}</a></p> }
        });
    let cards = related.iter().map(|listing| card::short(visit, listing)).collect_view();
    view! {
        {edit.map(|href| view! { <p class="kj-edit-link"><a href=href>{text.edit}</a></p> })}
        {lead.and_then(|lead| ending_notice(visit, lead))}
        {notices(visit, listing)}
        {sheet_with(visit, listing, joining::way(visit, listing, joining))}
        {joining::view(visit, listing, joining)}
        {file_list(visit, files)}
        {profile}
        {calendar(visit, listing)}
        {tools::of_program(visit, listing, is_kept)}
        {updates::view(visit, updates)}
        {(!related.is_empty())
            .then(|| {
                view! {
                    <section class="kj-section" aria-labelledby="related-title">
                        <h2 class="kj-section__title" id="related-title">{text.related}</h2>
                        <ul class="kj-results">{cards}</ul>
                    </section>
                }
            })}
    }
}

/// The deadline for the reader's own calendar, while there is one to meet.
fn calendar(visit: &Visit, listing: &Listing) -> impl IntoView + use<> {
    let is_ahead = !listing.ended && listing.content.recruit_to.is_some_and(|day| day >= visit.today);
    let href = visit.href(&format!("{}.ics", link::program(listing.id)));
    is_ahead.then(|| {
        view! { <p class="kj-outputs__single"><a href=href>{visit.text().output.add_deadline}</a></p> }
    })
}

/// What a reader must know before reading on.
fn notices(visit: &Visit, listing: &Listing) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().detail);
    let status = listing.status(visit.today);
    let similar = visit.href(&link::search(&same_purpose(listing)));
    let first = match status {
        RecruitStatus::Ended | RecruitStatus::Running => Some((NoticeTone::Info, text.closed.to_owned())),
        RecruitStatus::Full => Some((NoticeTone::Warning, text.full.to_owned())),
        RecruitStatus::Upcoming => listing
            .content
            .recruit_from
            .map(|day| (NoticeTone::Info, (text.upcoming)(&day.format(lang)))),
        RecruitStatus::Open | RecruitStatus::Closing => None,
    };
    let similar = matches!(
        status,
        RecruitStatus::Ended | RecruitStatus::Running | RecruitStatus::Full
    )
    .then(|| view! { <p><a href=similar>{text.closed_similar}</a></p> });
    let is_stale = listing.is_stale(visit.today);
    view! {
        {first.map(|(tone, title)| view! { <Notice lang tone title>{similar}</Notice> })}
        {is_stale.then(|| view! { <Notice lang tone=NoticeTone::Warning title=text.stale /> })}
    }
}
