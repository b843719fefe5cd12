//! Compound files ([MS-CFB]): Word, Excel and PowerPoint up to 2003, and the wrapper that newer Office puts around a
//! document with a password. Macros and encryption are refused; so is any other compound file.

use std::io::{Read, Seek};

use cfb::CompoundFile;

use super::{FileFault, FileKind};

/// Most records of a workbook looked at; the one that matters comes among the first.
const MOST_RECORDS: usize = 100;

/// Most entries of a compound file.
const MOST_ENTRIES: usize = 10_000;

/// The kind of a compound file.
pub(super) fn kind<F: Read + Seek>(file: &mut F) -> Result<FileKind, FileFault> {
    let mut compound = CompoundFile::open(file).map_err(|_| FileFault::Broken)?;
    let mut names: Vec<String> = Vec::new();
    for entry in compound.walk().take(MOST_ENTRIES) {
        names.push(entry.name().to_ascii_lowercase());
    }
    let has = |name: &str| names.iter().any(|named| named == name);
    if has("encryptedpackage") || has("encryptioninfo") || has("encryptedsummary") {
        return Err(FileFault::Encrypted);
    }
    let has_macro = has("macros") || has("_vba_project_cur") || has("vba") || has("_vba_project");
    let kind = if has("worddocument") {
        if is_encrypted_document(&mut compound) {
            return Err(FileFault::Encrypted);
        }
        FileKind::Word97
    } else if has("workbook") || has("book") {
        let stream = if has("workbook") { "/Workbook" } else { "/Book" };
        if is_encrypted_workbook(&mut compound, stream) {
            return Err(FileFault::Encrypted);
        }
        FileKind::Excel97
    } else if has("powerpoint document") {
        if is_encrypted_presentation(&mut compound) {
            return Err(FileFault::Encrypted);
        }
        FileKind::PowerPoint97
    } else {
        return Err(FileFault::OtherKind);
    };
    if has_macro {
        return Err(FileFault::Macro);
    }
    Ok(kind)
}

/// The first bytes of a stream; empty when there is no such stream.
fn head<F: Read + Seek>(compound: &mut CompoundFile<F>, path: &str, most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Ok(stream) = compound.open_stream(path) {
        // What cannot be read decides nothing; the programs that open it will say so.
        let _ = stream.take(most).read_to_end(&mut bytes);
    }
    bytes
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at + 2)?;
    Some(u16::from_le_bytes([*two.first()?, *two.get(1)?]))
}

/// Bit `fEncrypted` of the file information block ([MS-DOC] 2.5.2).
fn is_encrypted_document<F: Read + Seek>(compound: &mut CompoundFile<F>) -> bool {
    let block = head(compound, "/WordDocument", 32);
    u16_at(&block, 0x0A).is_some_and(|flags| flags & 0x0100 != 0)
}

/// A record `FilePass` near the beginning ([MS-XLS] 2.4.117).
fn is_encrypted_workbook<F: Read + Seek>(compound: &mut CompoundFile<F>, path: &str) -> bool {
    let records = head(compound, path, 64 * 1024);
    let mut at = 0;
    for _ in 0..MOST_RECORDS {
        let (Some(kind), Some(length)) = (u16_at(&records, at), u16_at(&records, at + 2)) else {
            return false;
        };
        if kind == 0x002F {
            return true;
        }
        at += 4 + usize::from(length);
    }
    false
}

/// The token of an encrypted presentation in `Current User` ([MS-PPT] 2.3.2).
fn is_encrypted_presentation<F: Read + Seek>(compound: &mut CompoundFile<F>) -> bool {
    let user = head(compound, "/Current User", 32);
    user.get(12..16) == Some(&0xF3D1_C4DF_u32.to_le_bytes())
}
