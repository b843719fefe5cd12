//! What the application says: budget, period, data, outcome, publication (V7, V9 to V12). A part that has not been written
//! is unknown, not wrong.

use super::rule::{Facts, Fault, Fixer, Point, Rule, Target};
use super::{Check, Proposal, cap};
use crate::call::Call;
use crate::data_flow;
use crate::level::Level;
use crate::plan::has_outcome;
use crate::problem::Field;
use crate::value::Yen;

const fn at_plan(fault: Fault, field: &'static str) -> Point {
    Point {
        fault,
        level: Level::Error,
        fixer: Fixer::Lead,
        target: Target::Plan(Field::new(field)),
    }
}

/// V7.
pub(super) fn budget(proposal: &Proposal<'_>, call: &Call) -> Check {
    let Some(budget) = proposal.budget else {
        return Check::unknown(Rule::Budget);
    };
    let cap = cap(proposal.snapshot, call);
    let points = budget
        .findings(call, cap)
        .into_iter()
        .map(|found| Point {
            fault: Fault::Budget(found.fault),
            level: found.level,
            fixer: Fixer::Lead,
            target: Target::Budget(found.field),
        })
        .collect();
    let facts = budget.sheet(call, cap).map_or(Facts::None, |sheet| Facts::Money {
        cost: sheet.total,
        funding: budget.funding.total().unwrap_or(Yen::ZERO),
        asked: budget.funding.subsidy,
        grant: sheet.worked.grant,
        cap,
    });
    Check::of(Rule::Budget, facts, points)
}

/// V9.
pub(super) fn period(proposal: &Proposal<'_>, call: &Call) -> Check {
    let Some((from, to)) = proposal.period else {
        return Check::unknown(Rule::Period);
    };
    let mut points = Vec::new();
    if !call.dates.cover(from, to) {
        let field = if from < call.dates.project_from {
            "period_from"
        } else {
            "period_to"
        };
        points.push(at_plan(Fault::OutsidePeriod, field));
    }
    if !call.year.contains(from) {
        points.push(at_plan(Fault::OutsideYear, "period_from"));
    } else if !call.year.contains(to) {
        points.push(at_plan(Fault::OutsideYear, "period_to"));
    }
    let facts = Facts::Period {
        from: call.dates.project_from,
        to: call.dates.project_to,
    };
    Check::of(Rule::Period, facts, points)
}

/// V10.
pub(super) fn data(proposal: &Proposal<'_>) -> Check {
    let Some(flows) = proposal.flows else {
        return Check::unknown(Rule::Data);
    };
    let points = data_flow::findings(flows)
        .into_iter()
        .map(|found| Point {
            fault: Fault::Flow(found.fault),
            level: found.level,
            fixer: Fixer::Lead,
            target: Target::Data(found.field),
        })
        .collect();
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let personal = flows.iter().filter(|flow| flow.category.is_person_level()).count();
    let facts = Facts::Flows {
        all: count(flows.len()),
        personal: count(personal),
    };
    Check::of(Rule::Data, facts, points)
}

/// V11.
pub(super) fn outcome(proposal: &Proposal<'_>) -> Check {
    let Some(kpis) = proposal.kpis else {
        return Check::unknown(Rule::Outcome);
    };
    let mut points = Vec::new();
    if !has_outcome(kpis) {
        points.push(at_plan(Fault::NoOutcome, "kpi1_level"));
    }
    Check::of(Rule::Outcome, Facts::None, points)
}

/// V12.
pub(super) fn publication(proposal: &Proposal<'_>, call: &Call) -> Check {
    let mut points = Vec::new();
    if call.duties.publication && !proposal.publication {
        points.push(at_plan(Fault::NotPublic, "publication"));
    }
    Check::of(Rule::Publication, Facts::None, points)
}
