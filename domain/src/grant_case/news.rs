//! What people are told of a grant: what happened, whether the office or the society must act, and until when.

use serde::{Deserialize, Serialize};

use super::{AssetStep, ChangeStep, GrantStep, ReportKind, ReportStep};
use crate::value::Day;

/// Something that happened to a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "kebab-case")]
pub enum GrantNews {
    /// A step of the case.
    Stepped {
        /// Which.
        step: GrantStep,
        /// Until when something follows from it, if it does.
        due: Option<Day>,
    },
    /// A step of a change request.
    Changed {
        /// Which.
        step: ChangeStep,
    },
    /// A step of a report.
    Reported {
        /// Of which kind.
        kind: ReportKind,
        /// Which.
        step: ReportStep,
    },
    /// The office asks for a report.
    Asked {
        /// Of which kind.
        kind: ReportKind,
        /// By when.
        due: Day,
    },
    /// A step of a thing in the register.
    Asset {
        /// Which.
        step: AssetStep,
    },
    /// A decision is proposed: a task of the approving officers.
    Proposed,
    /// The proposal was dropped.
    Dropped,
}

impl GrantNews {
    /// Whether the office is told, not the society.
    pub const fn is_for_office(self) -> bool {
        match self {
            Self::Stepped { step, .. } => matches!(
                step,
                GrantStep::Submit
                    | GrantStep::Resubmit
                    | GrantStep::Withdraw
                    | GrantStep::Start
                    | GrantStep::Complete
                    | GrantStep::Report
            ),
            Self::Changed { step } => matches!(
                step,
                ChangeStep::Submit | ChangeStep::Notify | ChangeStep::Resubmit | ChangeStep::Withdraw
            ),
            Self::Reported { step, .. } => matches!(step, ReportStep::Submit),
            Self::Asset { step } => matches!(step, AssetStep::Ask | AssetStep::Dispose),
            Self::Proposed | Self::Dropped => true,
            Self::Asked { .. } => false,
        }
    }

    /// Whether somebody must act, and until when.
    pub const fn task(self) -> Option<Option<Day>> {
        match self {
            Self::Stepped { step, due } => match step {
                GrantStep::Submit
                | GrantStep::Resubmit
                | GrantStep::Return
                | GrantStep::Decide
                | GrantStep::Complete
                | GrantStep::Abolish
                | GrantStep::Report
                | GrantStep::ReturnReport
                | GrantStep::OrderCorrection
                | GrantStep::OrderReturn
                | GrantStep::OrderTaxReturn => Some(due),
                _ => None,
            },
            Self::Changed { step } => match step {
                ChangeStep::Submit | ChangeStep::Resubmit | ChangeStep::Return => Some(None),
                _ => None,
            },
            Self::Reported { step, .. } => match step {
                ReportStep::Submit | ReportStep::Return => Some(None),
                ReportStep::Take => None,
            },
            Self::Asset { step } => match step {
                AssetStep::Ask => Some(None),
                _ => None,
            },
            Self::Asked { due, .. } => Some(Some(due)),
            Self::Proposed => Some(None),
            Self::Dropped => None,
        }
    }
}
