//! The life of an assignment of a reviewer to an application. An office that recuses and a reviewer who abstains are
//! different events; both end the assignment and take it out of quorum and averages.

use crate::code::code_list;

code_list! {
    /// Where an assignment is.
    pub enum ReviewState {
        Assigned = "assigned", "利害関係の申告待ち", "Waiting for the declaration";
        Open = "open", "審査中", "Being reviewed";
        Submitted = "submitted", "提出済", "Submitted";
        Recused = "recused", "利害関係により除外", "Recused";
        Abstained = "abstained", "辞退", "Abstained";
    }
}

code_list! {
    /// What can happen to an assignment.
    pub enum ReviewStep {
        DeclareFree = "declare-free", "利害関係がないと申告する", "Declare no conflict";
        DeclareConflict = "declare-conflict", "利害関係を申告する", "Declare a conflict";
        Abstain = "abstain", "辞退する", "Abstain";
        Recuse = "recuse", "審査から外す", "Recuse";
        Submit = "submit", "審査結果を提出する", "Submit the review";
        Reopen = "reopen", "再度の審査を求める", "Ask to review again";
    }
}

impl ReviewState {
    /// The state after a step, or `None` when the step does not exist here.
    pub const fn next(self, step: ReviewStep) -> Option<Self> {
        use ReviewStep as Step;
        Some(match (self, step) {
            (Self::Assigned, Step::DeclareFree) => Self::Open,
            (Self::Assigned | Self::Open, Step::DeclareConflict) => Self::Recused,
            (Self::Assigned | Self::Open, Step::Abstain) => Self::Abstained,
            (Self::Assigned | Self::Open | Self::Submitted, Step::Recuse) => Self::Recused,
            (Self::Open, Step::Submit) => Self::Submitted,
            (Self::Submitted, Step::Reopen) => Self::Open,
            _ => return None,
        })
    }

    /// Whether the reviewer may read the application.
    pub const fn may_read(self) -> bool {
        matches!(self, Self::Open | Self::Submitted)
    }

    /// Whether the reviewer counts for the fewest that an application needs.
    pub const fn counts(self) -> bool {
        !matches!(self, Self::Recused | Self::Abstained)
    }

    /// Whether the reviewer has to do something.
    pub const fn is_task(self) -> bool {
        matches!(self, Self::Assigned | Self::Open)
    }
}

impl ReviewStep {
    /// Whether the office takes the step, not the reviewer.
    pub const fn is_of_office(self) -> bool {
        matches!(self, Self::Recuse | Self::Reopen)
    }

    /// Whether a reason must be given in words.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::Abstain | Self::Recuse | Self::Reopen)
    }
}
