//! A change request while a program runs (変更申請, 法7条1項): what kind of change it is and how it is dealt with.

use crate::budget::{Difference, needs_approval};
use crate::call::ChangeRules;
use crate::code::code_list;
use crate::permit::Action;

code_list! {
    /// What is to be changed.
    pub enum ChangeKind {
        Allocation = "allocation", "経費配分の変更", "Allocation of cost";
        Content = "content", "事業内容の変更", "Content";
        Members = "members", "構成組合の変更", "Members";
        Period = "period", "実施期間の変更・遅延", "Period or delay";
        Suspension = "suspension", "中止", "Suspension";
        Abolition = "abolition", "廃止", "Abolition";
    }
}

impl ChangeKind {
    /// Whether it needs approval; only the allocation of cost can be small enough for a mere notice.
    pub fn needs_approval(self, cost: &[Difference], rules: &ChangeRules) -> bool {
        match self {
            Self::Allocation => needs_approval(cost, rules),
            Self::Content | Self::Members | Self::Period | Self::Suspension | Self::Abolition => true,
        }
    }
}

code_list! {
    /// Where a change request is.
    pub enum ChangeState {
        Draft = "draft", "作成中", "Being written";
        Submitted = "submitted", "申請済", "Submitted";
        Returned = "returned", "差戻し", "Sent back";
        Approved = "approved", "承認", "Approved";
        Rejected = "rejected", "不承認", "Not approved";
        Notified = "notified", "届出済", "Notified";
        Withdrawn = "withdrawn", "取下げ", "Withdrawn";
    }
}

code_list! {
    /// What can happen to a change request.
    pub enum ChangeStep {
        Submit = "submit", "申請する", "Submit";
        Notify = "notify", "軽微な変更として届け出る", "Notify as minor";
        Return = "return", "差し戻す", "Send back";
        Resubmit = "resubmit", "再申請する", "Submit again";
        Approve = "approve", "承認する", "Approve";
        Reject = "reject", "承認しない", "Do not approve";
        Withdraw = "withdraw", "取り下げる", "Withdraw";
    }
}

impl ChangeState {
    /// The state after a step, or `None` when the step does not exist here.
    pub const fn next(self, step: ChangeStep) -> Option<Self> {
        use ChangeStep as Step;
        Some(match (self, step) {
            (Self::Draft, Step::Submit) | (Self::Returned, Step::Resubmit) => Self::Submitted,
            (Self::Draft, Step::Notify) => Self::Notified,
            (Self::Submitted, Step::Return) => Self::Returned,
            (Self::Submitted, Step::Approve) => Self::Approved,
            (Self::Submitted, Step::Reject) => Self::Rejected,
            (Self::Draft | Self::Submitted | Self::Returned, Step::Withdraw) => Self::Withdrawn,
            _ => return None,
        })
    }
}

impl ChangeStep {
    /// What somebody must be permitted for it, asked about the lead society.
    pub const fn action(self) -> Action {
        match self {
            Self::Submit | Self::Notify | Self::Resubmit | Self::Withdraw => Action::SubmitGrant,
            Self::Return => Action::CheckGrant,
            Self::Approve | Self::Reject => Action::DecideGrant,
        }
    }
}
