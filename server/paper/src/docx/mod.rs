//! A document as DOCX (ISO/IEC 29500), for those who go on working with it in a word processor: real styles for headings,
//! header rows that repeat, page numbers as fields, language and title set. The container is ours, because a document needs
//! seven small parts and the crates for it bring libraries for pictures.

mod body;
mod part;
mod style;

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::{Paper, PaperError};

/// Writes a document as DOCX. The same document always yields the same bytes.
///
/// # Errors
/// When the container cannot be written.
pub fn write_docx(paper: &Paper) -> Result<Vec<u8>, PaperError> {
    let mut container = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", part::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", part::RELATIONS.to_owned()),
        ("docProps/core.xml", part::core(paper)),
        ("word/document.xml", body::document(paper)),
        ("word/styles.xml", style::STYLES.to_owned()),
        ("word/settings.xml", part::SETTINGS.to_owned()),
        ("word/header1.xml", part::header(paper)),
        ("word/footer1.xml", part::FOOTER.to_owned()),
        ("word/_rels/document.xml.rels", part::DOCUMENT_RELATIONS.to_owned()),
    ];
    for (name, text) in parts {
        container.start_file(name, SimpleFileOptions::default())?;
        container.write_all(text.as_bytes())?;
    }
    Ok(container.finish()?.into_inner())
}
