//! A document as tagged PDF: lines are broken by the rules of Japanese typesetting, laid out on A4 pages, and drawn together
//! with the tree that screen readers follow.

mod chart;
mod draw;
mod layout;
mod line;
mod sheet;
mod table;
mod tree;

use crate::{Fonts, Paper, PaperError};

/// Writes a document as PDF.
///
/// # Errors
/// When the library refuses it.
pub fn write_pdf(paper: &Paper, fonts: &Fonts) -> Result<Vec<u8>, PaperError> {
    let (Some(body), Some(heading)) = (fonts.body.ruler(), fonts.heading.ruler()) else {
        return Err(PaperError::Pdf("the fonts cannot be measured".to_owned()));
    };
    let sheets = layout::lay_out(paper, &layout::Rulers { body, heading });
    draw::draw(paper, fonts, sheets)
}
