//! `/admin/applications.xlsx`: the list that the address asks for, with its columns, as a workbook (ADM-09). That it was
//! taken is written down.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};

use super::column::Column;
use super::queue::Queue;
use super::{column, list_whole};
use crate::page::my::programs::participants::xlsx::write;
use crate::page::programs::file_name;
use crate::page::programs::xlsx::CONTENT_TYPE;
use crate::{Failure, Site, Visit};

/// Gives it out.
///
/// # Errors
/// Leads to the sign-in page; 403; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let queue = Queue::of(&visit.query);
    let shown = list_whole(&site, &visit, &queue).await?;
    let rows: Vec<_> = shown
        .iter()
        .map(|entry| column::row(&visit, &queue.columns, entry))
        .collect();
    // The name of the application stands before the columns that were chosen.
    let counts: Vec<usize> = (1..)
        .zip(&queue.columns)
        .filter(|(_, column)| Column::is_count(**column))
        .map(|(at, _)| at)
        .collect();
    let headings = column::headings(&visit, &queue.columns);
    let bytes = tokio::task::spawn_blocking(move || write(&headings, &rows, &counts))
        .await
        .map_err(|error| Failure::fault(error.to_string()))?
        .map_err(|error| Failure::fault(format!("writing a workbook: {error}")))?;
    site.store
        .note_application_export(&visit.actor, "xlsx", &queue.query(), shown.len())
        .await?;
    let head = [
        (header::CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE)),
        (
            header::CONTENT_DISPOSITION,
            file_name(&visit, visit.text().intake.title, "xlsx"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((head, bytes).into_response())
}
