//! The columns of the queue: what they are called in the address, and what they hold on the page and in files. The name of
//! the application is always there.

use domain::Lang;
use domain::value::Instant;
use leptos::prelude::*;
use store::QueueLine;

use super::Entry;
use crate::Visit;
use crate::component::{Chip, ChipLook, ChipTone, Icon};
use crate::page::my::applications::state_chip;
use crate::text::intake::IntakeText;

/// A column that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Number,
    Lead,
    Call,
    State,
    Officer,
    AnswerBy,
    Submitted,
    Age,
    Members,
    Updated,
}

impl Column {
    /// All, in the order of the page.
    pub const ALL: &[Self] = &[
        Self::Number,
        Self::Lead,
        Self::Call,
        Self::State,
        Self::Officer,
        Self::AnswerBy,
        Self::Submitted,
        Self::Age,
        Self::Members,
        Self::Updated,
    ];

    /// Those that are shown unless others are chosen.
    pub const STANDARD: &[Self] = &[
        Self::Number,
        Self::Lead,
        Self::Call,
        Self::State,
        Self::Officer,
        Self::Submitted,
        Self::Age,
    ];

    /// The code in the address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Lead => "lead",
            Self::Call => "call",
            Self::State => "state",
            Self::Officer => "officer",
            Self::AnswerBy => "answer-by",
            Self::Submitted => "submitted",
            Self::Age => "age",
            Self::Members => "members",
            Self::Updated => "updated",
        }
    }

    /// The heading.
    pub const fn name(self, text: &'static IntakeText) -> &'static str {
        match self {
            Self::Number => text.number,
            Self::Lead => text.lead_society,
            Self::Call => text.call,
            Self::State => text.state,
            Self::Officer => text.officer,
            Self::AnswerBy => text.due,
            Self::Submitted => text.submitted,
            Self::Age => text.age,
            Self::Members => text.members,
            Self::Updated => text.updated,
        }
    }

    /// Whether files hold a number here.
    pub const fn is_count(self) -> bool {
        matches!(self, Self::Age | Self::Members)
    }

    /// What stands in a file.
    pub fn text(self, visit: &Visit, entry: &Entry) -> String {
        let line = &entry.line;
        match self {
            Self::Number => line.number.clone(),
            Self::Lead => line.lead_name.clone(),
            Self::Call => line.call_title(visit.lang).to_owned(),
            Self::State => line.state.name(visit.lang).to_owned(),
            Self::Officer => line.desk.officer.clone().map(|(_, name)| name).unwrap_or_default(),
            Self::AnswerBy => entry.answer_by().map(|day| day.iso()).unwrap_or_default(),
            Self::Submitted => line.submitted_at.map(|at| at.iso_jst()).unwrap_or_default(),
            Self::Age => age(visit, line).map(|days| days.to_string()).unwrap_or_default(),
            Self::Members => entry.detail.insurers.to_string(),
            Self::Updated => line.updated_at.iso_jst(),
        }
    }

    /// What stands in the cell of the page.
    pub fn cell(self, visit: &Visit, entry: &Entry) -> AnyView {
        let (lang, text, line) = (visit.lang, visit.text().intake, &entry.line);
        match self {
            Self::State => {
                let late = entry.is_late(visit.today).then(|| {
                    let look = ChipLook::new(ChipTone::Red, Icon::Alert, text.late);
                    view! { " " <Chip look /> }
                });
                view! { <td><Chip look=state_chip(line.state, lang) />{late}</td> }.into_any()
            }
            Self::Officer if line.desk.officer.is_none() => view! { <td>{text.nobody}</td> }.into_any(),
            Self::AnswerBy => {
                let day = entry
                    .answer_by()
                    .map(|day| view! { <time datetime=day.iso()>{day.format(lang)}</time> });
                view! { <td>{day}</td> }.into_any()
            }
            Self::Submitted => moment(lang, line.submitted_at),
            Self::Updated => moment(lang, Some(line.updated_at)),
            Self::Age => view! { <td data-number="">{age(visit, line).map(text.days)}</td> }.into_any(),
            Self::Members => view! { <td data-number="">{entry.detail.insurers}</td> }.into_any(),
            _ => view! { <td>{self.text(visit, entry)}</td> }.into_any(),
        }
    }
}

fn moment(lang: Lang, at: Option<Instant>) -> AnyView {
    let shown = at.map(|at| view! { <time datetime=at.iso_jst()>{at.format_jst(lang)}</time> });
    view! { <td>{shown}</td> }.into_any()
}

/// Days since the last submission, by the calendar in Japan.
fn age(visit: &Visit, line: &QueueLine) -> Option<i64> {
    let from = line.submitted_at?.day_jst();
    Some(visit.now.day_jst().days_since_epoch() - from.days_since_epoch())
}

/// The headings of a file.
pub(super) fn headings(visit: &Visit, columns: &[Column]) -> Vec<String> {
    let text = visit.text().intake;
    let chosen = columns.iter().map(|column| column.name(text).to_owned());
    std::iter::once(text.application.to_owned()).chain(chosen).collect()
}

/// A row of a file.
pub(super) fn row(visit: &Visit, columns: &[Column], entry: &Entry) -> Vec<String> {
    let chosen = columns.iter().map(|column| column.text(visit, entry));
    std::iter::once(entry.detail.title.clone()).chain(chosen).collect()
}
