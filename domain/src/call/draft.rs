//! A call while it is being written: everything as typed, complete or not. What is published is a [`Call`] made from it.

use serde::{Deserialize, Serialize};

use super::{Call, CallForm, CriterionForm, Section};
use crate::lang::Lang;
use crate::normalise;
use crate::problem::Problems;
use crate::rows::{Row, row_field};
use crate::section_state::SectionState;
use crate::value::{FiscalYear, OrganisationId};

/// The working copy of a call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CallDraft {
    /// All fields.
    pub form: CallForm,
    /// The rows of the score sheet.
    pub criteria: Vec<CriterionForm>,
    /// Societies that may read it and try its forms before it is public (test mode).
    pub testers: Vec<OrganisationId>,
    /// Fields that were moved when it was copied from last year's call, until somebody has looked at them.
    pub moved: Vec<String>,
}

/// Most rows of a score sheet.
pub const MOST_CRITERIA: usize = 30;

/// Fields whose days move with the year.
const DAYS: [&str; 6] = [
    "open_day",
    "close_day",
    "project_from",
    "project_to",
    "briefing",
    "report_by",
];

impl CallDraft {
    /// An empty call with the usual values.
    pub fn suggested() -> Self {
        let (form, criteria) = CallForm::suggested();
        Self {
            form,
            criteria,
            ..Self::default()
        }
    }

    /// The working copy that holds a call, to be changed.
    pub fn of(call: &Call, title_en: &str) -> Self {
        let (mut form, criteria) = CallForm::of(call);
        form.title_en = title_en.to_owned();
        Self {
            form,
            criteria,
            ..Self::default()
        }
    }

    /// Last year's call for the next year: every day a year later, the code left open. What was moved is marked, because
    /// weekdays and plans differ.
    pub fn next_year(&self) -> Self {
        let mut next = Self {
            testers: Vec::new(),
            moved: vec!["code".to_owned()],
            ..self.clone()
        };
        next.form.code.clear();
        for field in DAYS {
            let moved = normalise::date(self.form.text(field))
                .ok()
                .and_then(|day| day.plus_years(1));
            if let Some(day) = moved {
                next.form.replace(&[field], [(field, day.iso().as_str())]);
                next.moved.push(field.to_owned());
            }
        }
        let year = normalise::fiscal_year(&self.form.year).ok();
        let pair = year.and_then(|year| Some((year, FiscalYear::new(year.get() + 1)?)));
        if let Some((before, after)) = pair {
            next.form.year = after.name(Lang::Ja);
            next.form.title = self.form.title.replace(&before.name(Lang::Ja), &after.name(Lang::Ja));
            next.form.title_en = self
                .form
                .title_en
                .replace(&before.get().to_string(), &after.get().to_string());
            next.moved.extend(["year".to_owned(), "title".to_owned()]);
        }
        next
    }

    /// Checks everything.
    ///
    /// # Errors
    /// All problems found, in the order of the sections.
    pub fn check(&self) -> Result<Call, Problems> {
        self.form.check(&self.criteria)
    }

    /// Takes what was posted for a section. What was moved there counts as looked at.
    pub fn replace(&mut self, section: Section, pairs: &[(&str, &str)]) {
        self.form.replace(section.fields(), pairs.iter().copied());
        if section == Section::Sheet {
            self.criteria = CriterionForm::rows(pairs.iter().copied(), MOST_CRITERIA);
        }
        self.moved.retain(|field| !section.fields().contains(&field.as_str()));
    }

    /// Everything that stands in a section: name of the field and its values, rows of the score sheet included.
    pub fn values(&self, section: Section) -> Vec<(String, Vec<String>)> {
        let fields = section.fields().iter();
        let mut values: Vec<_> = fields
            .map(|field| ((*field).to_owned(), self.form.values(field).to_vec()))
            .collect();
        if section == Section::Sheet {
            for (position, row) in self.criteria.iter().enumerate() {
                let name = |field| row_field(CriterionForm::TABLE, position + 1, field);
                values.extend(
                    CriterionForm::FIELDS
                        .iter()
                        .map(|field| (name(field), row.values(field).to_vec())),
                );
            }
        }
        values
    }

    /// The problems of a section.
    pub fn problems(&self, section: Section) -> Problems {
        let mut mine = Problems::new();
        for found in self.check().err().unwrap_or_default() {
            if Section::of_field(found.field.as_str()) == Some(section) {
                mine.push(found.field.0.into_owned(), found.code);
            }
        }
        mine
    }

    /// How far a section is. One with a date that nobody has looked at since it was copied is not done.
    pub fn state(&self, section: Section) -> SectionState {
        let values = self.values(section);
        let is_blank = values.iter().all(|(_, values)| values.iter().all(String::is_empty));
        let problems = self.problems(section);
        let state = SectionState::judge(is_blank, problems.iter().map(|found| &found.code));
        let is_moved = self
            .moved
            .iter()
            .any(|field| section.fields().contains(&field.as_str()));
        if is_moved && state == SectionState::Done {
            SectionState::Started
        } else {
            state
        }
    }
}
