//! The audit log as a table for spreadsheets: UTF-8 with a mark at the beginning, every field quoted, and no field that a
//! spreadsheet could take for a formula.

use ::csv::{QuoteStyle, Terminator, WriterBuilder};
use domain::Lang;
use serde_json::Value;
use store::AuditRow;

use super::cell;
use crate::Failure;

/// Tells spreadsheets that it is UTF-8.
const MARK: &str = "\u{FEFF}";

/// The names of the columns are codes, so that programs can read the file in either language.
const COLUMNS: [&str; 17] = [
    "seq",
    "at",
    "actor",
    "user_id",
    "name",
    "deed",
    "deed_name",
    "subject",
    "subject_id",
    "organisation_id",
    "organisation",
    "before",
    "after",
    "why",
    "address",
    "agent",
    "hash",
];

/// The whole file.
///
/// # Errors
/// When memory ends.
pub fn write(lang: Lang, rows: &[AuditRow]) -> Result<Vec<u8>, Failure> {
    let broken = |error: &dyn std::fmt::Display| Failure::fault(error.to_string());
    let mut table = WriterBuilder::new()
        .quote_style(QuoteStyle::Always)
        .terminator(Terminator::CRLF)
        .from_writer(MARK.as_bytes().to_vec());
    table.write_record(COLUMNS).map_err(|error| broken(&error))?;
    for row in rows {
        table
            .write_record(record(lang, row).map(|field| harmless(&field)))
            .map_err(|error| broken(&error))?;
    }
    table.into_inner().map_err(|error| broken(&error))
}

fn record(lang: Lang, row: &AuditRow) -> [String; 17] {
    let (kind, user) = match &row.actor {
        store::AuditActor::Anonymous => ("anonymous", String::new()),
        store::AuditActor::Operator => ("operator", String::new()),
        store::AuditActor::User(id, _) => ("user", id.to_string()),
    };
    let json = |value: &Option<Value>| value.as_ref().map(Value::to_string).unwrap_or_default();
    [
        row.seq.to_string(),
        row.at.iso_utc(),
        kind.to_owned(),
        user,
        cell::actor(lang, row),
        row.deed.clone(),
        cell::deed(lang, &row.deed),
        row.subject_kind.clone(),
        row.subject_id.clone(),
        row.organisation
            .as_ref()
            .map(|(id, _)| id.to_string())
            .unwrap_or_default(),
        cell::organisation(row),
        json(&row.before),
        json(&row.after),
        row.why.clone(),
        row.address.clone(),
        row.agent.clone(),
        row.hash.clone(),
    ]
}

/// A field that begins like a formula gets a `'` in front.
fn harmless(field: &str) -> String {
    if field.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) {
        format!("'{field}")
    } else {
        field.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 数式になるものは文字にする() {
        for text in ["=1+1", "+1", "-1", "@x", "\tx", "'x"] {
            assert_eq!(harmless(text), format!("'{text}"));
        }
        assert_eq!(harmless("健保"), "健保");
    }
}
