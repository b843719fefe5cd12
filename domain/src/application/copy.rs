//! Last year's application as the beginning of this year's: texts stay, days move with the year, and what has to be looked at
//! is marked. Composition and shares come from this year's consortium, never from the old application.

use std::collections::BTreeSet;

use super::{ApplicationForm, Section};
use crate::lang::Lang;
use crate::normalise;
use crate::questionnaire::{Answers, Kept, Question, Version};
use crate::rows::{Row as _, row_field};
use crate::value::FiscalYear;

/// What the copy is made of.
#[derive(Clone, Copy, Debug)]
pub struct Earlier<'a> {
    /// What was written then.
    pub form: &'a ApplicationForm,
    /// The questions it answers.
    pub asked: &'a Version,
    /// Its fiscal year.
    pub year: FiscalYear,
}

/// The earlier application as a draft for the call of `year` that asks `questions`; `fresh` is what the consortium says now.
pub fn copy(earlier: &Earlier<'_>, fresh: &ApplicationForm, questions: &Version, year: FiscalYear) -> ApplicationForm {
    let years = year.get() - earlier.year.get();
    let mut form = ApplicationForm {
        answers: carry(&earlier.form.answers, earlier.asked, questions),
        moved: Vec::new(),
        ..earlier.form.clone()
    };
    form.plan.period_from.clone_from(&fresh.plan.period_from);
    form.plan.period_to.clone_from(&fresh.plan.period_to);
    form.plan.publication.clear();
    form.plan.title = form
        .plan
        .title
        .replace(&earlier.year.name(Lang::Ja), &year.name(Lang::Ja));
    if fresh.plan.structure != form.plan.structure && earlier.form.shares != fresh.shares {
        form.plan.structure.clone_from(&fresh.plan.structure);
    }
    form.shares.clone_from(&fresh.shares);
    form.budget.sharing.clone_from(&fresh.budget.sharing);
    form.budget.funding_members.clone_from(&fresh.budget.funding_members);
    for task in &mut form.tasks {
        for month in [&mut task.from, &mut task.to] {
            if let Some(later) = later_month(month, years) {
                *month = later;
            }
        }
    }
    for kpi in &mut form.kpis {
        let target = normalise::fiscal_year(&kpi.year).ok();
        if let Some(later) = target.and_then(|target| FiscalYear::new(target.get() + years)) {
            kpi.year = later.name(Lang::Ja);
        }
    }
    form.moved = marks(&form, earlier.form);
    form
}

fn later_month(typed: &str, years: i32) -> Option<String> {
    let later = normalise::month(typed).ok()?.first_day().plus_years(years)?;
    Some(later.iso().chars().take(7).collect())
}

/// What has changed by the copy, and what changes every year: baselines, the amounts of the shares, the consent to publication.
fn marks(form: &ApplicationForm, earlier: &ApplicationForm) -> Vec<String> {
    let mut moved: Vec<String> = Section::ALL
        .iter()
        .flat_map(|section| earlier.differences(form, *section))
        .filter(|name| !form.text(name).is_empty() || name == "publication")
        .collect();
    let baselines = (1..=form.kpis.len()).map(|row| row_field(crate::plan::KpiForm::TABLE, row, "baseline"));
    moved.extend(baselines);
    moved.push("funding_subsidy".to_owned());
    moved.sort();
    moved.dedup();
    moved
}

/// Answers to another call's questions. Keys mean something else in every call, so an answer goes to the question that says
/// the same in the same kind of input, choices by their words; all others are kept aside.
fn carry(answers: &Answers, old: &Version, new: &Version) -> Answers {
    let mut carried = Answers::to(new.number);
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    for question in old.form.questions() {
        let values = answers.values(question);
        if values.is_empty() {
            continue;
        }
        let home = new
            .form
            .questions()
            .find(|other| other.label.ja == question.label.ja && !taken.contains(other.key.as_str()));
        let moved = home.and_then(|home| Some((home, translate(values, question, home)?)));
        match moved {
            Some((home, values)) => {
                taken.insert(&home.key);
                carried.given.insert(home.key.clone(), values);
            }
            None => carried.aside.push(Kept {
                // No key of this call: the answer must not come back with a question that means something else.
                key: format!("{EARLIER}-{}", question.key),
                version: old.number,
                label: question.label.clone(),
                values: values.to_vec(),
                shown: answers.shown(question),
            }),
        }
    }
    carried
}

/// Begins the keys of answers from an earlier call.
const EARLIER: &str = "earlier";

/// The values in the new question's input, if it can show them.
fn translate(values: &[String], old: &Question, new: &Question) -> Option<Vec<String>> {
    let (before, after) = (old.kind.choices(), new.kind.choices());
    let code = |value: &String| {
        if before.is_empty() {
            return Some(value.clone());
        }
        let said = before.iter().find(|choice| choice.code == *value)?;
        let same = after.iter().find(|choice| choice.label.ja == said.label.ja)?;
        Some(same.code.clone())
    };
    let values: Option<Vec<_>> = values.iter().map(code).collect();
    values.filter(|values| old.kind.is_choice() == new.kind.is_choice() && new.kind.shows(values))
}
