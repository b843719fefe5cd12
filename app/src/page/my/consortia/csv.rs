//! `/my/consortia/{id}/shares.csv`: the sharing of cost as a table for spreadsheets, in either encoding.

use axum::extract::{Path, State};
use axum::response::Response;

use super::shares::{load, rows};
use crate::page::programs::csv::{CsvText, wants_cp932};
use crate::{Failure, Site, Visit};

/// Gives out the table.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's; 409 while shares cannot be told.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let inside = load(&site, &visit, &id).await?;
    let shares = inside.whole.shares().map_err(|_| Failure::NotNow)?;
    let mut csv = CsvText::begin(wants_cp932(&visit.query));
    for row in rows(&visit, &inside, &shares) {
        csv.add(row)?;
    }
    let words = format!("{}_{}", inside.whole.plan.name, visit.text().consortium.shares);
    Ok(csv.hand_out(&visit, &words))
}
