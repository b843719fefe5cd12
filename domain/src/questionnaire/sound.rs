//! Whether a form can be used at all: what an officer has put together must be answerable. It is asked before a version is
//! published; a working copy may be anything.

use std::collections::BTreeSet;

use super::{Kind, Question, Questionnaire};

/// Most sections of a form.
pub const MOST_SECTIONS: usize = 20;
/// Most questions of a section.
pub const MOST_QUESTIONS: usize = 40;

/// Why a form cannot be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A section asks nothing.
    EmptySection {
        /// Key of the section.
        section: String,
    },
    /// A section has no heading.
    Untitled {
        /// Key of the section.
        section: String,
    },
    /// A key or code is used twice.
    Twice {
        /// The key.
        key: String,
    },
    /// A question has no words.
    NoLabel {
        /// Key of the question.
        question: String,
    },
    /// Fewer than two choices, or one without words.
    Choices {
        /// Key of the question.
        question: String,
    },
    /// Limits that nothing can meet.
    Limits {
        /// Key of the question.
        question: String,
    },
    /// The condition does not point to an earlier question with such choices.
    Condition {
        /// Key of the question.
        question: String,
    },
    /// More sections or questions than allowed.
    TooMany,
}

impl Questionnaire {
    /// What stands in the way of publishing, in the order of the form. A form without questions is fine: then a call asks
    /// nothing besides plan and budget.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut seen = BTreeSet::new();
        let mut earlier: Vec<&Question> = Vec::new();
        if self.sections.len() > MOST_SECTIONS
            || self
                .sections
                .iter()
                .any(|section| section.questions.len() > MOST_QUESTIONS)
        {
            faults.push(Fault::TooMany);
        }
        for section in &self.sections {
            let at = || section.key.clone();
            if !seen.insert(section.key.as_str()) {
                faults.push(Fault::Twice { key: at() });
            }
            if section.title.ja.is_empty() {
                faults.push(Fault::Untitled { section: at() });
            }
            if section.questions.is_empty() {
                faults.push(Fault::EmptySection { section: at() });
            }
            for question in &section.questions {
                if !seen.insert(question.key.as_str()) {
                    faults.push(Fault::Twice {
                        key: question.key.clone(),
                    });
                }
                faults.extend(question.faults(&earlier));
                earlier.push(question);
            }
        }
        faults
    }
}

impl Question {
    fn faults(&self, earlier: &[&Self]) -> Vec<Fault> {
        let question = || self.key.clone();
        let mut faults = Vec::new();
        if self.label.ja.is_empty() {
            faults.push(Fault::NoLabel { question: question() });
        }
        let is_possible = match &self.kind {
            Kind::Short { max } | Kind::Long { max } => *max > 0,
            Kind::Number { min, max, .. } => min <= max,
            Kind::Amount { min, max } => min <= max,
            Kind::Date { from, to } => from.zip(*to).is_none_or(|(from, to)| from <= to),
            Kind::Many { most, .. } => *most != Some(0),
            Kind::YesNo | Kind::One { .. } => true,
        };
        if !is_possible {
            faults.push(Fault::Limits { question: question() });
        }
        let choices = self.kind.choices();
        let codes: BTreeSet<_> = choices.iter().map(|choice| choice.code.as_str()).collect();
        if self.kind.is_choice()
            && (choices.len() < 2
                || codes.len() < choices.len()
                || choices.iter().any(|choice| choice.label.ja.is_empty()))
        {
            faults.push(Fault::Choices { question: question() });
        }
        if let Some(condition) = &self.condition {
            let asked = earlier.iter().find(|question| question.key == condition.key);
            let is_met = |codes: Vec<super::Choice>| {
                let offers = |code: &String| codes.iter().any(|choice| choice.code == *code);
                !condition.choices.is_empty() && condition.choices.iter().all(offers)
            };
            if !asked.is_some_and(|asked| is_met(asked.kind.choices())) {
                faults.push(Fault::Condition { question: question() });
            }
        }
        faults
    }
}
