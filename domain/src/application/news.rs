//! What people are told of an application (INS-05): what happened, where to go on, and whether somebody must act.

use serde::{Deserialize, Serialize};

use crate::decision::Outcome;
use crate::value::{Day, Instant};

/// Something that happened to an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "kebab-case")]
pub enum ApplicationNews {
    /// 承認の依頼: a task of the lead's approvers.
    SignoffWanted,
    /// An approver gives it back inside the society: a task of those who write.
    GivenBack,
    /// Submitted; told to the other societies of the consortium.
    Submitted,
    /// Pulled back by the lead.
    PulledBack,
    /// Withdrawn by the lead.
    Withdrawn,
    /// 差戻し: the office wants fields corrected, by a day.
    Returned {
        /// How many fields.
        count: u32,
        /// By when.
        due: Day,
    },
    /// The office has moved the deadline for this applicant.
    Extended {
        /// To when.
        until: Instant,
    },
    /// Somebody of the consortium has written a comment.
    Commented,
    /// The deadline comes near and it is not submitted (FORM-04).
    Unfinished {
        /// Days before it.
        days: u32,
        /// The deadline.
        until: Instant,
    },
    /// The deadline has passed before it was submitted.
    Expired,
    /// 採否: told to the lead.
    Decided {
        /// What was decided.
        outcome: Outcome,
    },
    /// 採否, told to the other societies of the consortium.
    DecidedForMembers {
        /// What was decided.
        outcome: Outcome,
    },
}

impl ApplicationNews {
    /// The page below the application where to go on; empty for the application itself.
    pub(crate) const fn page(self) -> &'static str {
        match self {
            Self::SignoffWanted => "/approve",
            Self::Returned { .. } => "/fix",
            Self::Commented => "/comments",
            _ => "",
        }
    }

    /// Whether the societies of the consortium are told, who see the consortium and not the application.
    pub const fn is_for_members(self) -> bool {
        matches!(
            self,
            Self::Submitted | Self::PulledBack | Self::Withdrawn | Self::DecidedForMembers { .. }
        )
    }

    /// Whether somebody must act, and until when.
    pub(crate) const fn task(self) -> Option<Option<Day>> {
        match self {
            Self::SignoffWanted | Self::GivenBack => Some(None),
            Self::Returned { due, .. } => Some(Some(due)),
            _ => None,
        }
    }
}
