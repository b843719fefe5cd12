//! What the people of a consortium are told of it (INS-05): what happened, and whether somebody must act.

use serde::{Deserialize, Serialize};

use super::{ConsortiumStep, MembershipStep};

/// Something that happened to a consortium.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", content = "step", rename_all = "kebab-case")]
pub enum ConsortiumNews {
    /// The lead asks a society for its consent; a task of the society.
    Invited,
    /// A step of a society's place.
    Place(MembershipStep),
    /// A step of the whole.
    Whole(ConsortiumStep),
    /// Another society leads now.
    Lead,
    /// Somebody of the society has prepared its consent; a task of its approvers.
    Prepared,
    /// The terms have become lighter for the society, whose consent holds.
    Lighter,
    /// The members have decided something.
    Decided,
}

impl ConsortiumNews {
    /// The page below the consortium where to go on; empty for the consortium itself.
    pub(crate) const fn page(self) -> &'static str {
        match self {
            Self::Invited | Self::Place(MembershipStep::AskAgain) | Self::Prepared | Self::Lighter => "consent",
            Self::Decided => "decisions",
            _ => "",
        }
    }

    /// Whether the society that is told does not see the consortium any more.
    pub(crate) const fn ends_access(self) -> bool {
        matches!(self, Self::Place(MembershipStep::Remove | MembershipStep::Refuse))
    }

    /// Whether somebody must act.
    pub const fn is_task(self) -> bool {
        matches!(
            self,
            Self::Invited | Self::Prepared | Self::Place(MembershipStep::AskAgain | MembershipStep::Ask)
        )
    }
}
