//! The life of a participation. Pure: who may take a step is [`crate::permit`]'s business, and whether a place is free
//! the store's, which counts under a lock.

use serde::{Deserialize, Serialize};

use crate::lang::Lang;
use crate::permit::Action;

/// Where a society's participation in a program is (domain §8.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParticipationState {
    /// 申込済み: the organiser has to answer.
    Requested,
    /// 保留: on the waiting list.
    Waitlisted,
    /// 参加承認: the organiser agrees; the society's decision is awaited.
    Offered,
    /// 機関決定済: the society has recorded its consent; the organiser has to confirm.
    Consented,
    /// 参加確定.
    Confirmed,
    /// 見送り: the organiser said no.
    Declined,
    /// 取下げ: the society took its request back before the confirmation.
    Withdrawn,
    /// 離脱: the society left after the confirmation.
    Left,
    /// 除名: the organiser ended the participation.
    Removed,
}

/// What can happen to a participation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParticipationStep {
    /// 参加を申し込む, also again after a participation that came to nothing.
    Request,
    /// 保留にする: put on the waiting list.
    Waitlist,
    /// 参加を承認する.
    Offer,
    /// 見送る.
    Decline,
    /// The organiser takes an answer back that it has just given.
    Reconsider,
    /// 機関決定を記録する: the society's consent.
    Consent,
    /// 参加を確定する.
    Confirm,
    /// 申込みを取り下げる.
    Withdraw,
    /// 離脱する.
    Leave,
    /// 除名する.
    Remove,
}

/// Whose move a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The society that joins.
    Society,
    /// The society that leads the program.
    Organiser,
}

impl Side {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Society => Self::Organiser,
            Self::Organiser => Self::Society,
        }
    }
}

impl ParticipationState {
    /// Every state.
    pub const ALL: &'static [Self] = &[
        Self::Requested,
        Self::Waitlisted,
        Self::Offered,
        Self::Consented,
        Self::Confirmed,
        Self::Declined,
        Self::Withdrawn,
        Self::Left,
        Self::Removed,
    ];

    /// Code in storage and URLs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Waitlisted => "waitlisted",
            Self::Offered => "offered",
            Self::Consented => "consented",
            Self::Confirmed => "confirmed",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Left => "left",
            Self::Removed => "removed",
        }
    }

    /// The state of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.code() == code)
    }

    /// The name to show.
    pub const fn name(self, lang: Lang) -> &'static str {
        match (lang, self) {
            (Lang::Ja, Self::Requested) => "申込済み（主催者確認中）",
            (Lang::Ja, Self::Waitlisted) => "キャンセル待ち",
            (Lang::Ja, Self::Offered) => "参加承認（機関決定待ち）",
            (Lang::Ja, Self::Consented) => "機関決定済み（確定待ち）",
            (Lang::Ja, Self::Confirmed) => "参加確定",
            (Lang::Ja, Self::Declined) => "見送り",
            (Lang::Ja, Self::Withdrawn) => "取下げ",
            (Lang::Ja, Self::Left) => "離脱",
            (Lang::Ja, Self::Removed) => "除名",
            (Lang::En, Self::Requested) => "Requested, with the organiser",
            (Lang::En, Self::Waitlisted) => "On the waiting list",
            (Lang::En, Self::Offered) => "Approved, waiting for your decision body",
            (Lang::En, Self::Consented) => "Decided, waiting for confirmation",
            (Lang::En, Self::Confirmed) => "Confirmed",
            (Lang::En, Self::Declined) => "Declined",
            (Lang::En, Self::Withdrawn) => "Withdrawn",
            (Lang::En, Self::Left) => "Left",
            (Lang::En, Self::Removed) => "Removed",
        }
    }

    /// Whether something can still come of it, or has.
    pub const fn is_alive(self) -> bool {
        matches!(
            self,
            Self::Requested | Self::Waitlisted | Self::Offered | Self::Consented | Self::Confirmed
        )
    }

    /// Who has to act next, if somebody has. A waiting list waits for a place, not for a person.
    pub const fn awaits(self) -> Option<Side> {
        match self {
            Self::Requested | Self::Consented => Some(Side::Organiser),
            Self::Offered => Some(Side::Society),
            _ => None,
        }
    }

    /// The state after a step, or `None` when the step does not exist here.
    pub const fn next(self, step: ParticipationStep) -> Option<Self> {
        use ParticipationState as At;
        use ParticipationStep as Step;
        Some(match (self, step) {
            (At::Declined | At::Withdrawn | At::Left, Step::Request) => At::Requested,
            (At::Requested, Step::Waitlist) => At::Waitlisted,
            (At::Requested | At::Waitlisted, Step::Offer) => At::Offered,
            (At::Requested | At::Waitlisted | At::Offered | At::Consented, Step::Decline) => At::Declined,
            (At::Waitlisted | At::Offered | At::Declined, Step::Reconsider) => At::Requested,
            (At::Offered, Step::Consent) => At::Consented,
            (At::Consented, Step::Confirm) => At::Confirmed,
            (At::Requested | At::Waitlisted | At::Offered | At::Consented, Step::Withdraw) => At::Withdrawn,
            (At::Confirmed, Step::Leave) => At::Left,
            (At::Confirmed, Step::Remove) => At::Removed,
            _ => return None,
        })
    }
}

impl ParticipationStep {
    /// Every step.
    pub const ALL: &'static [Self] = &[
        Self::Request,
        Self::Waitlist,
        Self::Offer,
        Self::Decline,
        Self::Reconsider,
        Self::Consent,
        Self::Confirm,
        Self::Withdraw,
        Self::Leave,
        Self::Remove,
    ];

    /// The answers an organiser gives to one or to many.
    pub const ANSWERS: &'static [Self] = &[
        Self::Offer,
        Self::Waitlist,
        Self::Decline,
        Self::Confirm,
        Self::Reconsider,
    ];

    /// Code in storage, in forms and in diagrams.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Waitlist => "waitlist",
            Self::Offer => "offer",
            Self::Decline => "decline",
            Self::Reconsider => "reconsider",
            Self::Consent => "consent",
            Self::Confirm => "confirm",
            Self::Withdraw => "withdraw",
            Self::Leave => "leave",
            Self::Remove => "remove",
        }
    }

    /// The step of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|step| step.code() == code)
    }

    /// Whose move it is.
    pub const fn side(self) -> Side {
        match self {
            Self::Request | Self::Consent | Self::Withdraw | Self::Leave => Side::Society,
            Self::Waitlist | Self::Offer | Self::Decline | Self::Reconsider | Self::Confirm | Self::Remove => {
                Side::Organiser
            }
        }
    }

    /// The permission it takes, asked of the organisation on [`Self::side`].
    pub const fn action(self) -> Action {
        match self {
            Self::Request | Self::Withdraw => Action::AskToJoin,
            Self::Consent | Self::Leave => Action::ConsentJoin,
            Self::Waitlist | Self::Offer | Self::Decline | Self::Reconsider | Self::Confirm => Action::AnswerJoin,
            Self::Remove => Action::RemoveParticipant,
        }
    }

    /// Whether it needs a reason that the other side will read.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::Decline | Self::Leave | Self::Remove)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn どの状態にも到達できどの手順も使われる() {
        let mut reached = vec![ParticipationState::Requested];
        let mut used = Vec::new();
        let mut at = 0;
        while let Some(state) = reached.get(at).copied() {
            for step in ParticipationStep::ALL {
                if let Some(next) = state.next(*step) {
                    used.push(*step);
                    if !reached.contains(&next) {
                        reached.push(next);
                    }
                }
            }
            at += 1;
        }
        assert_eq!(reached.len(), ParticipationState::ALL.len());
        assert!(ParticipationStep::ALL.iter().all(|step| used.contains(step)));
    }

    #[test]
    fn 符号から戻せる() {
        for state in ParticipationState::ALL {
            assert_eq!(ParticipationState::from_code(state.code()), Some(*state));
        }
        for step in ParticipationStep::ALL {
            assert_eq!(ParticipationStep::from_code(step.code()), Some(*step));
        }
    }

    #[test]
    fn 同意なしに確定する道はない() {
        for state in ParticipationState::ALL {
            let confirmed = state.next(ParticipationStep::Confirm).is_some();
            assert_eq!(confirmed, *state == ParticipationState::Consented, "{state:?}");
        }
    }

    #[test]
    fn 確定のあとは取り下げでも見送りでもなく離脱か除名() {
        let ways: Vec<_> = ParticipationStep::ALL
            .iter()
            .filter(|step| ParticipationState::Confirmed.next(**step).is_some())
            .collect();
        assert_eq!(ways, [&ParticipationStep::Leave, &ParticipationStep::Remove]);
    }

    #[test]
    fn 待たれる側にはとれる手順がある() {
        for state in ParticipationState::ALL {
            if let Some(side) = state.awaits() {
                let can = |step: &&ParticipationStep| step.side() == side && state.next(**step).is_some();
                assert!(ParticipationStep::ALL.iter().any(|step| can(&step)), "{state:?}");
            }
        }
    }
}
