//! `/my/grants/{id}/notices/{event}`: a decision of the office as PDF.

use axum::extract::{Path, State};
use axum::response::Response;

use super::get_grant;
use crate::page::grant::{find_paper, hand_out};
use crate::{Failure, Site, Visit};

/// Hands it out.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's, is no decision, or where no fonts are installed.
pub async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path((id, event)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let whole = get_grant(&site, &visit, &id).await?;
    let paper = find_paper(&site, &whole, &event).await?;
    hand_out(&site, &visit, paper).await
}
