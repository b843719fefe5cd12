//! An application as it is typed: the texts of the plan, its tables, and the budget, in one document. Saving takes any
//! text (FORM-03); [`ApplicationForm::read`] says what is missing or wrong.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::reading::Reading;
use super::{Part, Section, Table};
use crate::budget::{BudgetForm, LineForm, MOST_LINES, ShareForm};
use crate::call::Call;
use crate::data_flow::{FlowForm, MOST_FLOWS};
use crate::plan::{KpiForm, MOST_KPIS, MOST_TASKS, PlanForm, TaskForm};
use crate::questionnaire::{Answers, FIELD, Questionnaire};
use crate::rows::{Row, row_field};

/// Everything that is typed into an application.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ApplicationForm {
    /// 事業計画書, texts.
    pub plan: PlanForm,
    /// スケジュール.
    pub tasks: Vec<TaskForm>,
    /// 評価指標.
    pub kpis: Vec<KpiForm>,
    /// データの授受.
    pub flows: Vec<FlowForm>,
    /// 経費内訳, head.
    pub budget: BudgetForm,
    /// 経費の明細.
    pub lines: Vec<LineForm>,
    /// 構成組合の負担.
    pub shares: Vec<ShareForm>,
    /// Answers to the questions of the call.
    pub answers: Answers,
    /// Fields that were changed when it was copied from last year's application, until somebody has looked at their page.
    pub moved: Vec<String>,
}

/// A row and the fields it has.
macro_rules! pairs_of {
    ($rows:expr, $form:ident) => {
        $rows
            .iter()
            .enumerate()
            .flat_map(|(position, row)| {
                $form::FIELDS
                    .iter()
                    .map(move |field| (row_field($form::TABLE, position + 1, field), row.text(field).to_owned()))
            })
            .collect()
    };
}

impl ApplicationForm {
    /// The text of a field, also of one in a row; empty when there is none.
    pub fn text(&self, name: &str) -> &str {
        let Some((table, row, field)) = Table::of_field(name) else {
            return match self.plan.text(name) {
                "" => self.budget.text(name),
                text => text,
            };
        };
        let at = row - 1;
        match table {
            Table::Tasks => self.tasks.get(at).map_or("", |row| row.text(field)),
            Table::Kpis => self.kpis.get(at).map_or("", |row| row.text(field)),
            Table::Flows => self.flows.get(at).map_or("", |row| row.text(field)),
            Table::Lines => self.lines.get(at).map_or("", |row| row.text(field)),
            Table::Shares => self.shares.get(at).map_or("", |row| row.text(field)),
        }
    }

    /// All that stands in a field: an answer may have several values, one a line.
    pub fn value(&self, name: &str) -> String {
        match name.strip_prefix(FIELD) {
            Some(key) => self
                .answers
                .given
                .get(key)
                .map(|values| values.join("\n"))
                .unwrap_or_default(),
            None => self.text(name).to_owned(),
        }
    }

    /// Replaces all that stands on a page by what was posted there. Rows without anything typed are left out; the rest
    /// moves up.
    pub fn replace(&mut self, part: impl Into<Part>, posted: &[(&str, &str)]) {
        let pairs = || posted.iter().copied();
        let part = part.into();
        self.moved.retain(|name| !part.has_field(name));
        let section = match part {
            Part::Section(section) => section,
            Part::Questions(section) => return self.answers.replace(&section, pairs()),
        };
        self.plan.replace(section.fields(), pairs());
        self.budget.replace(section.fields(), pairs());
        for table in section.tables() {
            match table {
                Table::Tasks => self.tasks = TaskForm::rows(pairs(), MOST_TASKS),
                Table::Kpis => self.kpis = KpiForm::rows(pairs(), MOST_KPIS),
                Table::Flows => self.flows = FlowForm::rows(pairs(), MOST_FLOWS),
                Table::Lines => {
                    self.lines = LineForm::rows(pairs(), MOST_LINES);
                    // The box is ticked in an empty row already.
                    self.lines.retain(|line| {
                        LineForm {
                            eligible: String::new(),
                            ..line.clone()
                        } != LineForm::default()
                    });
                }
                Table::Shares => self.shares = ShareForm::rows(pairs(), MOST_LINES),
            }
        }
    }

    /// Takes over all that stands on a page of another form.
    pub fn take(&mut self, part: impl Into<Part>, from: &Self) {
        let part = part.into();
        let pairs = from.pairs(&part);
        let pairs: Vec<_> = pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        self.replace(part, &pairs);
    }

    /// All that stands on a page, by the names under which it is posted. Fields of rows are there even when empty.
    pub fn pairs(&self, part: impl Into<Part>) -> Vec<(String, String)> {
        let section = match part.into() {
            Part::Section(section) => section,
            Part::Questions(section) => return self.answers.pairs(&section),
        };
        let single = |field: &&str| ((*field).to_owned(), self.text(field).to_owned());
        let mut pairs: Vec<_> = section.fields().iter().map(single).collect();
        for table in section.tables() {
            pairs.extend(self.rows_of(*table));
        }
        pairs
    }

    fn rows_of(&self, table: Table) -> Vec<(String, String)> {
        match table {
            Table::Tasks => pairs_of!(self.tasks, TaskForm),
            Table::Kpis => pairs_of!(self.kpis, KpiForm),
            Table::Flows => pairs_of!(self.flows, FlowForm),
            Table::Lines => pairs_of!(self.lines, LineForm),
            Table::Shares => pairs_of!(self.shares, ShareForm),
        }
    }

    /// How many rows a table has.
    pub const fn count(&self, table: Table) -> usize {
        match table {
            Table::Tasks => self.tasks.len(),
            Table::Kpis => self.kpis.len(),
            Table::Flows => self.flows.len(),
            Table::Lines => self.lines.len(),
            Table::Shares => self.shares.len(),
        }
    }

    /// Whether nothing has been typed on a page. Societies among which cost is shared are not typed.
    pub fn is_blank(&self, part: impl Into<Part>) -> bool {
        self.pairs(part)
            .iter()
            .all(|(name, value)| value.is_empty() || name.ends_with("_organisation"))
    }

    /// The names whose text differs between two forms on a page, in the order of the page.
    pub fn differences(&self, other: &Self, part: impl Into<Part>) -> Vec<String> {
        let part = part.into();
        let mut names: Vec<String> = Vec::new();
        for (name, _) in self.pairs(&part).into_iter().chain(other.pairs(&part)) {
            if self.value(&name) != other.value(&name) && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The names whose text differs anywhere, page by page; answers last, whatever version of the questions they belong to.
    pub fn all_differences(&self, other: &Self) -> Vec<String> {
        let mut names: Vec<_> = Section::ALL
            .iter()
            .flat_map(|section| self.differences(other, *section))
            .collect();
        let keys = self.answers.given.keys().chain(other.answers.given.keys());
        let keys: BTreeSet<_> = keys.collect();
        let answers = keys.into_iter().map(|key| format!("{FIELD}{key}"));
        names.extend(answers.filter(|name| self.value(name) != other.value(name)));
        names
    }

    /// Reads all of it under the rules of a call and with its questions.
    pub fn read(&self, call: &Call, questions: &Questionnaire) -> Reading {
        Reading::of(self, call, questions)
    }
}
