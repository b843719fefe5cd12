//! Two versions of a form side by side (`FORM-08`): which questions changed, and how. What it means for answers is the
//! migration's business.

use super::{Choice, Kind, KindCode, Question, Questionnaire, Words};

/// What has changed about a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Added,
    /// It is no longer asked.
    Removed,
    /// It is new and takes over the answers of this earlier question.
    Replaces(Words),
    /// It stands in another section now.
    Moved {
        /// Heading of the section it stood in.
        from: Words,
    },
    /// Its words or its hint.
    Words,
    /// It has to be answered now.
    Required,
    /// It need not be answered any more.
    Optional,
    /// Its kind.
    Kind {
        /// The kind before.
        from: KindCode,
    },
    /// Its limits.
    Limits,
    /// These can be chosen now.
    ChoicesAdded(Vec<Words>),
    /// These cannot be chosen any more.
    ChoicesRemoved(Vec<Words>),
    /// When it is asked.
    Condition,
}

/// A question that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its key.
    pub key: String,
    /// Its words, of the new version if it is still there.
    pub label: Words,
    /// In what it differs; never empty.
    pub changes: Vec<Change>,
}

/// All questions that differ: those of the new version in its order, then those that are gone. The order of questions within
/// a section and the headings do not count.
pub fn differences(old: &Questionnaire, new: &Questionnaire) -> Vec<Difference> {
    let mut found = Vec::new();
    for section in &new.sections {
        for question in &section.questions {
            let mut changes = Vec::new();
            match old.question(&question.key) {
                None => {
                    changes.push(Change::Added);
                    let replaced = question.replaces.iter().filter_map(|key| old.question(key));
                    changes.extend(replaced.map(|earlier| Change::Replaces(earlier.label.clone())));
                }
                Some(before) => {
                    let home = |section: &&super::Section| section.questions.iter().any(|it| it.key == question.key);
                    if let Some(from) = old.sections.iter().find(home).filter(|from| from.key != section.key) {
                        changes.push(Change::Moved {
                            from: from.title.clone(),
                        });
                    }
                    compare(before, question, &mut changes);
                }
            }
            push(&mut found, question, changes);
        }
    }
    for gone in old.questions().filter(|question| new.question(&question.key).is_none()) {
        push(&mut found, gone, vec![Change::Removed]);
    }
    found
}

fn push(found: &mut Vec<Difference>, question: &Question, changes: Vec<Change>) {
    if !changes.is_empty() {
        found.push(Difference {
            key: question.key.clone(),
            label: question.label.clone(),
            changes,
        });
    }
}

fn compare(before: &Question, after: &Question, changes: &mut Vec<Change>) {
    if before.label != after.label || before.help != after.help {
        changes.push(Change::Words);
    }
    match (before.required, after.required) {
        (false, true) => changes.push(Change::Required),
        (true, false) => changes.push(Change::Optional),
        _ => {}
    }
    let (from, to) = (before.kind.code(), after.kind.code());
    if from != to {
        changes.push(Change::Kind { from });
    } else if limits(&before.kind) != limits(&after.kind) {
        changes.push(Change::Limits);
    }
    if from == to && after.kind.is_choice() {
        let (old, new) = (before.kind.choices(), after.kind.choices());
        let only = |some: &[Choice], others: &[Choice]| -> Vec<Words> {
            let is_other = |choice: &&Choice| others.iter().all(|other| other.code != choice.code);
            some.iter()
                .filter(is_other)
                .map(|choice| choice.label.clone())
                .collect()
        };
        let (added, removed) = (only(&new, &old), only(&old, &new));
        if !added.is_empty() {
            changes.push(Change::ChoicesAdded(added));
        }
        if !removed.is_empty() {
            changes.push(Change::ChoicesRemoved(removed));
        }
        let is_renamed = |choice: &Choice| old.iter().any(|it| it.code == choice.code && it.label != choice.label);
        if new.iter().any(is_renamed) && !changes.contains(&Change::Words) {
            changes.push(Change::Words);
        }
    }
    if before.condition != after.condition {
        changes.push(Change::Condition);
    }
}

/// A kind without its choices, which are compared one by one.
fn limits(kind: &Kind) -> Kind {
    match kind {
        Kind::One { .. } => Kind::One { choices: Vec::new() },
        Kind::Many { most, .. } => Kind::Many {
            choices: Vec::new(),
            most: *most,
        },
        other => other.clone(),
    }
}
