//! `/my/programs/{id}/participants.csv`: the list as a table for spreadsheets, in either encoding.

use axum::extract::{Path, State};
use axum::response::Response;

use super::filter::Filter;
use super::{load, table};
use crate::page::programs::csv::{CsvText, wants_cp932};
use crate::{Failure, Site, Visit};

/// Gives out the list that the address asks for.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (draft, found) = load(&site, &visit, &id).await?;
    let shown = Filter::of(&visit.query).apply(found);
    let mut csv = CsvText::begin(wants_cp932(&visit.query));
    csv.add(table::headings(&visit))?;
    for one in &shown {
        csv.add(table::cells(visit.lang, one))?;
    }
    let words = format!("{}_{}", draft.form.title, visit.text().joining.participants);
    Ok(csv.hand_out(&visit, &words))
}
