//! The rule panel (要件の点検, domain §8.5): a consortium held against a call, rule by rule, with the numbers, how much each
//! thing matters, who can put it right and where. Pure: it neither stores nor words anything, so the same answer serves
//! the page, a what-if, and the check at submission.

mod basics;
mod papers;
mod people;
mod rule;
mod shortfall;
mod what_if;

use serde::{Deserialize, Serialize};

use super::Snapshot;
use crate::budget::Budget;
use crate::call::Call;
use crate::data_flow::Flow;
use crate::level::Level;
use crate::plan::Kpi;
use crate::value::{Day, MemberCount, OrganisationId, Yen};

pub use rule::{Facts, Fault, Fixer, Point, Rule, Standing, Target};
pub use shortfall::{Shortfall, shortfall};
pub use what_if::{Change, Moved, moved, what_if};

/// What is held against a call. Parts that have not been written yet are none.
#[derive(Clone, Copy, Debug)]
pub struct Proposal<'a> {
    /// The consortium.
    pub snapshot: &'a Snapshot,
    /// 経費内訳.
    pub budget: Option<&'a Budget>,
    /// 実施期間.
    pub period: Option<(Day, Day)>,
    /// Data-handling sheet.
    pub flows: Option<&'a [Flow]>,
    /// 評価指標.
    pub kpis: Option<&'a [Kpi]>,
    /// Whether publication is agreed to.
    pub publication: bool,
    /// Insurers that are in another application of the same call.
    pub elsewhere: &'a [OrganisationId],
    /// The day of submission, or today.
    pub on: Day,
}

/// One rule's answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// Which rule.
    pub rule: Rule,
    /// Met or not.
    pub standing: Standing,
    /// The numbers behind it.
    pub facts: Facts,
    /// What is to be done.
    pub points: Vec<Point>,
}

impl Check {
    /// An answer that stands as its gravest point does.
    fn of(rule: Rule, facts: Facts, points: Vec<Point>) -> Self {
        let standing = match points.iter().map(|point| point.level).max() {
            Some(Level::Error) => Standing::Failed,
            Some(Level::Warning) => Standing::Warned,
            Some(Level::Notice) | None => Standing::Met,
        };
        Self {
            rule,
            standing,
            facts,
            points,
        }
    }

    /// An answer that cannot be given yet.
    const fn unknown(rule: Rule) -> Self {
        Self {
            rule,
            standing: Standing::Unknown,
            facts: Facts::None,
            points: Vec::new(),
        }
    }
}

/// All rules' answers, in the order of the rules.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Panel {
    /// V1 to V12.
    pub checks: Vec<Check>,
}

impl Panel {
    /// The answer of a rule.
    pub fn get(&self, rule: Rule) -> Option<&Check> {
        self.checks.iter().find(|check| check.rule == rule)
    }

    /// Whether the application may be submitted: nothing failed and nothing unknown.
    pub fn is_ready(&self) -> bool {
        self.checks
            .iter()
            .all(|check| matches!(check.standing, Standing::Met | Standing::Warned))
    }

    /// How many rules stand so.
    pub fn count(&self, standing: Standing) -> usize {
        self.checks.iter().filter(|check| check.standing == standing).count()
    }

    /// All points, gravest first, then in the order of the rules.
    pub fn points(&self) -> Vec<(Rule, &Point)> {
        let mut points: Vec<_> = self
            .checks
            .iter()
            .flat_map(|check| check.points.iter().map(move |point| (check.rule, point)))
            .collect();
        points.sort_by_key(|(rule, point)| (std::cmp::Reverse(point.level), *rule));
        points
    }
}

/// Holds a proposal against a call.
pub fn check(proposal: &Proposal<'_>, call: &Call) -> Panel {
    Panel {
        checks: vec![
            basics::insurers(proposal, call),
            basics::small(proposal, call),
            basics::lead(proposal, call),
            people::consents(proposal),
            people::ages(proposal, call),
            people::providers(proposal, call),
            papers::budget(proposal, call),
            people::overlap(proposal, call),
            papers::period(proposal, call),
            papers::data(proposal),
            papers::outcome(proposal),
            papers::publication(proposal, call),
        ],
    }
}

/// The same proposal held against several calls, in their order.
pub fn check_calls<'a>(proposal: &Proposal<'_>, calls: impl IntoIterator<Item = &'a Call>) -> Vec<Panel> {
    calls.into_iter().map(|call| check(proposal, call)).collect()
}

/// The cap of a call for this consortium.
pub fn cap(snapshot: &Snapshot, call: &Call) -> Option<Yen> {
    let count = |members: u64| {
        let members = u32::try_from(members).unwrap_or(u32::MAX);
        MemberCount::new(members).unwrap_or(MemberCount::MAX)
    };
    let lead = snapshot.lead().and_then(|lead| lead.members).unwrap_or_default();
    call.money.cap.of(count(snapshot.members()), lead)
}
