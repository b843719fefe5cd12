//! Words for the parts of an audit row, the same in list, detail and CSV.

use domain::Lang;
use domain::audit::Deed;
use serde_json::{Map, Value};
use store::{AuditActor, AuditRow};

use crate::text::Text;
use crate::text::audit::subject;
use crate::text::field;

/// Who did it.
pub fn actor(lang: Lang, row: &AuditRow) -> String {
    let text = Text::of(lang).audit;
    match &row.actor {
        AuditActor::Anonymous => text.anonymous.to_owned(),
        AuditActor::Operator => text.operator.to_owned(),
        AuditActor::User(_, Some(name)) => name.clone(),
        AuditActor::User(id, None) => (text.unknown_person)(&id.to_string()),
    }
}

/// What was done; a deed of a newer version by its code.
pub fn deed(lang: Lang, code: &str) -> String {
    Deed::from_code(code).map_or_else(|| code.to_owned(), |deed| deed.name(lang).to_owned())
}

/// What it was done to.
pub fn about(lang: Lang, row: &AuditRow) -> String {
    let kind = subject(lang, &row.subject_kind);
    if row.subject_id.is_empty() {
        kind
    } else {
        format!("{kind} {}", row.subject_id)
    }
}

/// The organisation.
pub fn organisation(row: &AuditRow) -> String {
    match &row.organisation {
        Some((_, Some(name))) => name.clone(),
        Some((id, None)) => id.to_string(),
        None => String::new(),
    }
}

/// One changed field: its label, what it was, what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub field: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// The changed fields in the order in which they were recorded.
pub fn differences(lang: Lang, row: &AuditRow) -> Vec<Difference> {
    let (before, after) = (object(row.before.as_ref()), object(row.after.as_ref()));
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(*name));
    names
        .into_iter()
        .map(|name| Difference {
            field: match field::program(lang, name).label {
                label if row.subject_kind == "program" && !label.is_empty() => label.to_owned(),
                _ => name.clone(),
            },
            before: before.get(name).and_then(words),
            after: after.get(name).and_then(words),
        })
        .collect()
}

fn object(value: Option<&Value>) -> Map<String, Value> {
    match value {
        Some(Value::Object(fields)) => fields.clone(),
        Some(other) => Map::from_iter([("—".to_owned(), other.clone())]),
        None => Map::new(),
    }
}

fn words(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(values) => Some(values.iter().filter_map(words).collect::<Vec<_>>().join(", ")),
        other => Some(other.to_string()),
    }
}
