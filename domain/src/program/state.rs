//! The life of a listing (state machine of program listings). Pure: who may take a step is [`crate::permit`]'s
//! business, and whether the content is complete is [`super::ProgramForm::check`]'s.

use serde::{Deserialize, Serialize};

/// Where a listing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListingState {
    /// 下書き.
    Draft,
    /// 事務局確認中.
    Checking,
    /// 差戻し.
    Returned,
    /// 公開中.
    Published,
    /// 公開停止.
    Suspended,
    /// 終了.
    Closed,
    /// 保存.
    Archived,
    /// 削除した下書き; kept as a row so that its number is never given again.
    DeletedDraft,
}

/// What can happen to a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListingStep {
    /// 公開を申請する.
    SubmitForCheck,
    /// 差し戻す.
    Return,
    /// 公開を予約する: found sound, and published by itself at the chosen moment.
    Schedule,
    /// 申請を取り下げる, before the decision: a draft again.
    Withdraw,
    /// 変更の申請を取り下げる: what is published stays as it is, the working copy keeps what was typed.
    WithdrawChange,
    /// 公開する: by the secretariat after its check, or by the organiser where the operator asks for no check.
    Publish,
    /// A change of small things: published again at once.
    EditMinor,
    /// A change of purpose, area, period or conditions: checked again while the old content stays visible.
    EditMajor,
    /// 公開を停止する.
    Suspend,
    /// 公開を再開する.
    Resume,
    /// 終了する.
    End,
    /// 成果を報告する: the ended program stays as a 参考事例.
    Report,
    /// 保存へ移す.
    Archive,
    /// 下書きを削除する.
    DeleteDraft,
}

impl ListingState {
    /// Every state.
    pub const ALL: &'static [Self] = &[
        Self::Draft,
        Self::Checking,
        Self::Returned,
        Self::Published,
        Self::Suspended,
        Self::Closed,
        Self::Archived,
        Self::DeletedDraft,
    ];

    /// Code in storage.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Checking => "checking",
            Self::Returned => "returned",
            Self::Published => "published",
            Self::Suspended => "suspended",
            Self::Closed => "closed",
            Self::Archived => "archived",
            Self::DeletedDraft => "deleted-draft",
        }
    }

    /// From storage.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.code() == code)
    }

    /// Whether the published content, if there is any, can be seen in this state.
    pub fn shows_content(self) -> bool {
        matches!(self, Self::Checking | Self::Returned | Self::Published | Self::Closed)
    }

    /// Whether the organiser may edit the working copy.
    pub fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Returned | Self::Published)
    }

    /// The state after a step, or `None` when the step does not exist here.
    pub fn next(self, step: ListingStep) -> Option<Self> {
        use ListingState::{Archived, Checking, Closed, DeletedDraft, Draft, Published, Returned, Suspended};
        use ListingStep as Step;
        Some(match (self, step) {
            (Draft | Returned, Step::SubmitForCheck) => Checking,
            (Checking, Step::Return) => Returned,
            (Draft | Returned | Checking, Step::Publish) => Published,
            (Published, Step::EditMinor) => Published,
            (Published, Step::EditMajor) => Checking,
            (Draft | Returned | Checking | Published, Step::Schedule) => Checking,
            (Checking, Step::Withdraw) => Draft,
            (Checking | Returned, Step::WithdrawChange) => Published,
            (Published, Step::Suspend) => Suspended,
            (Suspended, Step::Resume) => Published,
            (Published, Step::End) => Closed,
            (Closed, Step::Report) => Closed,
            (Closed, Step::Archive) => Archived,
            (Draft, Step::DeleteDraft) => DeletedDraft,
            _ => return None,
        })
    }
}

impl ListingStep {
    /// Every step.
    pub const ALL: &'static [Self] = &[
        Self::SubmitForCheck,
        Self::Return,
        Self::Schedule,
        Self::Withdraw,
        Self::WithdrawChange,
        Self::Publish,
        Self::EditMinor,
        Self::EditMajor,
        Self::Suspend,
        Self::Resume,
        Self::End,
        Self::Report,
        Self::Archive,
        Self::DeleteDraft,
    ];

    /// Whether the step makes sense for a program that has, or has not, been published once: a request for a first
    /// publication is withdrawn to a draft, one for a change to what is published.
    pub fn fits(self, published: bool) -> bool {
        match self {
            Self::Withdraw | Self::DeleteDraft => !published,
            Self::WithdrawChange | Self::EditMinor | Self::EditMajor => published,
            _ => true,
        }
    }

    /// The step of an event.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|step| step.code() == code)
    }

    /// Code in storage and in events.
    pub fn code(self) -> &'static str {
        match self {
            Self::SubmitForCheck => "submit-for-check",
            Self::Return => "return",
            Self::Schedule => "schedule",
            Self::Withdraw => "withdraw",
            Self::WithdrawChange => "withdraw-change",
            Self::Publish => "publish",
            Self::EditMinor => "edit-minor",
            Self::EditMajor => "edit-major",
            Self::Suspend => "suspend",
            Self::Resume => "resume",
            Self::End => "end",
            Self::Report => "report",
            Self::Archive => "archive",
            Self::DeleteDraft => "delete-draft",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn どの状態にも到達できどの手順も使われる() {
        let mut reached = vec![ListingState::Draft];
        let mut used = Vec::new();
        let mut at = 0;
        while let Some(state) = reached.get(at).copied() {
            for step in ListingStep::ALL {
                if let Some(next) = state.next(*step) {
                    used.push(*step);
                    if !reached.contains(&next) {
                        reached.push(next);
                    }
                }
            }
            at += 1;
        }
        assert_eq!(reached.len(), ListingState::ALL.len());
        assert!(ListingStep::ALL.iter().all(|step| used.contains(step)));
    }

    #[test]
    fn 符号から戻せる() {
        for state in ListingState::ALL {
            assert_eq!(ListingState::from_code(state.code()), Some(*state));
        }
    }

    #[test]
    fn 公開中の下書き削除や終了後の編集はできない() {
        assert_eq!(ListingState::Published.next(ListingStep::DeleteDraft), None);
        assert_eq!(ListingState::Closed.next(ListingStep::EditMinor), None);
        assert_eq!(ListingState::Archived.next(ListingStep::Publish), None);
        assert_eq!(ListingState::Suspended.next(ListingStep::EditMinor), None);
    }
}
