//! What the readers of both file formats hand over, one piece at a time, so that a file of any size fits in memory.

use tokio::sync::mpsc;

use super::column::Column;
use super::encoding::UNREADABLE;

/// No cell is longer than this, bytes; a longer one is the sign of a quote that is never closed.
const CELL_BYTES: usize = 64 * 1024;

/// Rows that may be waiting between the reader and the database.
pub const ROWS_AHEAD: usize = 256;

/// One piece of a file.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece {
    /// A heading that is not known; told once per heading.
    Ignored(String),
    /// A row that could be taken apart.
    Row(Row),
    /// A row that could not.
    BadRow(u64, RowFault),
    /// The rest of the file cannot be read.
    Broken(String),
}

/// Why a row could not be taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowFault {
    /// More cells than headings.
    TooManyCells {
        /// Number of headings.
        headings: usize,
        /// Number of cells.
        cells: usize,
    },
    /// A cell beyond all limits.
    HugeCell {
        /// The column's name.
        column: String,
    },
    /// Bytes that are no text.
    Unreadable {
        /// The column's name.
        column: String,
    },
    /// An entry of a JSON list that is not an object.
    NotAnObject,
    /// An object where a text or a list of texts belongs.
    NotAText {
        /// The column's name.
        column: String,
    },
}

/// A row: its number as a person sees it, and the filled cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Row of the spreadsheet with the headings in row 1; in JSON the position in the list, from 1.
    pub number: u64,
    /// Values by column, in the order of the file; a list in JSON gives several.
    pub cells: Vec<(Column, Vec<String>)>,
}

impl Row {
    /// Adds the values of a column, leaving out empty ones.
    ///
    /// # Errors
    /// A cell that cannot be text of a program.
    pub fn add(&mut self, column: Column, values: Vec<String>) -> Result<(), RowFault> {
        let values: Vec<String> = values.into_iter().filter(|value| !value.trim().is_empty()).collect();
        for value in &values {
            if value.len() > CELL_BYTES {
                return Err(RowFault::HugeCell {
                    column: column.name().to_owned(),
                });
            }
            if value.contains(UNREADABLE) {
                return Err(RowFault::Unreadable {
                    column: column.name().to_owned(),
                });
            }
        }
        if !values.is_empty() {
            self.cells.push((column, values));
        }
        Ok(())
    }

    /// All values of a column.
    pub fn values(&self, column: Column) -> impl Iterator<Item = &String> {
        self.cells
            .iter()
            .filter(move |(named, _)| *named == column)
            .flat_map(|(_, values)| values)
    }
}

/// The receiver has gone, so there is no point in reading on.
#[derive(Debug)]
pub struct Gone;

/// The reader's end of the line to the database.
pub struct Pieces(pub mpsc::Sender<Piece>);

impl Pieces {
    /// Hands over a piece; waits while the database is behind. Only for threads that may block.
    pub fn give(&self, piece: Piece) -> Result<(), Gone> {
        self.0.blocking_send(piece).map_err(|_| Gone)
    }
}
