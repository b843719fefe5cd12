//! The life of a consortium (domain §8.4). While it forms, members come and go; from `fixed` on its composition is frozen
//! as a snapshot, and after adoption it changes only by a change request (法7条).

use serde::{Deserialize, Serialize};

use crate::code::code_list;
use crate::permit::Action;

code_list! {
    /// Where a consortium is.
    pub enum ConsortiumState {
        Forming = "forming", "結成中", "Forming";
        Fixed = "fixed", "構成確定", "Composition fixed";
        Applied = "applied", "応募中", "Applied";
        Adopted = "adopted", "採択", "Adopted";
        Rejected = "rejected", "不採択", "Not adopted";
        Active = "active", "事業中", "Active";
        Closed = "closed", "完了", "Completed";
        Dissolved = "dissolved", "解散", "Dissolved";
    }
}

/// What can happen to a consortium.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConsortiumStep {
    /// 構成を確定する: takes the snapshot.
    Fix,
    /// 構成確定を解く.
    Reopen,
    /// 応募する, with the application.
    Apply,
    /// 応募を取り下げる, with the application.
    Withdraw,
    /// 採択される.
    Adopt,
    /// 不採択になる.
    Reject,
    /// A member joins or leaves after adoption, by an approved change request.
    Change,
    /// 事業を始める; also without a subsidy.
    Start,
    /// 完了する.
    Close,
    /// 解散する.
    Dissolve,
}

impl ConsortiumState {
    /// Whether members can still be invited and leave freely.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Forming)
    }

    /// Whether the composition is the one of the snapshot.
    pub const fn is_frozen(self) -> bool {
        matches!(
            self,
            Self::Fixed | Self::Applied | Self::Adopted | Self::Active | Self::Closed
        )
    }

    /// The state after a step, or `None` when the step does not exist here.
    pub const fn next(self, step: ConsortiumStep) -> Option<Self> {
        use ConsortiumStep as Step;
        Some(match (self, step) {
            (Self::Forming, Step::Fix) => Self::Fixed,
            (Self::Fixed | Self::Rejected, Step::Reopen) => Self::Forming,
            (Self::Fixed, Step::Apply) => Self::Applied,
            (Self::Applied, Step::Withdraw) => Self::Fixed,
            (Self::Applied, Step::Adopt) => Self::Adopted,
            (Self::Applied, Step::Reject) => Self::Rejected,
            (Self::Adopted, Step::Change) => Self::Adopted,
            (Self::Active, Step::Change) => Self::Active,
            (Self::Fixed | Self::Rejected | Self::Adopted, Step::Start) => Self::Active,
            (Self::Active, Step::Close) => Self::Closed,
            (Self::Forming | Self::Fixed | Self::Rejected | Self::Adopted | Self::Active, Step::Dissolve) => {
                Self::Dissolved
            }
            _ => return None,
        })
    }
}

impl ConsortiumStep {
    /// Every step.
    pub const ALL: &'static [Self] = &[
        Self::Fix,
        Self::Reopen,
        Self::Apply,
        Self::Withdraw,
        Self::Adopt,
        Self::Reject,
        Self::Change,
        Self::Start,
        Self::Close,
        Self::Dissolve,
    ];

    /// Code in storage and in events.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fix => "fix",
            Self::Reopen => "reopen",
            Self::Apply => "apply",
            Self::Withdraw => "withdraw",
            Self::Adopt => "adopt",
            Self::Reject => "reject",
            Self::Change => "change",
            Self::Start => "start",
            Self::Close => "close",
            Self::Dissolve => "dissolve",
        }
    }

    /// What somebody must be permitted for it, asked about the lead society; none where the application brings it about.
    pub const fn action(self) -> Option<Action> {
        match self {
            Self::Fix | Self::Reopen | Self::Change | Self::Start | Self::Close | Self::Dissolve => {
                Some(Action::ManageConsortium)
            }
            Self::Apply | Self::Withdraw | Self::Adopt | Self::Reject => None,
        }
    }

    /// The step of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|step| step.code() == code)
    }
}
