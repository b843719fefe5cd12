//! The life of an application. 引戻し (the applicant pulls back) and 差戻し (the office sends back) are different steps.

use crate::code::code_list;
use crate::permit::Action;

code_list! {
    /// Where an application is.
    pub enum ApplicationState {
        Draft = "draft", "作成中", "Being written";
        AwaitingConsent = "awaiting-consent", "構成員同意待ち", "Waiting for consents";
        AwaitingSignoff = "awaiting-signoff", "承認待ち", "Waiting for approval";
        Submitted = "submitted", "提出済", "Submitted";
        FormalCheck = "formal-check", "形式審査", "Formal check";
        Returned = "returned", "差戻し", "Sent back";
        Resubmitted = "resubmitted", "再提出", "Submitted again";
        InReview = "in-review", "審査中", "In review";
        Scored = "scored", "採点完了", "Scored";
        Selected = "selected", "採択", "Adopted";
        Conditional = "conditional", "条件付採択", "Adopted on conditions";
        Waitlisted = "waitlisted", "補欠", "Waiting list";
        NotSelected = "not-selected", "不採択", "Not adopted";
        Withdrawn = "withdrawn", "取下げ", "Withdrawn";
        Expired = "expired", "締切超過", "Past the deadline";
    }
}

code_list! {
    /// What can happen to an application.
    pub enum ApplicationStep {
        RequestConsent = "request-consent", "構成員に同意を求める", "Ask the members";
        Revise = "revise", "作成中に戻す", "Back to writing";
        RequestSignoff = "request-signoff", "承認を依頼する", "Ask for approval";
        SendBackInside = "send-back-inside", "組合内で差し戻す", "Send back inside";
        Submit = "submit", "提出する", "Submit";
        PullBack = "pull-back", "引き戻す", "Pull back";
        Accept = "accept", "受け付ける", "Take in";
        Return = "return", "差し戻す", "Send back";
        Resubmit = "resubmit", "再提出する", "Submit again";
        Pass = "pass", "審査に回す", "Pass to review";
        FinishReview = "finish-review", "採点を締める", "Finish the review";
        ReviewAgain = "review-again", "再度審査する", "Review again";
        Select = "select", "採択する", "Adopt";
        SelectOnConditions = "select-on-conditions", "条件付きで採択する", "Adopt on conditions";
        MeetConditions = "meet-conditions", "条件の充足を確認する", "Confirm the conditions";
        Waitlist = "waitlist", "補欠とする", "Put on the waiting list";
        Reject = "reject", "不採択とする", "Do not adopt";
        Withdraw = "withdraw", "取り下げる", "Withdraw";
        Expire = "expire", "締切を過ぎる", "Run out";
    }
}

impl ApplicationState {
    /// Whether its texts can be edited by the applicants.
    pub const fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }

    /// Whether the office has it.
    pub const fn is_with_office(self) -> bool {
        matches!(
            self,
            Self::Submitted | Self::FormalCheck | Self::Resubmitted | Self::InReview | Self::Scored
        )
    }

    /// Whether it has ended here; an adopted one goes on as a grant case.
    pub const fn is_final(self) -> bool {
        matches!(
            self,
            Self::Selected | Self::NotSelected | Self::Withdrawn | Self::Expired
        )
    }

    /// The state after a step, or `None` when the step does not exist here.
    pub const fn next(self, step: ApplicationStep) -> Option<Self> {
        use ApplicationStep as Step;
        Some(match (self, step) {
            (Self::Draft, Step::RequestConsent) => Self::AwaitingConsent,
            (Self::AwaitingConsent | Self::AwaitingSignoff, Step::Revise) => Self::Draft,
            (Self::Draft | Self::AwaitingConsent, Step::RequestSignoff) => Self::AwaitingSignoff,
            (Self::AwaitingSignoff, Step::SendBackInside) => Self::Draft,
            (Self::AwaitingSignoff, Step::Submit) => Self::Submitted,
            (Self::Submitted | Self::FormalCheck, Step::PullBack) => Self::Draft,
            (Self::Submitted | Self::Resubmitted, Step::Accept) => Self::FormalCheck,
            (Self::FormalCheck, Step::Return) => Self::Returned,
            (Self::Returned, Step::Resubmit) => Self::Resubmitted,
            (Self::FormalCheck, Step::Pass) => Self::InReview,
            (Self::InReview, Step::FinishReview) => Self::Scored,
            (Self::Scored, Step::ReviewAgain) => Self::InReview,
            (Self::Scored | Self::Waitlisted, Step::Select) => Self::Selected,
            (Self::Scored | Self::Waitlisted, Step::SelectOnConditions) => Self::Conditional,
            (Self::Conditional, Step::MeetConditions) => Self::Selected,
            (Self::Scored, Step::Waitlist) => Self::Waitlisted,
            (
                Self::FormalCheck | Self::Returned | Self::Scored | Self::Waitlisted | Self::Conditional,
                Step::Reject,
            ) => Self::NotSelected,
            (
                Self::Draft
                | Self::AwaitingConsent
                | Self::AwaitingSignoff
                | Self::Submitted
                | Self::FormalCheck
                | Self::Returned
                | Self::Resubmitted
                | Self::InReview
                | Self::Scored
                | Self::Conditional
                | Self::Waitlisted,
                Step::Withdraw,
            ) => Self::Withdrawn,
            (Self::Draft | Self::AwaitingConsent | Self::AwaitingSignoff, Step::Expire) => Self::Expired,
            _ => return None,
        })
    }
}

impl ApplicationStep {
    /// What somebody must be permitted for it, asked about the lead society; none where only the clock takes it.
    pub const fn action(self) -> Option<Action> {
        Some(match self {
            Self::RequestConsent | Self::Revise | Self::RequestSignoff => Action::EditApplication,
            Self::SendBackInside | Self::Submit | Self::PullBack | Self::Resubmit | Self::Withdraw => {
                Action::SubmitApplication
            }
            Self::Accept | Self::Return | Self::Pass | Self::FinishReview | Self::ReviewAgain => {
                Action::CheckApplication
            }
            Self::Select | Self::SelectOnConditions | Self::MeetConditions | Self::Waitlist | Self::Reject => {
                Action::DecideApplication
            }
            Self::Expire => return None,
        })
    }

    /// Whether a reason must be given in words.
    pub const fn needs_reason(self) -> bool {
        matches!(
            self,
            Self::SendBackInside
                | Self::PullBack
                | Self::Return
                | Self::ReviewAgain
                | Self::SelectOnConditions
                | Self::Reject
                | Self::Withdraw
        )
    }
}
