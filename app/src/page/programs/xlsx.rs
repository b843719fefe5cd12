//! `/programs.xlsx`: a search as a workbook. Days are days and numbers are numbers; everything else is text, identifiers
//! with their zeros, so that no cell can be a formula. A second sheet says what was searched for and when.

use std::io::{Read, Seek, SeekFrom};

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::program::Listing;
use domain::value::Day;
use futures_util::stream;
use http::{HeaderMap, HeaderValue, header};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::column::{COLUMNS, Cell, Reader};
use super::export::{Export, Portions, file_name, log};
use crate::{Failure, Site, Visit, link};

/// The type of a workbook.
pub(in crate::page) const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Rows that the format holds, without headings.
const MOST_ROWS: usize = 1_048_575;

/// Bytes sent at a time.
const PIECE: usize = 64 << 10;

/// Longest text the format holds in a cell, in UTF-16 units.
const CELL_UNITS: usize = 32_767;

/// Answers the search.
///
/// # Errors
/// When the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, headers: HeaderMap) -> Result<Response, Failure> {
    let export = Export::of(site, visit, &[]).await?;
    let draw = async |export: Export| {
        let name = file_name(&export.visit, &export.words(), "xlsx");
        let kind = HeaderValue::from_static(CONTENT_TYPE);
        let head = [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)];
        Ok((head, body(export)).into_response())
    };
    export.respond(&headers, CONTENT_TYPE, draw).await
}

/// A body that makes the file when it is read, rows on disk and not in memory, and then sends it in pieces.
fn body(export: Export) -> Body {
    enum Next {
        Make(Box<Export>),
        Send(std::fs::File),
    }
    let start = Next::Make(Box::new(export));
    Body::from_stream(stream::try_unfold(start, async |next| {
        let mut file = match next {
            Next::Make(export) => make(*export).await.inspect_err(log)?,
            Next::Send(file) => file,
        };
        let mut piece = vec![0; PIECE];
        let read = file
            .read(&mut piece)
            .map_err(|error| Failure::fault(error.to_string()))?;
        piece.truncate(read);
        Ok::<_, Failure>((read > 0).then(|| (Bytes::from(piece), Next::Send(file))))
    }))
}

async fn make(export: Export) -> Result<std::fs::File, Failure> {
    let mut ids = export.ids();
    ids.truncate(MOST_ROWS);
    let count = ids.len();
    let mut portions = Portions::new(&export.site, &export.visit, ids);
    let mut book = Book::begin(&export, count).map_err(fault)?;
    while let Some(listings) = portions.next().await? {
        book = blocking(move || {
            for listing in &listings {
                book.add(listing)?;
            }
            Ok(book)
        })
        .await?;
    }
    blocking(move || book.save()).await
}

/// Writing goes to the disk and packing takes a while: on a thread of its own.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, XlsxError> + Send + 'static,
) -> Result<T, Failure> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| Failure::fault(error.to_string()))?.map_err(fault)
}

fn fault(error: XlsxError) -> Failure {
    Failure::fault(format!("writing a workbook: {error}"))
}

struct Book {
    workbook: Workbook,
    site: Site,
    visit: Visit,
    row: u32,
    day: Format,
    number: Format,
}

impl Book {
    fn begin(export: &Export, count: usize) -> Result<Self, XlsxError> {
        let text = export.visit.text().output;
        let mut workbook = Workbook::new();
        let made = excel_day(export.visit.today)?;
        workbook.set_properties(
            &DocProperties::new()
                .set_title(export.words())
                .set_creation_datetime(&made),
        );
        let bold = Format::new().set_bold();
        let day = Format::new().set_num_format("yyyy\\-mm\\-dd");

        let programs = workbook.add_worksheet_with_constant_memory()?;
        programs.set_name(text.sheet_programs)?;
        programs.set_freeze_panes(1, 2)?;
        for (at, column) in (0..).zip(COLUMNS) {
            programs.set_column_width(at, column.width)?;
        }
        for (at, column) in (0..).zip(COLUMNS) {
            programs.write_string_with_format(0, at, (column.heading)(text), &bold)?;
        }
        let last_row = u32::try_from(count).unwrap_or(u32::MAX);
        let last_column = u16::try_from(COLUMNS.len() - 1).unwrap_or(u16::MAX);
        programs.autofilter(0, 0, last_row, last_column)?;

        let about = workbook.add_worksheet();
        about.set_name(text.sheet_about)?;
        about.set_column_width(0, 24)?.set_column_width(1, 80)?;
        let path = export.visit.href(&link::search(&export.request));
        let address = link::absolute(&export.site, &path);
        about.write_string_with_format(0, 0, text.about_search, &bold)?;
        about.write_string(0, 1, export.words())?;
        about.write_string_with_format(1, 0, text.about_count, &bold)?;
        about.write_number(1, 1, f64::from(last_row))?;
        about.write_string_with_format(2, 0, text.about_day, &bold)?;
        about.write_datetime_with_format(2, 1, &made, &day.clone().set_align(rust_xlsxwriter::FormatAlign::Left))?;
        about.write_string_with_format(3, 0, text.about_address, &bold)?;
        about.write_string(3, 1, address)?;
        about.write_string(4, 0, text.about_ids)?;
        Ok(Self {
            workbook,
            site: export.site.clone(),
            visit: export.visit.clone(),
            row: 0,
            day,
            number: Format::new().set_num_format("#,##0"),
        })
    }

    fn add(&mut self, listing: &Listing) -> Result<(), XlsxError> {
        self.row += 1;
        let reader = Reader {
            site: &self.site,
            visit: &self.visit,
        };
        let sheet: &mut Worksheet = self.workbook.worksheet_from_index(0)?;
        for (at, column) in (0..).zip(COLUMNS) {
            match (column.cell)(&reader, listing) {
                Cell::Empty => {}
                Cell::Text(words) => {
                    sheet.write_string(self.row, at, fit(words))?;
                }
                Cell::Number(number) => {
                    #[allow(clippy::cast_precision_loss, reason = "the format holds no other numbers")]
                    sheet.write_number_with_format(self.row, at, number as f64, &self.number)?;
                }
                Cell::Day(day) => {
                    sheet.write_datetime_with_format(self.row, at, &excel_day(day)?, &self.day)?;
                }
            }
        }
        Ok(())
    }

    fn save(mut self) -> Result<std::fs::File, XlsxError> {
        let mut file = tempfile::tempfile()?;
        self.workbook.save_to_writer(&mut file)?;
        file.seek(SeekFrom::Start(0))?;
        Ok(file)
    }
}

fn excel_day(day: Day) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or(u16::MAX);
    let part = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
    ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))
}

/// The text, cut where the format ends.
fn fit(text: String) -> String {
    if text.len() <= CELL_UNITS {
        return text;
    }
    let mut units = 0;
    text.chars()
        .take_while(|letter| {
            units += letter.len_utf16();
            units <= CELL_UNITS
        })
        .collect()
}
