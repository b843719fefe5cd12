//! `/programs/{id}`: everything about one program (W4).

use axum::extract::{Path, State};
use axum::response::Response;
use domain::code::RecruitStatus;
use domain::permit::{Action, Subject};
use domain::program::Listing;
use domain::search::{Facet, SearchRequest};
use domain::value::ProgramId;
use leptos::prelude::*;

use super::{find_listings, may_read, sheet};
use crate::component::{Notice, NoticeTone};
use crate::document::{Head, respond};
use crate::page::card;
use crate::{Failure, Site, Visit, link};

/// Related programs shown.
const RELATED: usize = 3;

/// A listing nobody touched for this many days is marked as possibly out of date.
const STALE_DAYS: i64 = 365;

/// Shows the page.
///
/// # Errors
/// 404 also for what the visitor may not read, so that nothing is given away.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let id: ProgramId = id.parse().map_err(|_| Failure::NotFound)?;
    let listing = site.store.find_listing(id).await?.ok_or(Failure::NotFound)?;
    if !may_read(&visit, &listing) {
        return Err(Failure::NotFound);
    }
    let related = related(&site, &visit, &listing).await?;
    let head = Head::new(listing.content.title.clone())
        .crumb(visit.text().site.nav_search, visit.href("/programs"))
        .here(listing.content.title.clone());
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &listing, &related)).await
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

fn view(visit: &Visit, listing: &Listing, related: &[Listing]) -> impl IntoView + use<> {
    let text = visit.text().detail;
    let owner = Subject::Organisation(listing.lead.id);
    let edit = visit
        .may(Action::EditProgram, owner)
        .then(|| visit.href(&format!("/my/programs/{}/edit", listing.id)));
    let cards = related.iter().map(|listing| card::short(visit, listing)).collect_view();
    view! {
        {edit.map(|href| view! { <p class="kj-edit-link"><a href=href>{text.edit}</a></p> })}
        {notices(visit, listing)}
        {sheet(visit, listing)}
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
    let is_stale =
        listing.updated_at.day_jst().days_until(visit.today) > STALE_DAYS && !matches!(status, RecruitStatus::Ended);
    view! {
        {first.map(|(tone, title)| view! { <Notice lang tone title>{similar}</Notice> })}
        {is_stale.then(|| view! { <Notice lang tone=NoticeTone::Warning title=text.stale /> })}
    }
}
