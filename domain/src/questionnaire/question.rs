//! A form as data: sections in order, questions in order. Where something stands is its position; what it is, is its key.

use serde::{Deserialize, Serialize};

use super::Kind;
use crate::lang::Lang;

/// The same words in both languages; without English ones, the Japanese ones serve.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// Japanese.
    pub ja: String,
    /// English, perhaps empty.
    pub en: String,
}

impl Words {
    /// Words in both languages.
    pub fn new(ja: &str, en: &str) -> Self {
        Self {
            ja: ja.to_owned(),
            en: en.to_owned(),
        }
    }

    /// The words in a language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En if !self.en.is_empty() => &self.en,
            Lang::Ja | Lang::En => &self.ja,
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ja.is_empty() && self.en.is_empty()
    }
}

/// When a question is asked: only if an earlier one was answered with one of these choices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// Key of an earlier question that offers choices.
    pub key: String,
    /// Codes of its choices, one of which must have been chosen.
    pub choices: Vec<String>,
}

/// One thing that is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Never changes and is never used again: `q12`.
    pub key: String,
    /// 質問.
    pub label: Words,
    /// 記入のヒント, perhaps empty.
    pub help: Words,
    /// Whether an application needs an answer.
    pub required: bool,
    /// What kind of answer.
    pub kind: Kind,
    /// When it is asked; always, if none.
    pub condition: Option<Condition>,
    /// Keys of questions of earlier versions whose answers are taken over here, the first one that has any.
    pub replaces: Vec<String>,
}

/// What the names of all fields of questions begin with.
pub const FIELD: &str = "answer_";

impl Question {
    /// The name of its field in HTML and in [`crate::Problem`].
    pub fn field(&self) -> String {
        format!("{FIELD}{}", self.key)
    }
}

/// A page of the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The last part of its address: `s3`.
    pub key: String,
    /// Heading.
    pub title: Words,
    /// What stands above the questions, perhaps empty.
    pub intro: Words,
    /// Codes of the criteria by which reviewers judge this section.
    pub criteria: Vec<String>,
    /// In the order of the page.
    pub questions: Vec<Question>,
}

/// A form: what a call asks besides plan, budget and consortium.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Questionnaire {
    /// The number that the next key gets; it only grows.
    pub next: u32,
    /// In the order of the task list.
    pub sections: Vec<Section>,
}

impl Questionnaire {
    /// A key that was never used in this form: `s` for sections, `q` for questions, `c` for choices.
    pub fn fresh(&mut self, letter: char) -> String {
        self.next = self.next.saturating_add(1);
        format!("{letter}{}", self.next)
    }

    /// A section by its key.
    pub fn section(&self, key: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.key == key)
    }

    /// All questions in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    /// A question by its key.
    pub fn question(&self, key: &str) -> Option<&Question> {
        self.questions().find(|question| question.key == key)
    }

    /// The question that a field belongs to.
    pub fn of_field(&self, name: &str) -> Option<&Question> {
        self.question(name.strip_prefix(FIELD)?)
    }

    /// Only what decides which questions are asked: keys, kinds and conditions, without words and limits.
    #[must_use]
    pub fn conditions(&self) -> Self {
        let mut bare = self.clone();
        for section in &mut bare.sections {
            (section.title, section.intro) = Default::default();
            section.criteria.clear();
            for question in &mut section.questions {
                (question.label, question.help) = Default::default();
                question.replaces.clear();
            }
        }
        bare
    }

    /// The section after another one.
    pub fn after(&self, key: &str) -> Option<&Section> {
        let position = self.sections.iter().position(|section| section.key == key)?;
        self.sections.get(position + 1)
    }
}
