//! Documents on paper: a typed [`Paper`] becomes a tagged PDF (PDF/UA-1 and PDF/A-2a, A4, embedded Japanese fonts) and a DOCX.
//! Texts of people are values from end to end; there is no markup here that they could contain. This crate reads no
//! database and decides nothing about who may see a document.

mod chart;
mod document;
mod docx;
mod font;
pub mod form;
mod pdf;
mod text;

pub use chart::{Band, Chart, ChartBox};
pub use document::{Align, Block, Cell, Column, Item, Paper, Table};
pub use docx::write_docx;
pub use font::{FONT_FILES, FontError, Fonts};
pub use pdf::write_pdf;

/// A document that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// The library for PDF has found something that the standards forbid.
    #[error("writing the PDF: {0}")]
    Pdf(String),
    /// The container of a DOCX could not be written.
    #[error("writing the DOCX: {0}")]
    Docx(#[from] std::io::Error),
    /// As above, in the library for containers.
    #[error("writing the DOCX: {0}")]
    Zip(#[from] zip::result::ZipError),
}
