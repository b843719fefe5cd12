//! Answers as typed. Saving never judges (`FORM-03`); what no longer has a question is kept beside the rest.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Question, Questionnaire, Section, Words};
use crate::normalise;
use crate::problem::Problems;
use crate::section_state::SectionState;

/// An answer whose question the form no longer has, or can no longer show (旧様式の記入内容).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Key of its question.
    pub key: String,
    /// The version of the form it was given to.
    pub version: u32,
    /// What was asked.
    pub label: Words,
    /// What was answered, as typed or chosen.
    pub values: Vec<String>,
    /// The same in words to show; differs from `values` where something was chosen.
    pub shown: Vec<Words>,
}

/// The answers of one application.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    /// Version of the form they belong to.
    pub version: u32,
    /// Values by the key of the question; no entry where nothing was answered.
    pub given: BTreeMap<String, Vec<String>>,
    /// Answers to questions of earlier versions.
    pub aside: Vec<Kept>,
}

impl Answers {
    /// No answers yet, to a version of a form.
    pub fn to(version: u32) -> Self {
        Self {
            version,
            ..Self::default()
        }
    }

    /// The values of a question as typed.
    pub fn values(&self, question: &Question) -> &[String] {
        self.given.get(&question.key).map_or(&[], Vec::as_slice)
    }

    /// The single value of a question as typed; empty when there is none.
    pub fn text(&self, question: &Question) -> &str {
        self.values(question).first().map_or("", String::as_str)
    }

    /// Takes what was posted for the questions of a section, by the names of their fields. A question without a pair becomes
    /// unanswered, which is how browsers send a group of checkboxes with none ticked.
    pub fn replace<'a>(&mut self, section: &Section, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) {
        let mut posted: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (field, value) in pairs {
            if !value.is_empty() {
                posted.entry(field).or_default().push(value.to_owned());
            }
        }
        for question in &section.questions {
            match posted.remove(question.field().as_str()) {
                Some(values) => self.given.insert(question.key.clone(), values),
                None => self.given.remove(&question.key),
            };
        }
    }

    /// All that was answered in a section, by the names of its fields; one with an empty value where nothing was.
    pub fn pairs(&self, section: &Section) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        for question in &section.questions {
            match self.values(question) {
                [] => pairs.push((question.field(), String::new())),
                values => pairs.extend(values.iter().map(|value| (question.field(), value.clone()))),
            }
        }
        pairs
    }

    /// The same answers with every value changed in the same way.
    #[must_use]
    pub fn map(&self, change: impl Fn(&str) -> String) -> Self {
        let change = |values: &Vec<String>| values.iter().map(|value| change(value)).collect();
        let mut changed = self.clone();
        for values in changed.given.values_mut() {
            *values = change(values);
        }
        for kept in &mut changed.aside {
            kept.values = change(&kept.values);
        }
        changed
    }

    /// Whether nothing visible was answered in a section.
    pub fn is_blank(&self, section: &Section) -> bool {
        let is_blank = |value: &String| normalise::single_line(value).is_empty();
        let mut questions = section.questions.iter();
        questions.all(|question| self.values(question).iter().all(is_blank))
    }

    /// Whether a question is asked, given the answers so far: its condition is met, and the question it depends on is asked
    /// itself.
    pub fn asks(&self, form: &Questionnaire, question: &Question) -> bool {
        // Conditions point to earlier questions, so there are no more steps than questions; a form that is not sound ends too.
        let mut question = question;
        for _ in 0..=form.questions().count() {
            let Some(condition) = &question.condition else {
                return true;
            };
            let Some(earlier) = form.question(&condition.key) else {
                return true;
            };
            let chosen = self.values(earlier);
            if !chosen.iter().any(|value| condition.choices.contains(value)) {
                return false;
            }
            question = earlier;
        }
        false
    }

    /// How far a section is, given the problems of the whole form.
    pub fn state(&self, section: &Section, problems: &Problems) -> SectionState {
        let fields: Vec<_> = section.questions.iter().map(Question::field).collect();
        let mine = problems
            .iter()
            .filter(|problem| fields.iter().any(|field| field == problem.field.as_str()));
        SectionState::judge(self.is_blank(section), mine.map(|problem| &problem.code))
    }

    /// The answer of a question in words, one entry per value: chosen codes become what the choice says.
    pub fn shown(&self, question: &Question) -> Vec<Words> {
        shown(question, self.values(question))
    }
}

pub(super) fn shown(question: &Question, values: &[String]) -> Vec<Words> {
    let choices = question.kind.choices();
    let words = |value: &String| {
        let chosen = choices.iter().find(|choice| choice.code == *value);
        chosen.map_or_else(|| Words::new(value, ""), |choice| choice.label.clone())
    };
    values.iter().map(words).collect()
}
