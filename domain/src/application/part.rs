//! A page of an application, whoever has made it up: a section of the plan and the budget, or a part of the questions of
//! the call (`FORM-08`, `FORM-10`). It names the page; what stands there is the form's business.

use super::Section;
use crate::questionnaire;

/// A page of an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A section that every application has.
    Section(Section),
    /// What only this call asks.
    Questions(Box<questionnaire::Section>),
}

impl Part {
    /// The last part of the page's address: `budget`, `s3`.
    pub fn code(&self) -> &str {
        match self {
            Self::Section(section) => section.code(),
            Self::Questions(section) => &section.key,
        }
    }

    /// Whether a field stands here, also one in a row of a table.
    pub fn has_field(&self, name: &str) -> bool {
        match self {
            Self::Section(section) => Section::of_field(name) == Some(*section),
            Self::Questions(section) => section.questions.iter().any(|question| question.field() == name),
        }
    }
}

impl From<Section> for Part {
    fn from(section: Section) -> Self {
        Self::Section(section)
    }
}

impl From<&questionnaire::Section> for Part {
    fn from(section: &questionnaire::Section) -> Self {
        Self::Questions(Box::new(section.clone()))
    }
}

impl From<&Self> for Part {
    fn from(part: &Self) -> Self {
        part.clone()
    }
}
