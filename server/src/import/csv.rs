//! Takes a CSV file apart: headings in row 1, then one program per row. Commas, tabs or semicolons separate, whichever
//! the headings use.

use std::io::{BufRead as _, BufReader, Read};

use csv::{ReaderBuilder, StringRecord};

use super::column::Column;
use super::source::{Gone, Piece, Pieces, Row, RowFault};

/// Reads a whole file of UTF-8 text and hands over what it finds.
pub fn read(source: impl Read, pieces: &Pieces) -> Result<(), Gone> {
    let mut source = BufReader::with_capacity(64 * 1024, source);
    let delimiter = match source.fill_buf() {
        Ok(head) => find_delimiter(head),
        Err(fault) => return pieces.give(Piece::Broken(fault.to_string())),
    };
    // The added line break ends a last row that has none, so that lines can be counted alike for all rows.
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(source.chain(&b"\n"[..]));

    let mut record = StringRecord::new();
    let mut headings: Option<Vec<Option<Column>>> = None;
    let mut number = 0;
    loop {
        let line_before = reader.position().line();
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(fault) => return pieces.give(Piece::Broken(fault.to_string())),
        }
        // The reader skips empty lines, a spreadsheet counts them.
        let lines = reader.position().line() - line_before;
        let own_lines = 1 + record.iter().map(|cell| cell.matches('\n').count() as u64).sum::<u64>();
        number += 1 + lines.saturating_sub(own_lines);
        match &headings {
            None => {
                let columns = read_headings(&record, pieces)?;
                if columns.iter().all(Option::is_none) {
                    break;
                }
                headings = Some(columns);
            }
            Some(columns) => read_row(&record, columns, number, pieces)?,
        }
    }
    match headings {
        Some(_) => Ok(()),
        None => pieces.give(Piece::Broken("row 1 has no known heading".to_owned())),
    }
}

fn read_headings(record: &StringRecord, pieces: &Pieces) -> Result<Vec<Option<Column>>, Gone> {
    let mut columns = Vec::with_capacity(record.len());
    for heading in record {
        let column = Column::from_heading(heading);
        if column.is_none() && !heading.trim().is_empty() {
            pieces.give(Piece::Ignored(heading.trim().to_owned()))?;
        }
        columns.push(column);
    }
    Ok(columns)
}

fn read_row(record: &StringRecord, columns: &[Option<Column>], number: u64, pieces: &Pieces) -> Result<(), Gone> {
    if record.iter().all(|cell| cell.trim().is_empty()) {
        return Ok(());
    }
    let surplus = record.iter().skip(columns.len()).any(|cell| !cell.trim().is_empty());
    if surplus {
        let fault = RowFault::TooManyCells {
            headings: columns.len(),
            cells: record.len(),
        };
        return pieces.give(Piece::BadRow(number, fault));
    }
    let mut row = Row {
        number,
        cells: Vec::new(),
    };
    for (column, cell) in columns.iter().zip(record) {
        let Some(column) = column else { continue };
        if let Err(fault) = row.add(*column, vec![cell.to_owned()]) {
            return pieces.give(Piece::BadRow(number, fault));
        }
    }
    pieces.give(Piece::Row(row))
}

/// The separator that occurs most often in the first line, outside of quotes; a comma when none does.
fn find_delimiter(head: &[u8]) -> u8 {
    let mut counts = [(b',', 0), (b'\t', 0), (b';', 0)];
    let mut quoted = false;
    for byte in head.iter().skip_while(|byte| matches!(byte, b'\n' | b'\r')) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => counts
                .iter_mut()
                .filter(|(delimiter, _)| delimiter == byte)
                .for_each(|(_, count)| *count += 1),
        }
    }
    counts
        .iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map_or(b',', |(delimiter, _)| *delimiter)
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc;

    use super::*;

    fn pieces_of(text: &str) -> Vec<Piece> {
        let (sender, mut receiver) = mpsc::channel(100);
        read(text.as_bytes(), &Pieces(sender)).unwrap();
        std::iter::from_fn(|| receiver.try_recv().ok()).collect()
    }

    fn numbers(text: &str) -> Vec<u64> {
        let rows = pieces_of(text).into_iter().filter_map(|piece| match piece {
            Piece::Row(row) => Some(row.number),
            _ => None,
        });
        rows.collect()
    }

    #[test]
    fn 行番号は表計算ソフトの行と同じ() {
        assert_eq!(numbers("title,content\na,x\nb,y"), [2, 3]);
        assert_eq!(numbers("title,content\r\n\r\na,x\r\n,\r\nb,y\r\n\r\n"), [3, 5]);
        assert_eq!(numbers("title,content\na,\"x\ny\nz\"\nb,\"1\r\n2\"\nc,y"), [2, 3, 4]);
        assert_eq!(numbers("\n\ntitle,content\na,x\n"), [4]);
    }

    #[test]
    fn 区切りは見出しの行で決まる() {
        for text in ["title,content\na,x", "title\tcontent\na\tx", "title;content\na;x"] {
            let row = Row {
                number: 2,
                cells: vec![
                    (Column::Field("title"), vec!["a".to_owned()]),
                    (Column::Field("content"), vec!["x".to_owned()]),
                ],
            };
            assert_eq!(pieces_of(text), [Piece::Row(row)], "{text}");
        }
        assert_eq!(find_delimiter(b"\"a;b;c\",d\n;;;;"), b',');
        assert_eq!(find_delimiter(b"title"), b',');
    }

    #[test]
    fn 知らない列と多すぎるセルを知らせる() {
        let pieces = pieces_of("title,備考,content\na,b,c,d\n\"x\"");
        assert_eq!(pieces[0], Piece::Ignored("備考".to_owned()));
        assert_eq!(
            pieces[1],
            Piece::BadRow(2, RowFault::TooManyCells { headings: 3, cells: 4 })
        );
        assert!(matches!(&pieces[2], Piece::Row(row) if row.number == 3 && row.cells.len() == 1));
        assert!(matches!(pieces_of("").as_slice(), [Piece::Broken(_)]));
        assert!(matches!(
            pieces_of("\u{fffd}\u{fffd}\n1").as_slice(),
            [Piece::Ignored(_), Piece::Broken(_)]
        ));
        assert_eq!(
            pieces_of("title\n\u{fffd}"),
            [Piece::BadRow(
                2,
                RowFault::Unreadable {
                    column: "title".to_owned()
                }
            )]
        );
    }
}
