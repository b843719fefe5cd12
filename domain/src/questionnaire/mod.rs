//! The questions of a call as data (様式, `FORM-08`): sections, questions with types, limits and conditions, their answers,
//! and what becomes of answers when the form gets a new version. It draws nothing and stores nothing.
//!
//! Keys of questions and codes of choices are drawn from one counter and never used twice in a call, so that an answer can
//! never come to mean something else. Drafts hold answers as typed; only [`Questionnaire::check`] judges them.

mod answer;
mod check;
mod difference;
mod editor;
mod kind;
mod migration;
mod question;
mod sound;
mod suggested;

pub use answer::{Answers, Kept};
pub use check::Reply;
pub use difference::{Change, Difference, differences};
pub use editor::{ChoiceForm, MOST_CHOICES, QuestionForm, SectionForm};
pub use kind::{Choice, Kind, KindCode, UNLIMITED};
pub use migration::{Migration, Outcome, Version};
pub use question::{Condition, FIELD, Question, Questionnaire, Section, Words};
pub use sound::{Fault, MOST_QUESTIONS, MOST_SECTIONS};
