//! `/email/stop/{token}`: stops a change of mail address, or takes it back, by the link mailed to the old address.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::ticket::TicketPurpose;
use store::Refusal;

use super::{ask, digest};
use crate::{Failure, Site, Visit};

/// Asks.
///
/// # Errors
/// 410 when the link cannot be used any more.
pub async fn get(State(site): State<Site>, visit: Visit, Path(token): Path<String>) -> Result<Response, Failure> {
    let text = visit.text().account;
    let words = [text.email_stop_title, text.email_stop_lead, text.email_stop_button];
    ask(&site, &visit, TicketPurpose::EmailStop, &token, words).await
}

/// Does it.
///
/// # Errors
/// As [`get`]; 409 when the old address belongs to somebody else by now.
pub async fn post(State(site): State<Site>, visit: Visit, Path(token): Path<String>) -> Result<Response, Failure> {
    match site.store.stop_email_change(digest(&token)?).await {
        Ok(()) => Ok(Redirect::to(&visit.href("/password/forgotten?stopped")).into_response()),
        Err(Refusal::NotFound) => Err(Failure::Gone),
        Err(Refusal::Problems(_)) => Err(Failure::Stale),
        Err(refusal) => Err(refusal.into()),
    }
}
