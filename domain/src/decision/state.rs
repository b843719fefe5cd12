//! The life of a batch of decisions and of each line in it. Nobody outside the office sees anything before the release; until
//! then the whole or a single line can be cancelled.

use crate::code::code_list;

code_list! {
    /// Where a batch is.
    pub enum BatchState {
        Draft = "draft", "作成中", "Being prepared";
        Proposed = "proposed", "承認待ち", "Waiting for approval";
        Approved = "approved", "通知待ち", "Approved, not yet released";
        Released = "released", "通知済", "Released";
        Cancelled = "cancelled", "取消し", "Cancelled";
    }
}

code_list! {
    /// What can happen to a batch.
    pub enum BatchStep {
        Propose = "propose", "承認を依頼する", "Ask for approval";
        Return = "return", "作成中に戻す", "Back to preparing";
        Approve = "approve", "承認する", "Approve";
        Release = "release", "通知する", "Release";
        Cancel = "cancel", "取り消す", "Cancel";
    }
}

code_list! {
    /// Where a line of a batch is.
    pub enum LineState {
        Planned = "planned", "予定", "Planned";
        Released = "released", "通知済", "Released";
        Failed = "failed", "通知できず", "Could not be released";
        Cancelled = "cancelled", "取消し", "Cancelled";
    }
}

impl BatchState {
    /// The state after a step, or `None` when the step does not exist here.
    pub const fn next(self, step: BatchStep) -> Option<Self> {
        use BatchStep as Step;
        Some(match (self, step) {
            (Self::Draft, Step::Propose) => Self::Proposed,
            (Self::Proposed, Step::Return) => Self::Draft,
            (Self::Proposed, Step::Approve) => Self::Approved,
            (Self::Approved, Step::Release) => Self::Released,
            (Self::Draft | Self::Proposed | Self::Approved, Step::Cancel) => Self::Cancelled,
            _ => return None,
        })
    }

    /// Whether its lines hold their applications, so that no other batch can take them.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Proposed | Self::Approved)
    }

    /// Whether the amounts of its lines are promised inside the office, and count against the budget.
    pub const fn is_committed(self) -> bool {
        matches!(self, Self::Proposed | Self::Approved | Self::Released)
    }
}

impl BatchStep {
    /// Whether a reason must be given in words.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::Return | Self::Cancel)
    }
}

impl LineState {
    /// Whether its amount counts.
    pub const fn counts(self) -> bool {
        matches!(self, Self::Planned | Self::Released)
    }
}
