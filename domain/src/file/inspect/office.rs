//! Word, Excel and PowerPoint as ZIP archives (ISO/IEC 29500). Which one it is stands in the list of content types; any
//! other archive is refused, and so is one with macros or with a password on its parts.

use std::io::{Read, Seek};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{FileFault, FileKind};

/// Most parts of an archive; real ones have some hundred.
const MOST_PARTS: usize = 20_000;

/// Longest list of content types, unpacked. It has a line per part at most.
const TYPES_BYTES: u64 = 4 * 1024 * 1024;

/// The kind of an archive.
pub(super) fn kind(file: &mut (impl Read + Seek)) -> Result<FileKind, FileFault> {
    let mut archive = ZipArchive::new(file).map_err(fault)?;
    if archive.len() > MOST_PARTS {
        return Err(FileFault::OtherKind);
    }
    let has_macro = archive.file_names().flatten().any(|name| {
        let name = name.to_ascii_lowercase();
        name.ends_with("vbaproject.bin") || name.ends_with("vbadata.xml")
    });
    let part = archive.by_name("[Content_Types].xml").map_err(|error| match error {
        // Some other archive.
        ZipError::FileNotFound => FileFault::OtherKind,
        error => fault(error),
    })?;
    let mut types = Vec::new();
    part.take(TYPES_BYTES)
        .read_to_end(&mut types)
        .map_err(|_| FileFault::Broken)?;
    let types = String::from_utf8_lossy(&types).to_ascii_lowercase();
    if has_macro || types.contains("macroenabled") || types.contains("vbaproject") {
        return Err(FileFault::Macro);
    }
    let names = |format: &str| types.contains(&format!("vnd.openxmlformats-officedocument.{format}.main+xml"));
    if names("wordprocessingml.document") {
        Ok(FileKind::Word)
    } else if names("spreadsheetml.sheet") {
        Ok(FileKind::Excel)
    } else if names("presentationml.presentation") {
        Ok(FileKind::PowerPoint)
    } else {
        Err(FileFault::OtherKind)
    }
}

fn fault(error: ZipError) -> FileFault {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => FileFault::Encrypted,
        ZipError::UnsupportedArchive(_) => FileFault::OtherKind,
        _ => FileFault::Broken,
    }
}
