//! What can be decided about an application.

use crate::application::{ApplicationState, ApplicationStep};
use crate::code::code_list;
use crate::consortium::ConsortiumStep;
use crate::review::Recommendation;

code_list! {
    /// 採否.
    pub enum Outcome {
        Adopt = "adopt", "採択", "Adopted";
        OnConditions = "on-conditions", "条件付採択", "Adopted on conditions";
        Waitlist = "waitlist", "補欠", "Waiting list";
        Reject = "reject", "不採択", "Not adopted";
    }
}

impl Outcome {
    /// The step that the application takes when the decision is released.
    pub const fn step(self) -> ApplicationStep {
        match self {
            Self::Adopt => ApplicationStep::Select,
            Self::OnConditions => ApplicationStep::SelectOnConditions,
            Self::Waitlist => ApplicationStep::Waitlist,
            Self::Reject => ApplicationStep::Reject,
        }
    }

    /// Whether money goes with it.
    pub const fn is_adopted(self) -> bool {
        matches!(self, Self::Adopt | Self::OnConditions)
    }

    /// What becomes of the consortium that waits for the decision; a waiting list leaves it waiting.
    pub const fn consortium_step(self) -> Option<ConsortiumStep> {
        match self {
            Self::Adopt | Self::OnConditions => Some(ConsortiumStep::Adopt),
            Self::Reject => Some(ConsortiumStep::Reject),
            Self::Waitlist => None,
        }
    }

    /// Whether an application in this state can be decided about at all.
    pub const fn is_open_for(state: ApplicationState) -> bool {
        matches!(state, ApplicationState::Scored | ApplicationState::Waitlisted)
    }

    /// Whether the decision is possible in this state of the application.
    pub const fn fits(self, state: ApplicationState) -> bool {
        Self::is_open_for(state) && state.next(self.step()).is_some()
    }
}

impl From<Recommendation> for Outcome {
    fn from(recommendation: Recommendation) -> Self {
        match recommendation {
            Recommendation::Adopt => Self::Adopt,
            Recommendation::OnConditions => Self::OnConditions,
            Recommendation::Waitlist => Self::Waitlist,
            Recommendation::Reject => Self::Reject,
        }
    }
}
