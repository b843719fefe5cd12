//! What a file is by its content, whatever its name says (ux 7.7). It reads as little as it can, in bounded pieces, and
//! refuses what needs a password, carries macros or is damaged. It looks for no viruses.

mod legacy;
mod office;
mod pdf;
mod table;

use std::io::{Read, Seek, SeekFrom};

use super::{FileFault, FileKind, extension};

const ZIP: &[u8] = b"PK\x03\x04";
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const JPEG: &[u8] = b"\xFF\xD8\xFF";
const PDF: &[u8] = b"%PDF-";

/// The kind of a file whose name is `name`.
///
/// # Errors
/// Why it is not taken. A file that cannot be read to its end counts as broken.
pub fn inspect<F: Read + Seek>(file: &mut F, name: &str) -> Result<FileKind, FileFault> {
    let bytes = file.seek(SeekFrom::End(0)).map_err(broken)?;
    if bytes == 0 {
        return Err(FileFault::Empty);
    }
    if bytes > super::FILE_BYTES {
        return Err(FileFault::TooLarge);
    }
    let mut start = Vec::new();
    rewind(file)?;
    file.by_ref().take(16).read_to_end(&mut start).map_err(broken)?;
    rewind(file)?;
    let promised = FileKind::of_extension(extension(name));
    let found = if start.starts_with(PDF) {
        pdf::expect_open(file)?;
        FileKind::Pdf
    } else if start.starts_with(PNG) {
        FileKind::Png
    } else if start.starts_with(JPEG) {
        FileKind::Jpeg
    } else if start.starts_with(ZIP) {
        office::kind(file)?
    } else if start.starts_with(OLE) {
        legacy::kind(file)?
    } else if promised == Some(FileKind::Csv) {
        table::expect_text(file)?;
        FileKind::Csv
    } else {
        return Err(FileFault::OtherKind);
    };
    if promised == Some(found) {
        Ok(found)
    } else {
        Err(FileFault::Misnamed { found })
    }
}

fn rewind(file: &mut impl Seek) -> Result<(), FileFault> {
    file.rewind().map_err(broken)
}

fn broken(_: std::io::Error) -> FileFault {
    FileFault::Broken
}
