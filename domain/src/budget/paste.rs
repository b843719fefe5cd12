//! Lines pasted from a spreadsheet (`BUDG-06`): one line per row, cells between tabs, in the order of the table on the page.
//! It fills forms and judges nothing; wrong cells are found by the check like typed ones.

use super::form::{LineForm, MOST_LINES};
use crate::code::CostItem;
use crate::normalise;
use crate::rows::Row as _;

/// The columns: 費目, 内訳, 単価, 数量, 単位, 回数, 補助対象, 積算根拠, 支払先.
const COLUMNS: [&str; 9] = [
    "item",
    "description",
    "unit_price",
    "quantity",
    "unit",
    "times",
    "eligible",
    "basis",
    "payee",
];

/// Turns pasted text into lines. A first row that only repeats the headings is left out; the name of a cost item becomes its
/// code, and ○, 対象 or 1 tick 補助対象.
pub fn paste(text: &str) -> Vec<LineForm> {
    text.lines()
        .map(line)
        .filter(|line| !line.is_blank() && normalise::single_line(&line.unit_price) != "単価")
        .take(MOST_LINES)
        .collect()
}

fn line(row: &str) -> LineForm {
    let mut line = LineForm::default();
    for (column, cell) in COLUMNS.iter().zip(row.split('\t')) {
        let cell = cell.trim().trim_matches('"');
        let value = match *column {
            "item" => CostItem::from_label(cell).map_or(cell, |item| item.code()),
            "eligible" if ["○", "〇", "◯", "対象", "1", "１"].contains(&cell) => "1",
            "eligible" if ["", "×", "✕", "対象外", "0"].contains(&cell) => "",
            _ => cell,
        };
        line.put(column, value);
    }
    line
}
