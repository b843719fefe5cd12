//! The order of applications by score against the money of a call (ADM-18). It shows where the money ends and decides
//! nothing; equal scores share a rank, and a line that would cut through them says so.

use crate::value::{ApplicationId, Yen};

use super::panel::Score;

/// An application with what its rank depends on.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// Which.
    pub id: ApplicationId,
    /// `None` when it has no review; it then stands last.
    pub score: Option<Score>,
    /// Whether it failed a criterion with a floor; it then stands behind all others.
    pub failed: bool,
    /// What it would get.
    pub amount: Yen,
}

/// A candidate in its place.
#[derive(Clone, Copy, Debug)]
pub struct Ranked {
    /// The candidate.
    pub candidate: Candidate,
    /// From 1; equals share one, and the next rank counts them all.
    pub rank: u32,
    /// Whether another one has the same rank.
    pub is_tied: bool,
    /// Its amount and all before it.
    pub cumulative: Yen,
    /// Whether the money reaches to its end. Who failed is never in.
    pub is_within: bool,
}

/// All candidates in order.
#[derive(Clone, Debug, Default)]
pub struct Ranking {
    /// Best first; of equals the lower number first.
    pub ranked: Vec<Ranked>,
    /// Whether the money ends between two of the same rank, so that people must decide.
    pub cuts_tie: bool,
    /// What is left when everybody above the line gets the amount.
    pub left: Yen,
}

impl Ranking {
    /// Ranks candidates against a budget. The line stands at the first one that the money does not reach; nobody behind
    /// it is let in for being cheaper. `None` when amounts are negative or their sum is too large.
    pub fn of(mut candidates: Vec<Candidate>, budget: Yen) -> Option<Self> {
        if candidates.iter().any(|it| it.amount.is_negative()) {
            return None;
        }
        let key = |it: &Candidate| (it.failed, std::cmp::Reverse(it.score));
        candidates.sort_by(|left, right| key(left).cmp(&key(right)).then(left.id.cmp(&right.id)));
        let mut ranking = Self {
            left: budget,
            ..Self::default()
        };
        let (mut sum, mut is_open) = (Yen::ZERO, true);
        // Equals stand side by side now: each group begins where the one before it ends.
        let (mut first, mut end) = (0, 0);
        for (at, candidate) in candidates.iter().enumerate() {
            if at == end {
                let rest = candidates.iter().skip(at);
                (first, end) = (at, at + rest.take_while(|other| key(other) == key(candidate)).count());
            }
            sum = sum.checked_add(candidate.amount)?;
            is_open = is_open && !candidate.failed && candidate.score.is_some() && sum <= budget;
            if is_open {
                ranking.left = budget.checked_sub(sum)?;
            }
            let ranked = Ranked {
                candidate: *candidate,
                rank: u32::try_from(first + 1).unwrap_or(u32::MAX),
                is_tied: end - first > 1,
                cumulative: sum,
                is_within: is_open,
            };
            let before = ranking.ranked.last();
            ranking.cuts_tie |=
                before.is_some_and(|before| before.rank == ranked.rank && before.is_within && !ranked.is_within);
            ranking.ranked.push(ranked);
        }
        Some(ranking)
    }
}
