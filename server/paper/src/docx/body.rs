//! The text of a document as WordprocessingML.

use std::fmt::Write as _;

use crate::text::{clean, lines};
use crate::{Align, Block, Item, Paper, Table};

/// Width of the text: 451.5 points in twentieths.
const MEASURE: u32 = 9_030;

/// Text as XML holds it.
pub(super) fn escape(text: &str) -> String {
    let text = clean(text);
    quick_xml::escape::escape(text.as_str()).into_owned()
}

/// The main part.
pub(super) fn document(paper: &Paper) -> String {
    let mut xml = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>"#,
    );
    let mut breaks = false;
    for block in &paper.blocks {
        if *block == Block::NewPage {
            breaks = true;
            continue;
        }
        add(&mut xml, block, breaks);
        breaks = false;
    }
    xml.push_str(
        r#"<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1701" w:right="1438" w:bottom="1531" w:left="1438" w:header="850" w:footer="680" w:gutter="0"/></w:sectPr></w:body></w:document>"#,
    );
    xml
}

fn add(xml: &mut String, block: &Block, breaks: bool) {
    match block {
        Block::Title(text) => paragraph(xml, "Title", "", breaks, text),
        Block::Heading(text) => paragraph(xml, "Heading1", "", breaks, text),
        Block::Right(text) => paragraph(xml, "Right", "", breaks, text),
        Block::Text(text) => {
            for line in lines(text) {
                paragraph(xml, "Body", "", breaks, &line);
            }
        }
        Block::Note(text) => {
            for line in lines(text) {
                paragraph(xml, "Note", "", breaks, &line);
            }
            // Keeps the frame apart from what follows.
            paragraph(xml, "Cell", "", false, "");
        }
        Block::Items(items) => add_items(xml, items),
        Block::Table(table) => add_table(xml, table),
        Block::Chart(chart) => {
            let lines = chart.lines().into_iter().map(|(label, text)| Item { label, text });
            add_items(xml, &lines.collect::<Vec<_>>());
        }
        Block::NewPage => {}
    }
}

fn paragraph(xml: &mut String, style: &str, properties: &str, breaks: bool, text: &str) {
    let before = if breaks { "<w:pageBreakBefore/>" } else { "" };
    let text = escape(text);
    // Writing to a string cannot fail.
    let _ = write!(
        xml,
        r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{before}{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#
    );
}

/// Numbers hang at the left; further paragraphs of an item stand below its text.
fn add_items(xml: &mut String, items: &[Item]) {
    let width = |sign: char| if sign.is_ascii() { 105 } else { 210 };
    let widest = items
        .iter()
        .map(|item| clean(&item.label).chars().map(width).sum::<u32>());
    let hang = widest.max().unwrap_or(0) + 210;
    for item in items {
        let mut label = Some(escape(&item.label));
        for line in lines(&item.text) {
            let (first, tab) = match label.take() {
                Some(label) => (
                    format!(r#"<w:ind w:left="{hang}" w:hanging="{hang}"/>"#),
                    format!(r#"<w:r><w:t xml:space="preserve">{label}</w:t></w:r><w:r><w:tab/></w:r>"#),
                ),
                None => (format!(r#"<w:ind w:left="{hang}"/>"#), String::new()),
            };
            let text = escape(&line);
            let _ = write!(
                xml,
                r#"<w:p><w:pPr><w:pStyle w:val="Item"/><w:tabs><w:tab w:val="left" w:pos="{hang}"/></w:tabs>{first}</w:pPr>{tab}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#
            );
        }
    }
}

fn add_table(xml: &mut String, table: &Table) {
    if !table.caption.is_empty() {
        paragraph(xml, "Caption", "", false, &table.caption);
    }
    let all: u32 = table.columns.iter().map(|column| u32::from(column.width)).sum();
    let widths: Vec<u32> = table
        .columns
        .iter()
        .map(|column| MEASURE * u32::from(column.width) / all.max(1))
        .collect();
    let caption = escape(&table.caption);
    let sides = ["top", "left", "bottom", "right", "insideH", "insideV"];
    let borders: String = sides
        .iter()
        .map(|side| format!(r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="5A5A5A"/>"#))
        .collect();
    let grid: String = widths
        .iter()
        .map(|width| format!(r#"<w:gridCol w:w="{width}"/>"#))
        .collect();
    let look = if table.has_head {
        r#"<w:tblLook w:firstRow="1" w:firstColumn="0" w:noHBand="1" w:noVBand="1"/>"#
    } else {
        r#"<w:tblLook w:firstRow="0" w:firstColumn="1" w:noHBand="1" w:noVBand="1"/>"#
    };
    let _ = write!(
        xml,
        r#"<w:tbl><w:tblPr><w:tblW w:w="{MEASURE}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>{look}<w:tblCaption w:val="{caption}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"#
    );
    if table.has_head {
        xml.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (column, width) in table.columns.iter().zip(&widths) {
            add_cell(xml, &column.name, *width, column.align, true);
        }
        xml.push_str("</w:tr>");
    }
    for row in &table.rows {
        xml.push_str("<w:tr>");
        for (position, ((cell, column), width)) in row.iter().zip(&table.columns).zip(&widths).enumerate() {
            add_cell(xml, cell, *width, column.align, position == 0 && !table.has_head);
        }
        xml.push_str("</w:tr>");
    }
    // A table must be followed by a paragraph, and the next block wants a distance.
    xml.push_str(r#"</w:tbl><w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr></w:p>"#);
}

fn add_cell(xml: &mut String, text: &str, width: u32, align: Align, is_name: bool) {
    let shade = if is_name {
        r#"<w:shd w:val="clear" w:color="auto" w:fill="F0F0F0"/>"#
    } else {
        ""
    };
    let _ = write!(
        xml,
        r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>"#
    );
    let style = if is_name { "CellName" } else { "Cell" };
    let side = match align {
        Align::Left => "",
        Align::Right => r#"<w:jc w:val="right"/>"#,
    };
    let lines = lines(text);
    if lines.is_empty() {
        paragraph(xml, style, side, false, "");
    }
    for line in &lines {
        paragraph(xml, style, side, false, line);
    }
    xml.push_str("</w:tc>");
}
