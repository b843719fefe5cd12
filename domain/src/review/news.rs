//! What is told of a review: to the reviewer, or to the office.

use serde::{Deserialize, Serialize};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReviewNews {
    /// The reviewer gets an application to review.
    Assigned,
    /// The office asks the reviewer to look again.
    Reopened,
    /// The reviewer has declared a conflict; the office finds somebody else.
    Conflict,
    /// The reviewer abstains; the office finds somebody else.
    Abstained,
}

impl ReviewNews {
    /// Whether the office is told, not the reviewer.
    pub const fn is_for_office(self) -> bool {
        matches!(self, Self::Conflict | Self::Abstained)
    }
}
