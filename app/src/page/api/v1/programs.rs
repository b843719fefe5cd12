//! `/api/v1/programs`: the list.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::program::Listing;
use domain::search::Sort;
use domain::value::{Day, ProgramId};
use http::{HeaderMap, HeaderValue, StatusCode, header};

use super::answer::{Failed, ProgramList};
use super::query::{ListQuery, Order, Parameters, SortBy};
use super::{marked, refuse};
use crate::edition::Edition;
use crate::page::programs::{Portions, find_listings};
use crate::{Failure, Site, Visit, link};

/// Most programs that are sorted by a day: the days are read from the listings.
const SORTED: usize = 10_000;

/// Answers the list.
///
/// # Errors
/// When the database fails.
#[utoipa::path(
    get,
    path = "/api/v1/programs",
    operation_id = "listPrograms",
    params(Parameters),
    responses(
        (status = 200, body = ProgramList),
        (status = 304),
        (status = 400, body = Failed),
        (status = 429, body = Failed),
    )
)]
pub async fn get(State(site): State<Site>, visit: Visit, headers: HeaderMap) -> Result<Response, Failure> {
    let visit = visit.as_anonymous();
    let text = visit.text().api;
    let list = match ListQuery::parse(&visit.query, text) {
        Ok(list) => list,
        Err(reason) => return Ok(refuse(&visit, &reason)),
    };
    let edition = Edition::of(&site, &visit, &visit.query).await?;
    if edition.is_known(&headers) {
        return Ok(marked(&edition, StatusCode::NOT_MODIFIED));
    }
    let Some(ids) = ids(&site, &visit, &list).await? else {
        return Ok(refuse(&visit, &(text.too_many)(SORTED)));
    };
    let shown: Vec<_> = ids.iter().skip(list.offset).take(list.limit).copied().collect();
    let listings = find_listings(&site, &visit, &shown).await?;
    let answer = Json(ProgramList::of(&visit, &listings, ids.len()));
    let mut response = marked(&edition, answer);
    if list.offset + list.limit < ids.len()
        && let Ok(next) = HeaderValue::from_str(&next(&site, &visit, &list))
    {
        response.headers_mut().insert(header::LINK, next);
    }
    Ok(response.into_response())
}

/// Everything that matches, in order; `None` when it is too much to sort.
async fn ids(site: &Site, visit: &Visit, list: &ListQuery) -> Result<Option<Vec<ProgramId>>, Failure> {
    let mut request = list.request.clone();
    request.sort = Some(Sort::New);
    let mut ids = site.index.list_ids(&request, visit.actor.search_scope(), visit.today);
    let day: fn(&Listing) -> Option<Day> = match list.sort {
        SortBy::CreatedDate => {
            if list.order == Order::Asc {
                ids.reverse();
            }
            return Ok(Some(ids));
        }
        SortBy::AcceptanceStartDatetime => |listing| listing.content.recruit_from,
        SortBy::AcceptanceEndDatetime => |listing| listing.content.recruit_to,
    };
    if ids.len() > SORTED {
        return Ok(None);
    }
    let mut days = Vec::with_capacity(ids.len());
    let mut portions = Portions::new(site, visit, ids);
    while let Some(listings) = portions.next().await? {
        days.extend(listings.iter().map(|listing| (day(listing), listing.id)));
    }
    // Without a day last, in both directions; of equals the newest first.
    days.sort_by(|(left, _), (right, _)| match list.order {
        Order::Asc => left.is_none().cmp(&right.is_none()).then(left.cmp(right)),
        Order::Desc => right.cmp(left),
    });
    Ok(Some(days.into_iter().map(|(_, id)| id).collect()))
}

/// Where the list goes on (RFC 8288).
fn next(site: &Site, visit: &Visit, list: &ListQuery) -> String {
    let kept: Vec<_> = form_urlencoded::parse(visit.query.as_bytes())
        .filter(|(name, _)| name != "offset")
        .collect();
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(kept)
        .append_pair("offset", &(list.offset + list.limit).to_string())
        .finish();
    let address = link::absolute(site, &visit.href(&visit.path));
    format!("<{address}?{query}>; rel=\"next\"")
}
