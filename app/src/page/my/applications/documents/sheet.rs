//! The tables of a document as a workbook: one sheet for each. Numbers are numbers; everything else is text, so that no cell
//! can be a formula.

use paper::{Align, Block, Paper, Table};
use rust_xlsxwriter::{DocProperties, Format, Workbook, XlsxError};

/// Longest name of a sheet that the format holds.
const NAME_CHARS: usize = 31;

/// Writes all tables.
pub(super) fn write(paper: &Paper) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(&paper.title).set_author(&paper.author));
    let mut heading = paper.title.clone();
    let mut number = 0;
    for block in &paper.blocks {
        match block {
            Block::Heading(title) => heading.clone_from(title),
            Block::Table(table) => {
                number += 1;
                let name = if table.caption.is_empty() {
                    &heading
                } else {
                    &table.caption
                };
                add(&mut workbook, &format!("{number} {name}"), table)?;
            }
            _ => {}
        }
    }
    workbook.save_to_buffer()
}

fn add(workbook: &mut Workbook, name: &str, table: &Table) -> Result<(), XlsxError> {
    let forbidden = |sign: &char| !['[', ']', ':', '*', '?', '/', '\\', '\''].contains(sign);
    let name: String = name.chars().filter(forbidden).take(NAME_CHARS).collect();
    let (bold, wrapped) = (Format::new().set_bold().set_text_wrap(), Format::new().set_text_wrap());
    let figures = Format::new().set_num_format("#,##0");
    let sheet = workbook.add_worksheet().set_name(name)?;
    let all: u16 = table.columns.iter().map(|column| column.width).sum();
    for (at, column) in (0..).zip(&table.columns) {
        sheet.set_column_width(at, 100.0 * f64::from(column.width) / f64::from(all.max(1)))?;
    }
    let mut first = 0;
    if table.has_head {
        for (at, column) in (0..).zip(&table.columns) {
            sheet.write_string_with_format(0, at, &column.name, &bold)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        first = 1;
    }
    for (row, cells) in (first..).zip(&table.rows) {
        for ((at, cell), column) in (0..).zip(cells).zip(&table.columns) {
            let number = (column.align == Align::Right).then(|| plain_number(cell)).flatten();
            match number {
                Some(number) => sheet.write_number_with_format(row, at, number, &figures)?,
                None if at == 0 && !table.has_head => sheet.write_string_with_format(row, at, cell, &bold)?,
                None => sheet.write_string_with_format(row, at, cell, &wrapped)?,
            };
        }
    }
    Ok(())
}

/// A whole number with separators, as far as a workbook holds it exactly.
fn plain_number(cell: &str) -> Option<f64> {
    let digits = cell.replace(',', "");
    let number: i32 = digits.parse().ok()?;
    Some(f64::from(number))
}
