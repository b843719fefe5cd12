//! Where an invitation stands, and what can happen to it. Who may do it is for [`crate::permit`] to say.

use crate::value::Instant;

/// A state of an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InvitationState {
    /// 回答待ち.
    Waiting,
    /// 承諾済み.
    Accepted,
    /// 辞退.
    Declined,
    /// 期限切れ.
    Expired,
    /// 取消し.
    Withdrawn,
}

/// Something that happens to an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InvitationStep {
    /// The invited person accepts.
    Accept,
    /// The invited person declines.
    Decline,
    /// Its time is over.
    Expire,
    /// The inviting side takes it back.
    Withdraw,
    /// The inviting side sends it again, with a new token and new time.
    Resend,
}

impl InvitationState {
    /// Every state.
    pub const ALL: &'static [Self] = &[
        Self::Waiting,
        Self::Accepted,
        Self::Declined,
        Self::Expired,
        Self::Withdrawn,
    ];

    /// Code in storage.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// From storage.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.code() == code)
    }

    /// The stored state as it counts at a moment: nobody has to be there when the time of an invitation ends.
    #[must_use]
    pub fn at(self, now: Instant, expires_at: Instant) -> Self {
        if now < expires_at {
            self
        } else {
            self.next(InvitationStep::Expire).unwrap_or(self)
        }
    }

    /// The state after a step, or `None` when the step does not exist here.
    pub fn next(self, step: InvitationStep) -> Option<Self> {
        use InvitationState::{Accepted, Declined, Expired, Waiting, Withdrawn};
        use InvitationStep as Step;
        Some(match (self, step) {
            (Waiting, Step::Accept) => Accepted,
            (Waiting, Step::Decline) => Declined,
            (Waiting, Step::Expire) => Expired,
            (Waiting | Expired, Step::Withdraw) => Withdrawn,
            (Waiting | Expired, Step::Resend) => Waiting,
            _ => return None,
        })
    }

    /// Whether the inviting side still has something to do or to wait for.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Expired)
    }
}

impl InvitationStep {
    /// Every step.
    pub const ALL: &'static [Self] = &[Self::Accept, Self::Decline, Self::Expire, Self::Withdraw, Self::Resend];

    /// Code in forms and diagrams.
    pub fn code(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Decline => "decline",
            Self::Expire => "expire",
            Self::Withdraw => "withdraw",
            Self::Resend => "resend",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn どの状態にも到達できどの手順も使われる() {
        let mut reached = vec![InvitationState::Waiting];
        let mut used = Vec::new();
        let mut at = 0;
        while let Some(state) = reached.get(at).copied() {
            for step in InvitationStep::ALL {
                if let Some(next) = state.next(*step) {
                    used.push(*step);
                    if !reached.contains(&next) {
                        reached.push(next);
                    }
                }
            }
            at += 1;
        }
        assert_eq!(reached.len(), InvitationState::ALL.len());
        assert!(InvitationStep::ALL.iter().all(|step| used.contains(step)));
    }

    #[test]
    fn 回答や取消しのあとは何も起きない() {
        for state in [
            InvitationState::Accepted,
            InvitationState::Declined,
            InvitationState::Withdrawn,
        ] {
            assert!(InvitationStep::ALL.iter().all(|step| state.next(*step).is_none()));
            assert!(!state.is_open());
        }
    }

    #[test]
    fn 期限の瞬間から期限切れになる() {
        let (before, end) = (Instant::from_millis(999), Instant::from_millis(1_000));
        assert_eq!(InvitationState::Waiting.at(before, end), InvitationState::Waiting);
        assert_eq!(InvitationState::Waiting.at(end, end), InvitationState::Expired);
        assert_eq!(InvitationState::Accepted.at(end, end), InvitationState::Accepted);
        assert_eq!(InvitationState::Expired.next(InvitationStep::Accept), None);
    }

    #[test]
    fn 符号から戻せる() {
        for state in InvitationState::ALL {
            assert_eq!(InvitationState::from_code(state.code()), Some(*state));
        }
    }
}
