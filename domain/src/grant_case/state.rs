//! The states and steps of a grant case, with the article of the subsidy law (適正化法) behind each step.

use crate::code::code_list;
use crate::permit::Action;

code_list! {
    /// Where a grant case is.
    pub enum GrantState {
        Draft = "draft", "交付申請作成中", "Grant application being written";
        Submitted = "submitted", "交付申請済", "Grant applied for";
        Returned = "returned", "交付申請差戻し", "Grant application sent back";
        Decided = "decided", "交付決定", "Grant decided";
        Refused = "refused", "不交付決定", "Grant refused";
        Withdrawn = "withdrawn", "申請取下げ", "Withdrawn";
        Executing = "executing", "事業実施中", "Running";
        Suspended = "suspended", "中止中", "Suspended";
        ReportDue = "report-due", "実績報告待ち", "Report due";
        ReportSubmitted = "report-submitted", "実績報告済", "Reported";
        ReportReturned = "report-returned", "実績報告差戻し", "Report sent back";
        AmountFixed = "amount-fixed", "額の確定", "Amount fixed";
        Settling = "settling", "精算・返還中", "Being settled";
        Cancelled = "cancelled", "決定取消（全部）", "Decision cancelled";
        PartCancelled = "part-cancelled", "決定取消（一部）", "Decision cancelled in part";
        ReturnOrdered = "return-ordered", "返還命令", "Return ordered";
        ReturnPaid = "return-paid", "返還済", "Returned";
        Closed = "closed", "完了", "Completed";
        Retention = "retention", "保存期間中", "Kept";
        Disposed = "disposed", "保存期間満了", "Disposed of";
    }
}

code_list! {
    /// What can happen to a grant case.
    pub enum GrantStep {
        Submit = "submit", "交付申請を提出する", "Apply for the grant";
        Return = "return", "交付申請を差し戻す", "Send the application back";
        Resubmit = "resubmit", "交付申請を再提出する", "Apply again";
        Decide = "decide", "交付を決定する", "Decide the grant";
        Refuse = "refuse", "不交付を決定する", "Refuse the grant";
        Withdraw = "withdraw", "申請を取り下げる", "Withdraw";
        Start = "start", "事業を開始する", "Start";
        ChangeAmount = "change-amount", "変更交付を決定する", "Decide another amount";
        Advance = "advance", "概算払をする", "Pay in advance";
        Suspend = "suspend", "中止を承認する", "Approve suspension";
        Resume = "resume", "再開を承認する", "Approve resumption";
        Complete = "complete", "事業を完了する", "Complete";
        Abolish = "abolish", "廃止を承認する", "Approve abolition";
        Report = "report", "実績を報告する", "Report";
        ReturnReport = "return-report", "実績報告を差し戻す", "Send the report back";
        OrderCorrection = "order-correction", "是正を命じる", "Order a correction";
        FixAmount = "fix-amount", "額を確定する", "Fix the amount";
        Settle = "settle", "精算に進む", "Settle";
        Pay = "pay", "精算払をする", "Pay the rest";
        CancelPart = "cancel-part", "決定の一部を取り消す", "Cancel in part";
        CancelAll = "cancel-all", "決定の全部を取り消す", "Cancel wholly";
        Refix = "refix", "額を改めて確定する", "Fix the amount again";
        OrderReturn = "order-return", "返還を命じる", "Order a return";
        OrderTaxReturn = "order-tax-return", "仕入控除税額の返還を命じる", "Order the return of consumption tax";
        PayBack = "pay-back", "返還金を受け入れる", "Take in a return";
        FinishReturn = "finish-return", "返還を終える", "Finish the return";
        Close = "close", "完了とする", "Close";
        Retain = "retain", "保存に移す", "Keep";
        Dispose = "dispose", "保存を終える", "Dispose of";
    }
}

impl GrantState {
    /// Whether it has ended for good.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Refused | Self::Withdrawn | Self::Disposed)
    }

    /// Whether a decision stands that can be cancelled (法17条, also after the amount was fixed).
    pub const fn is_decided(self) -> bool {
        matches!(
            self,
            Self::Decided
                | Self::Executing
                | Self::Suspended
                | Self::ReportDue
                | Self::ReportSubmitted
                | Self::ReportReturned
                | Self::AmountFixed
                | Self::Settling
                | Self::Closed
                | Self::Retention
        )
    }

    /// The state after a step, or `None` when the step does not exist here.
    pub const fn next(self, step: GrantStep) -> Option<Self> {
        use GrantStep as Step;
        Some(match (self, step) {
            (Self::Draft, Step::Submit) | (Self::Returned, Step::Resubmit) => Self::Submitted,
            (Self::Submitted, Step::Return) => Self::Returned,
            (Self::Submitted, Step::Decide) => Self::Decided,
            (Self::Submitted, Step::Refuse) => Self::Refused,
            (Self::Draft | Self::Submitted | Self::Returned | Self::Decided, Step::Withdraw) => Self::Withdrawn,
            (Self::Decided, Step::Start) => Self::Executing,
            (Self::Executing, Step::ChangeAmount | Step::Advance) => Self::Executing,
            (Self::Executing, Step::Suspend) => Self::Suspended,
            (Self::Suspended, Step::Resume) => Self::Executing,
            (Self::Executing, Step::Complete) => Self::ReportDue,
            (Self::Executing | Self::Suspended, Step::Abolish) => Self::ReportDue,
            (Self::ReportDue | Self::ReportReturned, Step::Report) => Self::ReportSubmitted,
            (Self::ReportSubmitted, Step::ReturnReport | Step::OrderCorrection) => Self::ReportReturned,
            (Self::ReportSubmitted, Step::FixAmount) | (Self::PartCancelled, Step::Refix) => Self::AmountFixed,
            (Self::AmountFixed, Step::Settle) => Self::Settling,
            (Self::Settling, Step::Pay) => Self::Settling,
            (Self::Decided, Step::CancelPart) => Self::Decided,
            (Self::Executing, Step::CancelPart) => Self::Executing,
            (Self::Suspended, Step::CancelPart) => Self::Suspended,
            (Self::ReportDue, Step::CancelPart) => Self::ReportDue,
            (Self::ReportSubmitted, Step::CancelPart) => Self::ReportSubmitted,
            (Self::ReportReturned, Step::CancelPart) => Self::ReportReturned,
            (Self::AmountFixed | Self::Settling | Self::Closed | Self::Retention, Step::CancelPart) => {
                Self::PartCancelled
            }
            (state, Step::CancelAll) if state.is_decided() => Self::Cancelled,
            (Self::Cancelled | Self::PartCancelled | Self::Settling | Self::ReturnPaid, Step::OrderReturn) => {
                Self::ReturnOrdered
            }
            (
                Self::AmountFixed | Self::Settling | Self::ReturnPaid | Self::Closed | Self::Retention,
                Step::OrderTaxReturn,
            ) => Self::ReturnOrdered,
            (Self::ReturnOrdered, Step::PayBack) => Self::ReturnOrdered,
            (Self::ReturnOrdered, Step::FinishReturn) => Self::ReturnPaid,
            (Self::AmountFixed | Self::Settling | Self::Cancelled | Self::ReturnPaid, Step::Close) => Self::Closed,
            (Self::Closed, Step::Retain) => Self::Retention,
            (Self::Retention, Step::Dispose) => Self::Disposed,
            _ => return None,
        })
    }
}

impl GrantStep {
    /// What somebody must be permitted for it, asked about the lead society; none where only the clock takes it.
    pub const fn action(self) -> Option<Action> {
        Some(match self {
            Self::Submit | Self::Resubmit | Self::Withdraw | Self::Complete | Self::Report => Action::SubmitGrant,
            Self::Start => Action::EditGrant,
            Self::Return
            | Self::Suspend
            | Self::Resume
            | Self::Abolish
            | Self::ReturnReport
            | Self::OrderCorrection
            | Self::Advance
            | Self::Settle
            | Self::Pay
            | Self::PayBack
            | Self::FinishReturn
            | Self::Close => Action::CheckGrant,
            Self::Decide
            | Self::Refuse
            | Self::ChangeAmount
            | Self::FixAmount
            | Self::Refix
            | Self::CancelPart
            | Self::CancelAll
            | Self::OrderReturn
            | Self::OrderTaxReturn => Action::DecideGrant,
            Self::Retain | Self::Dispose => return None,
        })
    }

    /// The article of the subsidy law behind it, for notices.
    pub const fn article(self) -> Option<u8> {
        Some(match self {
            Self::Submit | Self::Resubmit => 5,
            Self::Decide | Self::Refuse => 6,
            Self::ChangeAmount | Self::Suspend | Self::Resume | Self::Abolish => 7,
            Self::Withdraw => 9,
            Self::Report => 14,
            Self::FixAmount | Self::Refix => 15,
            Self::OrderCorrection => 16,
            Self::CancelPart | Self::CancelAll => 17,
            Self::OrderReturn => 18,
            _ => return None,
        })
    }

    /// Whether reasons must be given (法21条の2 for cancellations and orders; sending back by custom).
    pub const fn needs_reason(self) -> bool {
        matches!(
            self,
            Self::Return
                | Self::Refuse
                | Self::ReturnReport
                | Self::OrderCorrection
                | Self::CancelPart
                | Self::CancelAll
                | Self::OrderReturn
                | Self::OrderTaxReturn
                | Self::Withdraw
                | Self::ChangeAmount
                | Self::Refix
        )
    }
}
