//! The virus scan of a file's content. The state belongs to the content: whoever attaches the same bytes shares it.

use serde::{Deserialize, Serialize};

/// Where the scan of a content is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScanState {
    /// 検査待ち. Also where no scanner is set up, until one is.
    Waiting,
    /// 検査済み.
    Clean,
    /// ウイルス検出: set apart and never handed out again.
    Infected,
    /// 検査できず: the scanner did not answer, or refused it; it is tried again.
    Failed,
}

/// What a try of the scan gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScanResult {
    /// Nothing was found.
    Clean,
    /// A virus was found.
    Infected,
    /// The scan did not come to an end.
    Failed,
}

impl ScanState {
    /// Every state.
    pub const ALL: &'static [Self] = &[Self::Waiting, Self::Clean, Self::Infected, Self::Failed];

    /// Code in storage.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Clean => "clean",
            Self::Infected => "infected",
            Self::Failed => "failed",
        }
    }

    /// From storage.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.code() == code)
    }

    /// The state after a try; `None` when none is made from here. What is known to be infected stays so.
    pub const fn next(self, result: ScanResult) -> Option<Self> {
        match (self, result) {
            (Self::Waiting | Self::Failed, ScanResult::Clean) => Some(Self::Clean),
            (Self::Waiting | Self::Failed, ScanResult::Infected) => Some(Self::Infected),
            (Self::Waiting | Self::Failed, ScanResult::Failed) => Some(Self::Failed),
            (Self::Clean | Self::Infected, _) => None,
        }
    }

    /// Whether the content may be handed out, given whether a scanner is set up. Without one, nothing waits for it.
    pub const fn is_served(self, scanning: bool) -> bool {
        match self {
            Self::Clean => true,
            Self::Waiting | Self::Failed => !scanning,
            Self::Infected => false,
        }
    }
}

impl ScanResult {
    /// Every result.
    pub const ALL: &'static [Self] = &[Self::Clean, Self::Infected, Self::Failed];

    /// Name in diagrams.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Infected => "infected",
            Self::Failed => "failed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 検出されたものは二度と渡さない() {
        for result in ScanResult::ALL {
            assert_eq!(ScanState::Infected.next(*result), None);
        }
        assert!(!ScanState::Infected.is_served(true) && !ScanState::Infected.is_served(false));
    }

    #[test]
    fn 検査するなら終わるまで渡さない() {
        for state in ScanState::ALL {
            assert_eq!(state.is_served(true), *state == ScanState::Clean, "{state:?}");
            assert_eq!(ScanState::from_code(state.code()), Some(*state));
        }
        assert!(ScanState::Waiting.is_served(false));
    }
}
