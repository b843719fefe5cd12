//! What the panel sees of the submitted reviews of one application (REVW-05): for each criterion all marks, their mean
//! and whether they lie too far apart, and the score. Drafts, recused and abstaining reviewers are not handed in here.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::call::{Criterion, Mark, ScoreSheet};

use super::paper::{Recommendation, Review};

/// Parts of a score that a review can have at most.
const WHOLE: u64 = 1_000_000;

/// The mean share of the points that could be had, over reviews. It is kept as a sum, so that equal scores are equal;
/// each review's share is cut to millionths.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Score {
    sum: u64,
    reviews: u32,
}

impl Score {
    /// The mean of shares in millionths; `None` without any.
    fn mean(shares: &[u64]) -> Option<Self> {
        let reviews = u32::try_from(shares.len()).ok().filter(|reviews| *reviews > 0)?;
        Some(Self {
            sum: shares.iter().sum(),
            reviews,
        })
    }

    /// Out of a hundred, with one decimal, rounded half up: `81.3`.
    pub fn hundred(self) -> String {
        let whole = u64::from(self.reviews) * WHOLE;
        let tenths = (self.sum * 2_000 + whole) / (whole * 2);
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}

impl PartialEq for Score {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Score {}

impl PartialOrd for Score {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Score {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = u128::from(self.sum) * u128::from(other.reviews);
        left.cmp(&(u128::from(other.sum) * u128::from(self.reviews)))
    }
}

/// One criterion over all reviews.
#[derive(Clone, Debug)]
pub struct CriterionView<'a> {
    /// The criterion.
    pub criterion: &'a Criterion,
    /// In the order of the reviews.
    pub marks: Vec<Mark>,
    /// Sum and number of the marks that were given; a mean has no other rounding than the reader's.
    pub given: (u32, u32),
    /// Whether the panel should talk about it.
    pub is_spread: bool,
    /// How many gave less than the criterion asks for.
    pub failed: u32,
}

impl CriterionView<'_> {
    /// The mean with two decimals, rounded half up; `None` when nobody gave a mark.
    pub fn mean(&self) -> Option<String> {
        let (sum, number) = self.given;
        (number > 0).then(|| {
            let hundredths = (sum * 200 + number) / (number * 2);
            format!("{}.{:02}", hundredths / 100, hundredths % 100)
        })
    }
}

/// All reviews of an application together.
#[derive(Clone, Debug)]
pub struct Panel<'a> {
    /// In the order of the sheet.
    pub criteria: Vec<CriterionView<'a>>,
    /// `None` while there is no review, or none with a mark.
    pub score: Option<Score>,
    /// Whether most of the reviewers failed it in the same criterion.
    pub failed: bool,
    /// How many recommend what, most first; those that nobody recommends are left out.
    pub recommendations: Vec<(Recommendation, u32)>,
}

impl<'a> Panel<'a> {
    /// Puts reviews together. A review that does not fit the sheet counts for nothing.
    pub fn of(sheet: &'a ScoreSheet, reviews: &[Review]) -> Self {
        let fitting: Vec<(&Review, u64)> = reviews
            .iter()
            .filter_map(|review| {
                let scored = sheet.score(&review.marks)?;
                // Nothing but 該当なし says nothing.
                (scored.points * WHOLE)
                    .checked_div(scored.most)
                    .map(|share| (review, share))
            })
            .collect();
        let criteria: Vec<CriterionView<'a>> = sheet
            .criteria
            .iter()
            .enumerate()
            .map(|(at, criterion)| {
                let marks: Vec<Mark> = fitting
                    .iter()
                    .filter_map(|(review, _)| review.marks.get(at).copied())
                    .collect();
                let given = marks.iter().filter_map(|mark| match mark {
                    Mark::Given(mark) => Some(u32::from(*mark)),
                    Mark::NotApplicable => None,
                });
                let below = |mark: &u32| criterion.pass_from.is_some_and(|floor| *mark < u32::from(floor));
                CriterionView {
                    criterion,
                    given: given
                        .clone()
                        .fold((0, 0), |(sum, number), mark| (sum + mark, number + 1)),
                    failed: u32::try_from(given.filter(below).count()).unwrap_or(u32::MAX),
                    is_spread: sheet.is_spread(&marks),
                    marks,
                }
            })
            .collect();
        let shares: Vec<u64> = fitting.iter().map(|(_, share)| *share).collect();
        let mut recommendations: Vec<(Recommendation, u32)> = Recommendation::ALL
            .iter()
            .map(|kind| {
                let number = fitting
                    .iter()
                    .filter(|(review, _)| review.recommendation == *kind)
                    .count();
                (*kind, u32::try_from(number).unwrap_or(u32::MAX))
            })
            .filter(|(_, number)| *number > 0)
            .collect();
        recommendations.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
        Self {
            score: Score::mean(&shares),
            failed: criteria.iter().any(|view| view.failed * 2 > view.given.1),
            criteria,
            recommendations,
        }
    }

    /// Whether there is something the panel should talk about.
    pub fn is_spread(&self) -> bool {
        self.criteria.iter().any(|view| view.is_spread)
    }
}
