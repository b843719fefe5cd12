//! What a document consists of. The page in the browser, the PDF and the DOCX are drawn from the same value, so that they
//! say the same.

use domain::value::Instant;

use crate::Chart;

/// A document in Japanese.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The title, also in the file's own data.
    pub title: String,
    /// Who has written it.
    pub author: String,
    /// Stands at the head of every page, for example that it is a draft.
    pub mark: String,
    /// When it was made.
    pub made_at: Instant,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A part of a document, from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The title in the middle; the first block.
    Title(String),
    /// A heading: an article or an annex.
    Heading(String),
    /// A paragraph, its first line indented.
    Text(String),
    /// A line at the right margin: a date, a place.
    Right(String),
    /// A paragraph in a frame: what must be known before reading.
    Note(String),
    /// Numbered or lettered paragraphs.
    Items(Vec<Item>),
    /// A table.
    Table(Table),
    /// A chart of who works with whom.
    Chart(Chart),
    /// What follows begins on a new page.
    NewPage,
}

/// A paragraph behind a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The number, for example `2` or `一`.
    pub label: String,
    /// What it says.
    pub text: String,
}

impl Item {
    /// An item.
    pub fn new(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            text: text.into(),
        }
    }
}

/// A table: cells by rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it is, above it.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Whether the names of the columns stand above them; otherwise the first cell of a row names it.
    pub has_head: bool,
    /// Rows of as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// Stays on one page when it fits on one.
    pub is_together: bool,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its part of the width, beside those of the others.
    pub width: u16,
    /// Where its cells stand.
    pub align: Align,
}

/// Where text stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    Left,
    /// At the right: numbers.
    Right,
}

/// Text of a cell.
pub type Cell = String;

impl Column {
    /// A column of words.
    pub fn left(name: &str, width: u16) -> Self {
        Self {
            name: name.to_owned(),
            width,
            align: Align::Left,
        }
    }

    /// A column of numbers.
    pub fn right(name: &str, width: u16) -> Self {
        Self {
            align: Align::Right,
            ..Self::left(name, width)
        }
    }
}

impl Table {
    /// A table with names above its columns.
    pub fn new(caption: &str, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Self {
        Self {
            caption: caption.to_owned(),
            columns,
            has_head: true,
            rows,
            is_together: false,
        }
    }

    /// A table of two columns in which each row has a name and a value.
    pub fn facts(caption: &str, rows: Vec<(&str, String)>) -> Self {
        Self {
            caption: caption.to_owned(),
            columns: vec![Column::left("", 3), Column::left("", 9)],
            has_head: false,
            rows: rows
                .into_iter()
                .map(|(name, value)| vec![name.to_owned(), value])
                .collect(),
            is_together: true,
        }
    }
}
