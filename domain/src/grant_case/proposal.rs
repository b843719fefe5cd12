//! A decision about a grant that one person of the office proposes and an approving officer, never the same person, makes.

use serde::{Deserialize, Serialize};

use super::{GrantStep, Ledger};
use crate::form::form;
use crate::permit::Action;
use crate::problem::{Field, ProblemCode, Problems};
use crate::reader::Reader;
use crate::value::{Day, GrantChangeId, Instant, UserId, Yen};

/// What is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Proposed {
    /// A step of the case.
    Step {
        /// Which.
        step: GrantStep,
    },
    /// To approve a change.
    Approve {
        /// Which.
        change: GrantChangeId,
    },
    /// Not to approve it.
    Reject {
        /// Which.
        change: GrantChangeId,
    },
}

impl Proposed {
    /// Whether two persons decide about a step.
    pub fn is_for(step: GrantStep) -> bool {
        step.action() == Some(Action::DecideGrant) && step != GrantStep::ChangeAmount || step == GrantStep::Dispose
    }

    /// The step, where it is one.
    pub const fn step(self) -> Option<GrantStep> {
        match self {
            Self::Step { step } => Some(step),
            Self::Approve { .. } | Self::Reject { .. } => None,
        }
    }
}

form! {
    /// Raw fields of a proposal.
    pub struct ProposalForm;
    one {
        /// 文書番号.
        number,
        /// 文書の日付.
        day,
        /// The amount, where one is decided.
        yen,
        /// 納期日 of a return.
        due,
        /// 理由.
        reason,
        /// 交付の条件, one in each line.
        conditions,
    }
    many {}
}

/// A proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// What.
    pub proposed: Proposed,
    /// 文書番号.
    pub number: String,
    /// 文書の日付.
    pub day: Day,
    /// The amount, where one is decided.
    pub yen: Option<Yen>,
    /// 納期日 of a return.
    pub due: Option<Day>,
    /// 理由.
    pub reason: String,
    /// 交付の条件.
    pub conditions: Vec<String>,
    /// Who proposes it.
    pub by: UserId,
    /// Name of that person.
    pub by_name: String,
    /// When.
    pub at: Instant,
}

/// What a proposal is checked against.
#[derive(Clone, Copy, Debug)]
pub struct ProposalLimits<'a> {
    /// The money so far.
    pub ledger: &'a Ledger,
    /// 交付申請額, or what was asked for with a change.
    pub asked: Yen,
    /// What the settlement comes to.
    pub settled: Option<Yen>,
    /// 仕入控除税額 that was reported and not yet ordered back.
    pub tax: Yen,
    /// Today.
    pub today: Day,
}

impl ProposalForm {
    /// Most characters of a field, if it is limited.
    pub fn limit(field: &str) -> Option<u32> {
        match field {
            "number" => Some(60),
            "reason" => Some(1_000),
            "conditions" => Some(3_000),
            _ => None,
        }
    }

    /// Reads it.
    ///
    /// # Errors
    /// All problems found.
    pub fn check(
        &self,
        proposed: Proposed,
        limits: ProposalLimits<'_>,
        (by, by_name, at): (UserId, &str, Instant),
    ) -> Result<Proposal, Problems> {
        use GrantStep as Step;
        let limit = |field| Self::limit(field).unwrap_or(u32::MAX);
        let step = proposed.step();
        let mut reader = Reader::new(|field| self.values(field));
        let number = match step {
            Some(Step::Dispose) => reader.line("number", limit("number")),
            _ => reader.required_line("number", limit("number")),
        };
        let day = match reader.past_day("day", limits.today) {
            Some(None) => reader.refuse("day", ProblemCode::Empty),
            read => read.flatten(),
        };
        let range = match step {
            Some(Step::Decide) => Some((1, limits.asked)),
            Some(Step::CancelPart) => {
                let decided = limits.ledger.decided().unwrap_or_default();
                Some((0, Yen::new(decided.get().saturating_sub(1))))
            }
            Some(Step::OrderReturn) => Some((1, limits.ledger.excess())),
            Some(Step::OrderTaxReturn) => Some((1, limits.tax)),
            _ => None,
        };
        let yen = match (range, step, proposed) {
            (Some((min, max)), ..) => match reader.money("yen") {
                Some(None) => reader.refuse("yen", ProblemCode::Empty),
                Some(Some(yen)) if yen.get() < min || yen > max => {
                    reader.refuse("yen", ProblemCode::OutOfRange { min, max: max.get() })
                }
                read => read.map(|read| read.unwrap_or_default()),
            }
            .map(Some),
            // The amount is not typed: it is what the settlement comes to.
            (None, Some(Step::FixAmount | Step::Refix), _) => match limits.settled {
                Some(yen) => Some(Some(yen)),
                None => reader.refuse("settlement", ProblemCode::Empty),
            },
            (None, _, Proposed::Approve { .. }) => match reader.money("yen") {
                Some(Some(yen)) if yen <= Yen::ZERO || yen > limits.asked => {
                    let max = limits.asked.get();
                    reader.refuse("yen", ProblemCode::OutOfRange { min: 1, max })
                }
                read => read,
            },
            _ => Some(None),
        };
        let due = match step {
            Some(Step::OrderReturn | Step::OrderTaxReturn) => reader.required_day("due").map(Some),
            _ => Some(None),
        };
        if let (Some(Some(due)), Some(day)) = (due, day)
            && due <= day
        {
            reader.refuse::<()>(
                "due",
                ProblemCode::DateBefore {
                    other: Field::new("day"),
                },
            );
        }
        let is_less = step == Some(Step::Decide) && yen.flatten().is_some_and(|yen| yen < limits.asked);
        let needs_reason = is_less
            || matches!(proposed, Proposed::Reject { .. })
            || step.is_some_and(|step| step.needs_reason() || step == Step::Dispose);
        let reason = if needs_reason {
            reader.required_lines("reason", limit("reason"))
        } else {
            reader.lines("reason", limit("reason"))
        };
        let conditions = reader.lines("conditions", limit("conditions"));
        let clean = || {
            Some(Proposal {
                proposed,
                number: number?,
                day: day?,
                yen: yen?,
                due: due?,
                reason: reason?,
                conditions: conditions?
                    .lines()
                    .map(str::trim)
                    .filter(|line| !line.is_empty())
                    .map(str::to_owned)
                    .collect(),
                by,
                by_name: by_name.to_owned(),
                at,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }
}
