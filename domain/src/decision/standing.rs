//! How an application stood when it was decided about: kept with the decision, so that it can be explained years later.

use serde::{Deserialize, Serialize};

use crate::review::{Recommendation, Score};
use crate::value::Yen;

/// The figures of the ranking at that moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// From 1; equals share one.
    pub rank: u32,
    /// How many were ranked.
    pub of: u32,
    /// Whether another one had the same rank.
    pub is_tied: bool,
    /// Weighted score; none without a review.
    pub score: Option<Score>,
    /// Whether it failed a criterion with a floor.
    pub failed: bool,
    /// Whether marks lay far apart.
    pub is_spread: bool,
    /// How many reviewers recommended what.
    pub recommendations: Vec<(Recommendation, u32)>,
    /// 補助所要額 as submitted.
    pub asked: Yen,
    /// Asked amounts up to here, its own included.
    pub cumulative: Yen,
    /// Whether the budget reached to its end.
    pub is_within: bool,
}
