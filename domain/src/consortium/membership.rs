//! A society's place in a consortium: invited by the lead, agreed to by the society's own approver, asked again when what
//! it agreed to has changed.

use serde::{Deserialize, Serialize};

use crate::code::code_list;
use crate::permit::Action;

code_list! {
    /// Where a society's place is.
    pub enum MembershipState {
        Invited = "invited", "同意待ち", "Waiting for consent";
        Agreed = "agreed", "同意済み", "Agreed";
        AskedAgain = "asked-again", "再同意待ち", "Waiting for renewed consent";
        Declined = "declined", "辞退", "Declined";
        Left = "left", "離脱", "Left";
        Removed = "removed", "除外", "Removed";
        Asking = "asking", "参加希望", "Asks to join";
        Refused = "refused", "見送り", "Not taken in";
    }
}

/// What can happen to a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MembershipStep {
    /// 同意する.
    Agree,
    /// 辞退する.
    Decline,
    /// The terms have changed in a way that asks again.
    AskAgain,
    /// 離脱する.
    Leave,
    /// 除外する.
    Remove,
    /// 改めて招待する.
    InviteAgain,
    /// 参加を希望する: a society that saw the consortium asks by itself.
    Ask,
    /// 希望を受けて招待する.
    Welcome,
    /// 希望を見送る.
    Refuse,
}

impl MembershipState {
    /// Whether the society counts as belonging, consent or not.
    pub const fn is_present(self) -> bool {
        matches!(self, Self::Invited | Self::Agreed | Self::AskedAgain)
    }

    /// Whether the society sees the consortium from inside: it belongs to it, or has asked to.
    pub const fn is_involved(self) -> bool {
        self.is_present() || matches!(self, Self::Asking)
    }

    /// The state after a step, or `None` when the step does not exist here.
    pub const fn next(self, step: MembershipStep) -> Option<Self> {
        use MembershipStep as Step;
        Some(match (self, step) {
            (Self::Invited | Self::AskedAgain, Step::Agree) => Self::Agreed,
            (Self::Invited | Self::AskedAgain | Self::Asking, Step::Decline) => Self::Declined,
            (Self::Agreed, Step::AskAgain) => Self::AskedAgain,
            (Self::Agreed, Step::Leave) => Self::Left,
            (Self::Invited | Self::Agreed | Self::AskedAgain, Step::Remove) => Self::Removed,
            (Self::Declined | Self::Left | Self::Removed | Self::Refused, Step::InviteAgain) => Self::Invited,
            (Self::Declined | Self::Left, Step::Ask) => Self::Asking,
            (Self::Asking, Step::Welcome) => Self::Invited,
            (Self::Asking, Step::Refuse) => Self::Refused,
            _ => return None,
        })
    }
}

impl MembershipStep {
    /// Every step.
    pub const ALL: &'static [Self] = &[
        Self::Agree,
        Self::Decline,
        Self::AskAgain,
        Self::Leave,
        Self::Remove,
        Self::InviteAgain,
        Self::Ask,
        Self::Welcome,
        Self::Refuse,
    ];

    /// Code in storage and in events.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Decline => "decline",
            Self::AskAgain => "ask-again",
            Self::Leave => "leave",
            Self::Remove => "remove",
            Self::InviteAgain => "invite-again",
            Self::Ask => "ask",
            Self::Welcome => "welcome",
            Self::Refuse => "refuse",
        }
    }

    /// What somebody must be permitted for it: the society's own consent is asked about the society, what the lead does about
    /// the lead; none where a change of the terms brings it about.
    pub const fn action(self) -> Option<Action> {
        match self {
            Self::Agree | Self::Decline | Self::Leave => Some(Action::ConsentConsortium),
            Self::Remove | Self::InviteAgain | Self::Welcome | Self::Refuse => Some(Action::ManageConsortium),
            Self::Ask => Some(Action::AskToJoin),
            Self::AskAgain => None,
        }
    }

    /// The step of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|step| step.code() == code)
    }

    /// Whether the other side is owed a reason.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::Decline | Self::Leave | Self::Remove | Self::Refuse)
    }

    /// Whether the society itself takes it, and not the lead.
    pub const fn is_own(self) -> bool {
        matches!(self, Self::Agree | Self::Decline | Self::Leave | Self::Ask)
    }
}
