//! `/programs.csv`: a search as a table for spreadsheets. UTF-8 with a mark at the beginning, or Shift_JIS with
//! `?encoding=shift_jis`; lines end in CRLF and every field is quoted. No cell is ever a formula: one that could be
//! taken for one, or that begins with `'`, gets a `'` in front, and taking one `'` away gives back what was there.

use ::csv::{QuoteStyle, Terminator, WriterBuilder};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::program::Listing;
use domain::value::ProgramId;
use http::{HeaderMap, HeaderValue, header};

use super::column::{COLUMNS, Cell, Reader};
use super::cp932::Cp932;
use super::export::{Export, Format, Portions, file_name, stream};
use crate::{Failure, Site, Visit};

/// Tells spreadsheets that it is UTF-8.
const MARK: &str = "\u{FEFF}";

/// Most replaced letters that are named.
const NAMED: usize = 50;

/// Answers the search.
///
/// # Errors
/// When the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, headers: HeaderMap) -> Result<Response, Failure> {
    let encoder = wants_cp932(&visit.query).then(Cp932::default);
    let kind = match encoder {
        None => "text/csv; charset=utf-8; header=present",
        Some(_) => "text/csv; charset=shift_jis; header=present",
    };
    let export = Export::of(site, visit, &["encoding", "enc"]).await?;
    let draw = async |export: Export| {
        let name = file_name(&export.visit, &export.words(), "csv");
        let portions = Portions::of(&export);
        let table = Table {
            site: export.site,
            visit: export.visit,
            encoder,
        };
        let kind = HeaderValue::from_static(kind);
        let head = [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)];
        Ok((head, stream(portions, table)).into_response())
    };
    export.respond(&headers, kind, draw).await
}

/// `encoding=shift_jis`, also by its shorter names.
pub(in crate::page) fn wants_cp932(query: &str) -> bool {
    form_urlencoded::parse(query.as_bytes()).any(|(name, value)| {
        matches!(&*name, "encoding" | "enc")
            && matches!(
                value.to_ascii_lowercase().replace('-', "_").as_str(),
                "shift_jis" | "sjis" | "cp932" | "windows_31j"
            )
    })
}

/// A table as text, line by line, in either encoding.
pub(in crate::page) struct CsvText {
    out: Vec<u8>,
    encoder: Option<Cp932>,
}

impl CsvText {
    /// An empty table; in Shift_JIS if `cp932`.
    pub fn begin(cp932: bool) -> Self {
        Self {
            out: if cp932 { Vec::new() } else { MARK.as_bytes().to_vec() },
            encoder: cp932.then(Cp932::default),
        }
    }

    /// Adds a row whose cells are somebody's words.
    ///
    /// # Errors
    /// Never in practice.
    pub fn add(&mut self, cells: Vec<String>) -> Result<(), Failure> {
        let cells: Vec<_> = cells.into_iter().map(harmless).collect();
        write_line(&cells, self.encoder.as_mut(), None, &mut self.out)
    }

    /// Hands the whole file out, with a name made of these words.
    pub fn hand_out(self, visit: &Visit, words: &str) -> Response {
        let kind = match self.encoder {
            None => "text/csv; charset=utf-8; header=present",
            Some(_) => "text/csv; charset=shift_jis; header=present",
        };
        let head = [
            (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
            (header::CONTENT_DISPOSITION, file_name(visit, words, "csv")),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ];
        (head, self.out).into_response()
    }
}

/// Adds a line in the encoding of the file.
fn write_line(
    cells: &[String],
    encoder: Option<&mut Cp932>,
    program: Option<ProgramId>,
    out: &mut Vec<u8>,
) -> Result<(), Failure> {
    let mut line = Vec::with_capacity(512);
    WriterBuilder::new()
        .quote_style(QuoteStyle::Always)
        .terminator(Terminator::CRLF)
        .from_writer(&mut line)
        .write_record(cells)
        .map_err(|error| Failure::fault(error.to_string()))?;
    match encoder {
        None => out.extend_from_slice(&line),
        Some(encoder) => {
            let line = String::from_utf8(line).map_err(|error| Failure::fault(error.to_string()))?;
            encoder.encode(&line, program, out);
        }
    }
    Ok(())
}

struct Table {
    site: Site,
    visit: Visit,
    /// For Shift_JIS; otherwise UTF-8.
    encoder: Option<Cp932>,
}

impl Table {
    fn write(&mut self, cells: &[String], program: Option<ProgramId>, out: &mut Vec<u8>) -> Result<(), Failure> {
        write_line(cells, self.encoder.as_mut(), program, out)
    }
}

impl Format for Table {
    fn begin(&mut self, out: &mut Vec<u8>) -> Result<(), Failure> {
        if self.encoder.is_none() {
            out.extend_from_slice(MARK.as_bytes());
        }
        let text = self.visit.text().output;
        let headings = COLUMNS.iter().map(|column| (column.heading)(text).to_owned());
        let headings: Vec<_> = headings.collect();
        self.write(&headings, None, out)
    }

    fn add(&mut self, listing: &Listing, out: &mut Vec<u8>) -> Result<(), Failure> {
        let reader = Reader {
            site: &self.site,
            visit: &self.visit,
        };
        let cells = COLUMNS.iter().map(|column| match (column.cell)(&reader, listing) {
            Cell::Empty => String::new(),
            Cell::Text(words) => harmless(words),
            Cell::Number(number) => number.to_string(),
            Cell::Day(day) => day.iso(),
        });
        let cells: Vec<_> = cells.collect();
        self.write(&cells, Some(listing.id), out)
    }

    /// A last line tells what Shift_JIS could not hold; without losses there is none.
    fn end(&mut self, out: &mut Vec<u8>) -> Result<(), Failure> {
        let text = self.visit.text().output;
        let Some(encoder) = &self.encoder else { return Ok(()) };
        let mut letters: Vec<_> = encoder
            .replaced()
            .map(|(letter, programs)| (text.replaced_one)(&letter, &programs))
            .collect();
        if letters.is_empty() {
            return Ok(());
        }
        let more = letters.len().saturating_sub(NAMED);
        letters.truncate(NAMED);
        if more > 0 {
            letters.push((text.replaced_more)(more));
        }
        let mut cells = vec![format!("※{}", text.replaced), letters.join(" / ")];
        cells.resize(COLUMNS.len(), String::new());
        self.write(&cells, None, out)
    }
}

/// A text that no spreadsheet takes for a formula. Full-width signs count too: some programs narrow them.
fn harmless(text: String) -> String {
    let risky = |letter| {
        matches!(
            letter,
            '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠' | '\''
        )
    };
    if text.starts_with(risky) {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 式に見える値は文字になり元に戻せる() {
        for text in [
            "=1+1",
            "+81",
            "-1",
            "@SUM(A1)",
            "\tx",
            "\rx",
            "'=x",
            "＝1",
            "普通の文",
            "",
            "1-2",
        ] {
            let safe = harmless(text.to_owned());
            assert!(!safe.starts_with(['=', '+', '-', '@', '\t', '\r']), "{safe:?}");
            assert_eq!(safe.strip_prefix('\'').unwrap_or(&safe), text);
        }
        assert_eq!(harmless("普通の文".into()), "普通の文");
    }

    #[test]
    fn 文字コードの指定() {
        assert!(wants_cp932("encoding=shift_jis") && wants_cp932("q=a&enc=sjis") && wants_cp932("encoding=Shift-JIS"));
        assert!(!wants_cp932("") && !wants_cp932("encoding=utf-8") && !wants_cp932("q=shift_jis"));
    }
}
