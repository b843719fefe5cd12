//! A TOML table as a row, so that the demo data goes the same way as any imported file.

use super::column::Column;
use super::source::{Row, RowFault};

/// Reads a table whose keys are headings and whose values are texts, numbers, flags or lists of them.
///
/// # Errors
/// The first key that is no known heading, or whose value is no text.
pub fn row_of_table(number: u64, table: &toml::Table) -> Result<Row, RowFault> {
    let mut row = Row {
        number,
        cells: Vec::new(),
    };
    for (name, value) in table {
        let not_a_text = || RowFault::NotAText { column: name.clone() };
        let column = Column::from_heading(name).ok_or_else(not_a_text)?;
        let texts = match value {
            toml::Value::Array(values) => values.iter().map(text).collect::<Option<Vec<_>>>(),
            value => text(value).map(|text| vec![text]),
        };
        row.add(column, texts.ok_or_else(not_a_text)?)?;
    }
    Ok(row)
}

fn text(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Boolean(flag) => Some(flag.to_string()),
        toml::Value::Datetime(date) => Some(date.to_string()),
        toml::Value::Float(_) | toml::Value::Array(_) | toml::Value::Table(_) => None,
    }
}
