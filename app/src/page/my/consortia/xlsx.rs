//! `/my/consortia/{id}/shares.xlsx`: the sharing of cost as a workbook. Amounts are numbers, numbers of insurers are text.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};

use super::shares::{load, rows};
use crate::page::my::programs::participants::xlsx::write;
use crate::page::programs::file_name;
use crate::page::programs::xlsx::CONTENT_TYPE;
use crate::{Failure, Site, Visit};

/// Columns that are numbers to count with.
const COUNTS: [usize; 5] = [2, 3, 4, 5, 6];

/// Gives out the table.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's; 409 while shares cannot be told.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let inside = load(&site, &visit, &id).await?;
    let shares = inside.whole.shares().map_err(|_| Failure::NotNow)?;
    let rows = rows(&visit, &inside, &shares);
    let (heads, rest) = rows.split_first().ok_or(Failure::NotNow)?;
    let words = format!("{}_{}", inside.whole.plan.name, visit.text().consortium.shares);
    let bytes = write(heads, rest, &COUNTS).map_err(|error| Failure::fault(format!("writing a workbook: {error}")))?;
    let head = [
        (header::CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE)),
        (header::CONTENT_DISPOSITION, file_name(&visit, &words, "xlsx")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((head, bytes).into_response())
}
