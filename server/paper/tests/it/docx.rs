//! The DOCX as a reader of XML sees it.

use std::io::{Cursor, Read as _};

use paper::form::agreement;
use paper::{Block, Paper, write_docx};
use quick_xml::Reader;
use quick_xml::events::Event;

use super::sample::sample;

/// Every part, each well-formed.
fn parts(docx: &[u8]) -> Vec<(String, String)> {
    let mut container = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    (0..container.len())
        .map(|at| {
            let mut file = container.by_index(at).unwrap();
            let name = file.name().unwrap().into_owned();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            let mut reader = Reader::from_str(&text);
            let mut depth = 0_i32;
            loop {
                match reader.read_event().unwrap() {
                    Event::Start(_) => depth += 1,
                    Event::End(_) => depth -= 1,
                    Event::Eof => break,
                    _ => {}
                }
            }
            assert_eq!(depth, 0, "{name}");
            (name, text)
        })
        .collect()
}

#[test]
fn 部品は整った文書で様式と見出しと言語を持つ() {
    let sample = sample();
    let docx = write_docx(&agreement(&sample.basis())).unwrap();
    assert_eq!(docx, write_docx(&agreement(&sample.basis())).unwrap());
    let parts = parts(&docx);
    let part = |name: &str| parts.iter().find(|(found, _)| found == name).unwrap().1.clone();
    let body = part("word/document.xml");
    for needed in [
        r#"<w:pStyle w:val="Title"/>"#,
        r#"<w:pStyle w:val="Heading1"/>"#,
        "<w:tblHeader/>",
        "<w:pageBreakBefore/>",
        "第1条（目的及び事業）",
    ] {
        assert!(body.contains(needed), "{needed}");
    }
    assert!(part("word/styles.xml").contains(r#"w:eastAsia="ja-JP""#));
    assert!(part("docProps/core.xml").contains("協定書（案）"));
    assert!(part("word/header1.xml").contains("案　令和8年11月23日作成"));
}

#[test]
fn 危ない文字列は値のまま入る() {
    let hostile = "</w:t><w:p>&amp; <script> \u{0}\u{B} ]]> \"'";
    let paper = Paper {
        title: hostile.into(),
        author: hostile.into(),
        mark: hostile.into(),
        made_at: sample().basis().made_at,
        blocks: vec![Block::Title(hostile.into()), Block::Text(hostile.into())],
    };
    let parts = parts(&write_docx(&paper).unwrap());
    let body = &parts.iter().find(|(name, _)| name == "word/document.xml").unwrap().1;
    assert!(body.contains("&lt;/w:t&gt;&lt;w:p&gt;&amp;amp;"));
}
