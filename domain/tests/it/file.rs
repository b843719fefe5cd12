//! What files are by their content, and what they may be called: sound files of every kind, hostile ones, and any name.

use std::io::{Cursor, Write as _};

use domain::file::{FILE_BYTES, FileFault, FileKind, NAME_CHARS, clean_name, fallback_name, inspect};
use domain::normalise::char_count;
use proptest::prelude::*;
use zip::write::SimpleFileOptions;

/// An archive with these parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A document of the newer Office formats.
fn office(format: &str, part: &str) -> Vec<u8> {
    let types = format!(
        "<Types><Override PartName=\"/{part}\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.{format}.main+xml\"/></Types>"
    );
    archive(&[("[Content_Types].xml", &types), (part, "<x/>")])
}

/// A compound file with these streams.
fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, content) in streams {
        if let Some((storage, _)) = name.rsplit_once('/').filter(|(storage, _)| !storage.is_empty()) {
            file.create_storage_all(storage).unwrap();
        }
        file.create_stream(name).unwrap().write_all(content).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

fn word() -> Vec<u8> {
    office("wordprocessingml.document", "word/document.xml")
}

fn workbook() -> Vec<u8> {
    // Beginning of file, then end of file.
    compound(&[("/Workbook", &[0x09, 0x08, 2, 0, 0, 6, 0x0A, 0, 0, 0])])
}

/// One sound file of several kinds, for the fuzzers.
pub fn samples() -> Vec<Vec<u8>> {
    let encrypted = compound(&[("/EncryptionInfo", b"x"), ("/EncryptedPackage", b"y")]);
    vec![
        PDF.to_vec(),
        PNG.to_vec(),
        word(),
        workbook(),
        encrypted,
        "事業名,年度\r\n健診,2026\r\n".as_bytes().to_vec(),
    ]
}

fn look(bytes: &[u8], name: &str) -> Result<FileKind, FileFault> {
    inspect(&mut Cursor::new(bytes), name)
}

#[test]
fn 中身で種類が分かる() {
    let kinds = [
        (PDF.to_vec(), "実施要領.pdf", FileKind::Pdf),
        (PNG.to_vec(), "体制図.PNG", FileKind::Png),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF".to_vec(), "写真.jpeg", FileKind::Jpeg),
        (word(), "案内.docx", FileKind::Word),
        (
            office("spreadsheetml.sheet", "xl/workbook.xml"),
            "経費.xlsx",
            FileKind::Excel,
        ),
        (
            office("presentationml.presentation", "ppt/presentation.xml"),
            "説明.pptx",
            FileKind::PowerPoint,
        ),
        (workbook(), "古い.xls", FileKind::Excel97),
        (compound(&[("/WordDocument", &[0; 64])]), "古い.doc", FileKind::Word97),
        (
            compound(&[("/PowerPoint Document", b"x"), ("/Current User", &[0; 32])]),
            "古い.ppt",
            FileKind::PowerPoint97,
        ),
        ("名称,金額\r\n".as_bytes().to_vec(), "一覧.csv", FileKind::Csv),
        // Shift_JIS, as spreadsheets save it.
        (b"\x96\xBC\x8F\xCC,1\r\n".to_vec(), "一覧.csv", FileKind::Csv),
        (b"\xFF\xFEa\0,\0".to_vec(), "一覧.csv", FileKind::Csv),
    ];
    for (bytes, name, kind) in kinds {
        assert_eq!(look(&bytes, name), Ok(kind), "{name}");
    }
}

#[test]
fn パスワードのあるものを断る() {
    let pdf = [PDF, b"trailer<</Root 1 0 R/Encrypt 7 0 R>>"].concat();
    let mut document = [0; 64];
    document[0x0B] = 0x01;
    let presentation: &[u8] = &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xDF, 0xC4, 0xD1, 0xF3];
    let locked = [
        (pdf, "a.pdf"),
        (
            compound(&[("/EncryptionInfo", b"x"), ("/EncryptedPackage", b"y")]),
            "a.xlsx",
        ),
        (compound(&[("/WordDocument", &document)]), "a.doc"),
        (
            compound(&[("/Workbook", &[0x09, 0x08, 2, 0, 0, 6, 0x2F, 0, 2, 0, 1, 0])]),
            "a.xls",
        ),
        (
            compound(&[("/PowerPoint Document", b"x"), ("/Current User", presentation)]),
            "a.ppt",
        ),
    ];
    for (bytes, name) in locked {
        assert_eq!(look(&bytes, name), Err(FileFault::Encrypted), "{name}");
    }
    let mut sealed = word();
    // The flag of a password on the first part, in its own header and in the directory.
    sealed[6] |= 1;
    let directory = sealed.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    sealed[directory + 8] |= 1;
    assert_eq!(look(&sealed, "a.docx"), Err(FileFault::Encrypted));
}

#[test]
fn マクロのあるものを断る() {
    let macro_types = "<Types><Override ContentType=\"application/vnd.ms-excel.sheet.macroEnabled.main+xml\"/></Types>";
    let carriers = [
        (archive(&[("[Content_Types].xml", macro_types)]), "a.xlsx"),
        (
            archive(&[("[Content_Types].xml", "<Types/>"), ("word/vbaProject.bin", "x")]),
            "a.docx",
        ),
        (
            compound(&[("/WordDocument", &[0; 64]), ("/Macros/VBA/dir", b"x")]),
            "a.doc",
        ),
        (
            compound(&[("/Workbook", &[]), ("/_VBA_PROJECT_CUR/VBA/dir", b"x")]),
            "a.xls",
        ),
    ];
    for (bytes, name) in carriers {
        assert_eq!(look(&bytes, name), Err(FileFault::Macro), "{name}");
    }
}

#[test]
fn 名前と中身が違うものや受け付けないものを断る() {
    assert_eq!(look(PDF, "a.docx"), Err(FileFault::Misnamed { found: FileKind::Pdf }));
    assert_eq!(look(PDF, "a.exe"), Err(FileFault::Misnamed { found: FileKind::Pdf }));
    assert_eq!(
        look(&word(), "a.xlsx"),
        Err(FileFault::Misnamed { found: FileKind::Word })
    );
    assert_eq!(
        look(&word(), "a.csv"),
        Err(FileFault::Misnamed { found: FileKind::Word })
    );
    assert_eq!(look(&archive(&[("a.txt", "x")]), "a.docx"), Err(FileFault::OtherKind));
    assert_eq!(look(b"MZ\x90\0", "a.pdf"), Err(FileFault::OtherKind));
    assert_eq!(look(b"<html><script>", "a.png"), Err(FileFault::OtherKind));
    assert_eq!(look(b"a\0b", "a.csv"), Err(FileFault::OtherKind));
    assert_eq!(look(b"", "a.pdf"), Err(FileFault::Empty));
    assert_eq!(look(&word()[..60], "a.docx"), Err(FileFault::Broken));
    assert_eq!(look(&workbook()[..600], "a.xls"), Err(FileFault::Broken));
    let large = vec![b' '; usize::try_from(FILE_BYTES).unwrap() + 1];
    assert_eq!(look(&large, "a.csv"), Err(FileFault::TooLarge));
    assert_eq!(look(&large[1..], "a.csv"), Ok(FileKind::Csv));
}

proptest! {
    #[test]
    fn どんな名前も安全になる(given in "\\PC{0,400}|.{0,300}|[./\\\\ a-zA-Zか\u{3099}\u{202E}]{0,40}") {
        let name = clean_name(&given);
        prop_assert!(!name.is_empty() && name.len() <= 250);
        prop_assert!(char_count(&name) <= NAME_CHARS + 1, "{}", char_count(&name));
        let has_unsafe = name.contains(['/', '\\', '\0', '\r', '\n', '"', '\u{202E}']);
        prop_assert!(!has_unsafe, "{}", name);
        prop_assert!(name != "." && name != ".." && name.trim() == name);
        prop_assert_eq!(clean_name(&name), name.clone(), "cleaning twice changes nothing");
        let plain = fallback_name(&name);
        prop_assert!(!plain.is_empty() && plain.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)));
    }
}
