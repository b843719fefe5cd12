//! What a grant waits for, and who has to act: the columns of the queue (ux 8) and the first line of the society's page.

use super::GrantState;
use crate::code::code_list;

code_list! {
    /// What comes next.
    pub enum Next {
        Apply = "apply", "交付申請を提出する", "Apply for the grant";
        Decide = "decide", "交付を決定する", "Decide the grant";
        Start = "start", "条件を確認して事業を始める", "Read the conditions and start";
        Run = "run", "事業を進め、終わったら完了を届け出る", "Run the program, then tell its completion";
        Status = "status", "状況を報告する", "Submit the status report";
        Resume = "resume", "再開または廃止を決める", "Resume or abolish";
        Report = "report", "実績を報告する", "Report the results";
        Fix = "fix", "実績を確認して額を確定する", "Check the report and fix the amount";
        Settle = "settle", "精算する", "Settle";
        Order = "order", "返還を命じる", "Order the return";
        Return = "return", "返還金を納付する", "Pay the return";
        Close = "close", "完了とする", "Close";
        Keep = "keep", "保存に移す", "Move to keeping";
        Dispose = "dispose", "保存期間の満了を待つ", "Wait for the end of keeping";
    }
}

impl GrantState {
    /// What comes next; nothing after an end.
    pub const fn awaits(self) -> Option<Next> {
        Some(match self {
            Self::Draft | Self::Returned => Next::Apply,
            Self::Submitted => Next::Decide,
            Self::Decided => Next::Start,
            Self::Executing => Next::Run,
            Self::Suspended => Next::Resume,
            Self::ReportDue | Self::ReportReturned => Next::Report,
            Self::ReportSubmitted | Self::PartCancelled => Next::Fix,
            Self::Settling => Next::Settle,
            Self::Cancelled => Next::Order,
            Self::ReturnOrdered => Next::Return,
            Self::AmountFixed | Self::ReturnPaid => Next::Close,
            Self::Closed => Next::Keep,
            Self::Retention => Next::Dispose,
            Self::Refused | Self::Withdrawn | Self::Disposed => return None,
        })
    }
}

impl Next {
    /// Whether the society has to act, not the office.
    pub const fn is_of_society(self) -> bool {
        matches!(
            self,
            Self::Apply | Self::Start | Self::Run | Self::Status | Self::Report | Self::Return
        )
    }
}
