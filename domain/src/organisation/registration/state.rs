//! The life of a registration. Pure: who may take a step is [`crate::permit`]'s business, and when time is up the clock's.

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// Where a registration is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RegistrationState {
    /// メール確認待ち: the address has not been proven.
    Started,
    /// 事務局確認中: the secretariat has to decide.
    Confirmed,
    /// 承認.
    Approved,
    /// 見送り.
    Declined,
    /// 期限切れ: the link in the mail was not used in time.
    Expired,
}

/// What can happen to a registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RegistrationStep {
    /// メールアドレスを確認する.
    Confirm,
    /// 承認する.
    Approve,
    /// 見送る.
    Decline,
    /// The time for the proof is over.
    Expire,
}

impl RegistrationState {
    /// Every state.
    pub const ALL: &'static [Self] = &[
        Self::Started,
        Self::Confirmed,
        Self::Approved,
        Self::Declined,
        Self::Expired,
    ];

    /// Code in storage.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Confirmed => "confirmed",
            Self::Approved => "approved",
            Self::Declined => "declined",
            Self::Expired => "expired",
        }
    }

    /// The state of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.code() == code)
    }

    /// The name to show.
    pub const fn name(self, lang: Lang) -> &'static str {
        match (lang, self) {
            (Lang::Ja, Self::Started) => "メール確認待ち",
            (Lang::Ja, Self::Confirmed) => "事務局確認中",
            (Lang::Ja, Self::Approved) => "承認",
            (Lang::Ja, Self::Declined) => "見送り",
            (Lang::Ja, Self::Expired) => "期限切れ",
            (Lang::En, Self::Started) => "Waiting for the address",
            (Lang::En, Self::Confirmed) => "Waiting for a decision",
            (Lang::En, Self::Approved) => "Approved",
            (Lang::En, Self::Declined) => "Declined",
            (Lang::En, Self::Expired) => "Expired",
        }
    }

    /// The state after a step, or `None` when the step does not exist here.
    pub const fn next(self, step: RegistrationStep) -> Option<Self> {
        use RegistrationStep as Step;
        Some(match (self, step) {
            (Self::Started, Step::Confirm) => Self::Confirmed,
            (Self::Started, Step::Expire) => Self::Expired,
            (Self::Confirmed, Step::Approve) => Self::Approved,
            (Self::Confirmed, Step::Decline) => Self::Declined,
            _ => return None,
        })
    }
}

impl RegistrationStep {
    /// Every step.
    pub const ALL: &'static [Self] = &[Self::Confirm, Self::Approve, Self::Decline, Self::Expire];

    /// Code in storage and diagrams.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Approve => "approve",
            Self::Decline => "decline",
            Self::Expire => "expire",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn どの状態にも到達できどの手順も使われる() {
        let mut reached = vec![RegistrationState::Started];
        let mut used = Vec::new();
        let mut at = 0;
        while let Some(state) = reached.get(at).copied() {
            for step in RegistrationStep::ALL {
                if let Some(next) = state.next(*step) {
                    used.push(*step);
                    if !reached.contains(&next) {
                        reached.push(next);
                    }
                }
            }
            at += 1;
        }
        assert_eq!(reached.len(), RegistrationState::ALL.len());
        assert!(RegistrationStep::ALL.iter().all(|step| used.contains(step)));
    }

    #[test]
    fn 符号から戻せる() {
        for state in RegistrationState::ALL {
            assert_eq!(RegistrationState::from_code(state.code()), Some(*state));
        }
    }

    #[test]
    fn 確認していない申請は決められず決めた申請は変わらない() {
        assert_eq!(RegistrationState::Started.next(RegistrationStep::Approve), None);
        for state in [
            RegistrationState::Approved,
            RegistrationState::Declined,
            RegistrationState::Expired,
        ] {
            assert!(RegistrationStep::ALL.iter().all(|step| state.next(*step).is_none()));
        }
    }
}
