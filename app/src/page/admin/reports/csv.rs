//! `/admin/reports/{file}`: the numbers of one report (`days.csv`) as a table for spreadsheets.

use axum::extract::{Path, State};
use axum::response::Response;

use super::load;
use crate::page::programs::csv::{CsvText, wants_cp932};
use crate::{Failure, Site, Visit};

/// Gives out the table.
///
/// # Errors
/// Leads to the sign-in page; 403; 404 for a report or a call that does not exist.
pub async fn get(State(site): State<Site>, visit: Visit, Path(file): Path<String>) -> Result<Response, Failure> {
    let loaded = load(&site, &visit).await?;
    let code = file.strip_suffix(".csv").ok_or(Failure::NotFound)?;
    let report = loaded.reports.iter().find(|report| report.code == code);
    let report = report.ok_or(Failure::NotFound)?;
    let text = visit.text().report;
    let mut table = CsvText::begin(wants_cp932(&visit.query));
    table.add(vec![report.title.to_owned(), text.figure.to_owned()])?;
    for bar in &report.bars {
        let value = if report.code == "small" {
            format!("{}.{}", bar.value / 10, bar.value % 10)
        } else {
            bar.value.to_string()
        };
        table.add(vec![bar.label.clone(), value])?;
    }
    Ok(table.hand_out(&visit, report.title))
}
