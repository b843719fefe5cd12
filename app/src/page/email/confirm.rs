//! `/email/confirm/{token}`: proves a new mail address, which takes the old one's place.

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
    let words = [
        text.email_confirm_title,
        text.email_confirm_lead,
        text.email_confirm_button,
    ];
    ask(&site, &visit, TicketPurpose::EmailChange, &token, words).await
}

/// Does it.
///
/// # Errors
/// As [`get`].
pub async fn post(State(site): State<Site>, visit: Visit, Path(token): Path<String>) -> Result<Response, Failure> {
    match site.store.confirm_email(digest(&token)?, visit.lang).await {
        Ok(_) => Ok(Redirect::to(&visit.href("/login?email")).into_response()),
        Err(Refusal::NotFound) => Err(Failure::Gone),
        // Somebody else registered the address between the mail and the button.
        Err(Refusal::Problems(_)) => Ok(Redirect::to(&visit.href("/login?taken")).into_response()),
        Err(refusal) => Err(refusal.into()),
    }
}
