//! `/my/searches/{id}`: opens a saved search as an ordinary result list and notes that its news has been seen; posted to,
//! pauses or resumes it.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::alert::AlertStep;
use store::SearchChange;

use super::get_search;
use crate::page::{FormPairs, saved_search};
use crate::{Failure, Site, Visit, link};

/// Leads to the result list.
///
/// # Errors
/// Leads to the sign-in page; 404 also for somebody else's search.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let search = get_search(&site, &visit, &id).await?;
    let reader = site.store.find_search_reader(&visit.actor, search.society).await?;
    let present = saved_search::present(&site, &visit, &search.request, reader);
    let change = SearchChange::Open(present);
    site.store
        .change_search(&search.owner, search.id, None, &change)
        .await?;
    Ok(Redirect::to(&visit.href(&link::search(&search.request))).into_response())
}

/// Pauses or resumes.
///
/// # Errors
/// As [`get`]; 409 when it was changed in between, or the step cannot be taken.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let search = get_search(&site, &visit, &id).await?;
    let version = pairs.seen_version()?;
    let (step, done) = match pairs.text("step") {
        "resume" => (AlertStep::Resume, "resumed"),
        _ => (AlertStep::Pause, "paused"),
    };
    let reader = site.store.find_search_reader(&visit.actor, search.society).await?;
    let present = saved_search::present(&site, &visit, &search.request, reader);
    let change = SearchChange::Step(step, present);
    site.store
        .change_search(&search.owner, search.id, Some(version), &change)
        .await?;
    Ok(Redirect::to(&visit.href(&format!("/my/searches?{done}"))).into_response())
}
