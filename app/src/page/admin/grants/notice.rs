//! `/admin/grants/{id}/notices/{event}`: a decision as PDF.

use axum::extract::{Path, State};
use axum::response::Response;

use super::load;
use crate::page::grant::{find_paper, hand_out};
use crate::{Failure, Site, Visit};

/// Hands it out.
///
/// # Errors
/// Leads to the sign-in page; 403; 404 for what is no decision, or where no fonts are installed.
pub async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path((id, event)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let whole = load(&site, &visit, &id).await?;
    let paper = find_paper(&site, &whole, &event).await?;
    hand_out(&site, &visit, paper).await
}
