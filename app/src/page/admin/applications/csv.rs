//! `/admin/applications.csv`: the list that the address asks for, with its columns, in either encoding (ADM-09). That it was
//! taken is written down.

use axum::extract::State;
use axum::response::Response;

use super::queue::Queue;
use super::{column, list_whole};
use crate::page::programs::csv::{CsvText, wants_cp932};
use crate::{Failure, Site, Visit};

/// Gives it out.
///
/// # Errors
/// Leads to the sign-in page; 403; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let queue = Queue::of(&visit.query);
    let shown = list_whole(&site, &visit, &queue).await?;
    let cp932 = wants_cp932(&visit.query);
    let mut csv = CsvText::begin(cp932);
    csv.add(column::headings(&visit, &queue.columns))?;
    for entry in &shown {
        csv.add(column::row(&visit, &queue.columns, entry))?;
    }
    let format = if cp932 { "csv-shift-jis" } else { "csv" };
    site.store
        .note_application_export(&visit.actor, format, &queue.query(), shown.len())
        .await?;
    Ok(csv.hand_out(&visit, visit.text().intake.title))
}
