//! `/my/programs/{id}/participants.xlsx`: the list as a workbook. Counts are numbers, everything else is text, so that
//! numbers of insurers keep their zeros and no cell is a formula.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::filter::Filter;
use super::table::COUNTS;
use super::{load, table};
use crate::page::programs::file_name;
use crate::page::programs::xlsx::CONTENT_TYPE;
use crate::{Failure, Site, Visit};

/// Gives out the list that the address asks for.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (draft, found) = load(&site, &visit, &id).await?;
    let shown = Filter::of(&visit.query).apply(found);
    let rows: Vec<_> = shown.iter().map(|one| table::cells(visit.lang, one)).collect();
    let words = format!("{}_{}", draft.form.title, visit.text().joining.participants);
    let bytes = write(&table::headings(&visit), &rows, &COUNTS)
        .map_err(|error| Failure::fault(format!("writing a workbook: {error}")))?;
    let head = [
        (header::CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE)),
        (header::CONTENT_DISPOSITION, file_name(&visit, &words, "xlsx")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((head, bytes).into_response())
}

/// A workbook with a bold first row; what stands in the columns `counts` is written as numbers, everything else as text.
///
/// # Errors
/// When the workbook cannot be written.
pub(in crate::page) fn write(
    headings: &[String],
    rows: &[Vec<String>],
    counts: &[usize],
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet();
    sheet.set_freeze_panes(1, 2)?;
    for (at, heading) in (0..).zip(headings) {
        sheet.write_string_with_format(0, at, heading, &bold)?;
    }
    for (row, cells) in (1..).zip(rows) {
        for (at, cell) in cells.iter().enumerate() {
            let column = u16::try_from(at).unwrap_or(u16::MAX);
            match cell.parse::<i32>() {
                _ if cell.is_empty() => {}
                Ok(count) if counts.contains(&at) => {
                    sheet.write_number(row, column, f64::from(count))?;
                }
                _ => {
                    sheet.write_string(row, column, cell)?;
                }
            }
        }
    }
    workbook.save_to_buffer()
}
