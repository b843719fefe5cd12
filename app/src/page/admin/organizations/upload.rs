//! Reads an uploaded list of insurers: multipart body, character encoding, headings, rows. What is wrong with the file as
//! a whole is told at once; what is wrong with a row is kept beside it. Nothing is written to disk.

use std::collections::HashMap;

use axum::extract::Multipart;
use domain::insurer::NewInsurer;
use domain::organisation::MasterRow;
use domain::value::Day;
use encoding_rs::{Encoding, SHIFT_JIS, UTF_8};
use http::StatusCode;

use crate::Failure;
use crate::text::organisation_admin::OrganisationAdminText;
use crate::text::profile_field::sentence;

/// Largest file, in bytes.
pub const FILE_BYTES: usize = 500 * 1024;

/// Most rows below the headings.
pub const MOST_ROWS: usize = 3_000;

/// What came with the form.
pub struct Upload {
    /// The text of the chosen file, or the one shown before and sent back.
    pub text: Result<String, FileFault>,
    /// Whether the preview was confirmed.
    pub confirmed: bool,
}

/// Why a file cannot be read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// None was chosen, or it is empty.
    Missing,
    /// Larger than [`FILE_BYTES`].
    TooLarge,
    /// Neither UTF-8 nor Shift_JIS, or not CSV.
    Unreadable,
    /// Row 1 lacks a heading.
    Headings,
    /// More than [`MOST_ROWS`].
    TooManyRows,
}

impl FileFault {
    /// The sentence for it.
    pub fn words(self, text: &OrganisationAdminText) -> String {
        match self {
            Self::Missing => text.file_missing.to_owned(),
            Self::TooLarge => text.file_too_large.to_owned(),
            Self::Unreadable => text.file_unreadable.to_owned(),
            Self::Headings => (text.file_headings)(&MasterRow::headings().collect::<Vec<_>>().join("、")),
            Self::TooManyRows => text.file_too_many.to_owned(),
        }
    }
}

/// A row of the file.
#[derive(Clone, Debug)]
pub struct Line {
    /// As a spreadsheet counts it.
    pub number: u64,
    /// What stands in its name column.
    pub name: String,
    /// The insurer, or what is wrong.
    pub read: Result<NewInsurer, Vec<String>>,
}

/// Takes the fields `file`, `text` and `confirmed` of a multipart form.
///
/// # Errors
/// 400 for a body that is no multipart form, 413 for one that is too large as a whole.
pub async fn receive(mut form: Multipart) -> Result<Upload, Failure> {
    let mut upload = Upload {
        text: Err(FileFault::Missing),
        confirmed: false,
    };
    while let Some(field) = form.next_field().await.map_err(|error| Failure::Http(error.status()))? {
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|error| Failure::Http(error.status()))?;
        match name.as_str() {
            "file" if bytes.is_empty() => {}
            "file" if bytes.len() > FILE_BYTES => upload.text = Err(FileFault::TooLarge),
            "file" => upload.text = decode(&bytes),
            "text" => {
                let text = String::from_utf8(bytes.to_vec()).map_err(|_| Failure::Http(StatusCode::BAD_REQUEST))?;
                upload.text = Ok(text);
            }
            "confirmed" => upload.confirmed = &*bytes == b"1",
            _ => {}
        }
    }
    Ok(upload)
}

/// The text of a file as a spreadsheet saves it: UTF-8 or UTF-16 with a byte order mark, plain UTF-8, or Shift_JIS.
fn decode(bytes: &[u8]) -> Result<String, FileFault> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => SHIFT_JIS,
    };
    let (text, _, unreadable) = encoding.decode(bytes);
    // Zero bytes are in pictures and archives, never in a table.
    if unreadable || text.contains('\0') {
        return Err(FileFault::Unreadable);
    }
    Ok(text.into_owned())
}

/// Takes the text apart. A number that comes twice is refused the second time.
pub fn read(text: &str, today: Day, lang: domain::Lang) -> Result<Vec<Line>, FileFault> {
    let words = crate::text::Text::of(lang).organisation_admin;
    // With line ends of two characters the reader places a row where the line before it ends.
    let text = text.replace("\r\n", "\n");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let headings = match records.next() {
        Some(Ok(record)) => record.iter().map(MasterRow::field_of_heading).collect::<Vec<_>>(),
        Some(Err(_)) => return Err(FileFault::Unreadable),
        None => return Err(FileFault::Missing),
    };
    let has = |field: &&str| headings.contains(&Some(*field));
    if ![
        "number",
        "name",
        "kana",
        "industry",
        "insured",
        "dependants",
        "members_as_of",
    ]
    .iter()
    .all(has)
    {
        return Err(FileFault::Headings);
    }
    let mut lines = Vec::new();
    let mut seen: HashMap<String, u64> = HashMap::new();
    for record in records {
        let record = record.map_err(|_| FileFault::Unreadable)?;
        let number = record.position().map_or(0, csv::Position::line);
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if lines.len() == MOST_ROWS {
            return Err(FileFault::TooManyRows);
        }
        let mut row = MasterRow::default();
        let pairs = headings
            .iter()
            .zip(record.iter())
            .filter_map(|(field, cell)| Some(((*field)?, cell)));
        row.replace(MasterRow::FIELDS, pairs);
        let mut read = row
            .check(today)
            .map_err(|problems| problems.iter().map(|found| sentence(lang, found)).collect::<Vec<_>>());
        if record.len() > headings.len() {
            read = Err(vec![words.file_cells.to_owned()]);
        }
        if let Ok(insurer) = &read {
            match seen.get(insurer.number.as_str()) {
                Some(first) => read = Err(vec![(words.twice)(&first.to_string())]),
                None => {
                    seen.insert(insurer.number.as_str().to_owned(), number);
                }
            }
        }
        let name = row.name;
        lines.push(Line { number, name, read });
    }
    if lines.is_empty() {
        return Err(FileFault::Missing);
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use domain::Lang;

    use super::*;

    const HEAD: &str = "保険者番号,名称,カナ,形態,業態,被保険者数,被扶養者数,基準日";
    const ROW: &str = "06139901,みずほ野精機健康保険組合,ミズホノ,単一,機械器具製造業,\"3,120\",2750,R8.3.31";

    fn lines(text: &str) -> Result<Vec<Line>, FileFault> {
        read(text, Day::from_iso("2026-06-10").unwrap(), Lang::Ja)
    }

    #[test]
    fn 文字コードは中身で決める() {
        assert_eq!(decode("健保".as_bytes()), Ok("健保".to_owned()));
        assert_eq!(decode("\u{feff}健保".as_bytes()), Ok("健保".to_owned()));
        assert_eq!(decode(&SHIFT_JIS.encode("健保①髙").0), Ok("健保①髙".to_owned()));
        assert_eq!(decode(b"PK\x03\x04\x00\x00"), Err(FileFault::Unreadable));
        assert_eq!(decode(b"\xFF\xD8\xFF\xE0"), Err(FileFault::Unreadable));
    }

    #[test]
    fn 行ごとに読んで重複を見つける() {
        let found = lines(&format!("{HEAD}\r\n{ROW}\r\n\r\n{ROW}\r\n1,甲")).unwrap();
        assert_eq!(found.len(), 3);
        assert_eq!(
            (found[0].number, found[0].read.as_ref().unwrap().insured.get()),
            (2, 3120)
        );
        assert_eq!(found[1].read.as_ref().unwrap_err(), &["2行目と同じ保険者番号です"]);
        assert!(found[2].read.as_ref().unwrap_err().len() > 3);
    }

    #[test]
    fn 見出しや大きさの誤りはファイル全体の誤り() {
        assert_eq!(lines("").unwrap_err(), FileFault::Missing);
        assert_eq!(lines(HEAD).unwrap_err(), FileFault::Missing);
        assert_eq!(lines("名称,備考\n甲,乙").unwrap_err(), FileFault::Headings);
        let many = format!("{HEAD}\n{}", "1\n".repeat(MOST_ROWS + 1));
        assert_eq!(lines(&many).unwrap_err(), FileFault::TooManyRows);
    }
}
