//! What can be understood of an application so far, part by part, with everything that is missing or wrong. The rule panel
//! looks at the parts; only a whole one can be submitted.

use serde::{Deserialize, Serialize};

use super::{ApplicationForm, Part, Section};
use crate::budget::Budget;
use crate::call::Call;
use crate::consortium::Snapshot;
use crate::consortium::panel::{Panel, Proposal, check};
use crate::data_flow::Flow;
use crate::normalise;
use crate::plan::{Kpi, Plan, Task};
use crate::problem::{ProblemCode, Problems};
use crate::questionnaire::{Questionnaire, Reply};
use crate::section_state::SectionState;
use crate::value::{Day, OrganisationId};

/// An application whose every field has been read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CleanApplication {
    /// 事業計画書.
    pub plan: Plan,
    /// スケジュール.
    pub tasks: Vec<Task>,
    /// 評価指標.
    pub kpis: Vec<Kpi>,
    /// データの授受; none when no data go from one to another.
    pub flows: Vec<Flow>,
    /// 経費内訳.
    pub budget: Budget,
    /// Answers to the questions of the call, by the keys of the questions.
    #[serde(default)]
    pub replies: Vec<(String, Reply)>,
}

/// The parts that could be read; what could not is none, and its problems are among the problems.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Texts.
    pub plan: Option<Plan>,
    /// 実施期間.
    pub period: Option<(Day, Day)>,
    /// Whether publication is agreed to.
    pub publication: bool,
    /// スケジュール.
    pub tasks: Option<Vec<Task>>,
    /// 評価指標.
    pub kpis: Option<Vec<Kpi>>,
    /// データの授受; unknown until the page about data has been filled in.
    pub flows: Option<Vec<Flow>>,
    /// 経費内訳.
    pub budget: Option<Budget>,
    /// Answers to the questions of the call.
    pub replies: Option<Vec<(String, Reply)>>,
    /// In the order of the pages.
    pub problems: Problems,
}

impl Reading {
    pub(super) fn of(form: &ApplicationForm, call: &Call, questions: &Questionnaire) -> Self {
        let mut found = Problems::new();
        let plan = keep(form.plan.check(call.duties.publication), &mut found);
        let day = |text: &str| normalise::date(text).ok();
        let period = day(&form.plan.period_from)
            .zip(day(&form.plan.period_to))
            .filter(|(from, to)| from <= to);
        let within = period.unwrap_or((call.dates.project_from, call.dates.project_to));
        let tasks = rows(&form.tasks, &mut found, |row, number| row.check(number, within));
        let kpis = rows(&form.kpis, &mut found, |row, number| row.check(number));
        let flows = rows(&form.flows, &mut found, |row, number| row.check(number));
        let tasks = expect_some(tasks, "task1_title", &mut found);
        let kpis = expect_some(kpis, "kpi1_level", &mut found);
        let budget = keep(form.budget.check(&form.lines, &form.shares), &mut found);
        let replies = keep(questions.check(&form.answers), &mut found);
        Self {
            period,
            publication: form.plan.publication.trim() == "1",
            flows: flows.filter(|_| !normalise::text(&form.plan.data_plan).is_empty()),
            plan,
            tasks,
            kpis,
            budget,
            replies,
            problems: in_order(found),
        }
    }

    /// The problems of one page.
    pub fn problems_of(&self, part: impl Into<Part>) -> Problems {
        let part = part.into();
        self.problems
            .iter()
            .filter(|found| part.has_field(found.field.as_str()))
            .cloned()
            .collect()
    }

    /// How far a page of this form has come (FORM-11).
    pub fn state(&self, part: impl Into<Part>, form: &ApplicationForm) -> SectionState {
        let part = part.into();
        let problems = self.problems_of(&part);
        let state = SectionState::judge(form.is_blank(&part), problems.iter().map(|found| &found.code));
        // What was copied from last year is not done before somebody has looked at it.
        let is_moved = form.moved.iter().any(|name| part.has_field(name));
        if is_moved && state == SectionState::Done {
            SectionState::Started
        } else {
            state
        }
    }

    /// Holds it against a call, as the application of this consortium.
    pub fn panel(&self, snapshot: &Snapshot, elsewhere: &[OrganisationId], on: Day, call: &Call) -> Panel {
        let proposal = Proposal {
            snapshot,
            budget: self.budget.as_ref(),
            period: self.period,
            flows: self.flows.as_deref(),
            kpis: self.kpis.as_deref(),
            publication: self.publication,
            elsewhere,
            on,
        };
        check(&proposal, call)
    }

    /// The whole.
    ///
    /// # Errors
    /// Everything that is missing or wrong.
    pub fn clean(self) -> Result<CleanApplication, Problems> {
        let problems = self.problems;
        let clean = || {
            Some(CleanApplication {
                plan: self.plan?,
                tasks: self.tasks?,
                kpis: self.kpis?,
                flows: self.flows?,
                budget: self.budget?,
                replies: self.replies?,
            })
        };
        problems.into_clean(clean())
    }
}

fn keep<T>(read: Result<T, Problems>, found: &mut Problems) -> Option<T> {
    read.map_err(|problems| found.extend(problems)).ok()
}

/// All rows, if every one can be read.
fn rows<F, T>(forms: &[F], found: &mut Problems, check: impl Fn(&F, usize) -> Result<T, Problems>) -> Option<Vec<T>> {
    let read: Vec<_> = forms
        .iter()
        .enumerate()
        .map(|(position, form)| keep(check(form, position + 1), found))
        .collect();
    read.into_iter().collect()
}

/// A table that needs a row.
fn expect_some<T>(read: Option<Vec<T>>, field: &'static str, found: &mut Problems) -> Option<Vec<T>> {
    if read.as_ref().is_some_and(Vec::is_empty) {
        found.push(field, ProblemCode::Empty);
        return None;
    }
    read
}

/// In the order of the pages, the questions of the call last; within a page as they were found.
fn in_order(found: Problems) -> Problems {
    let place = |field: &str| {
        let section = Section::of_field(field);
        let place = section.and_then(|section| Section::ALL.iter().position(|other| *other == section));
        place.unwrap_or(Section::ALL.len())
    };
    let mut all: Vec<_> = found.iter().cloned().collect();
    all.sort_by_key(|problem| place(problem.field.as_str()));
    all.into_iter().collect()
}
