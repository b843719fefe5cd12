//! What if (ADM-18): another budget, or one grant rate for all (按分). It computes what a page shows and what a new batch begins
//! with; it decides nothing and stores nothing.

use super::Outcome;
use crate::amount::{Allocated, allocate};
use crate::review::{Candidate, Ranked, Ranking};
use crate::value::{ApplicationId, Yen};

/// Decimals of a grant rate.
const RATE_DECIMALS: u32 = 4;

/// Shares what a budget has left among the candidates that are still open, scored and not failed, at one rate. Others keep
/// their amounts. `None` when the amounts do not fit.
pub fn share_out(
    candidates: &[Candidate],
    is_open: impl Fn(ApplicationId) -> bool,
    budget: Yen,
    cut_to: Yen,
) -> Option<(Vec<Candidate>, Allocated)> {
    let decided = candidates.iter().filter(|it| !is_open(it.id)).map(|it| it.amount);
    let left = budget.checked_sub(Yen::checked_sum(decided)?)?.max(Yen::ZERO);
    let shares = |it: &Candidate| is_open(it.id) && !it.failed && it.score.is_some();
    let claims: Vec<Yen> = candidates.iter().filter(|it| shares(it)).map(|it| it.amount).collect();
    let allocated = allocate(left, &claims, RATE_DECIMALS, cut_to)?;
    let mut grants = allocated.grants.iter();
    let shared = candidates.iter().map(|it| {
        let amount = if shares(it) { grants.next().copied() } else { None };
        Candidate {
            amount: amount.unwrap_or(it.amount),
            ..*it
        }
    });
    Some((shared.collect(), allocated))
}

/// With what a new batch begins: adopted above the line, refused below it. Between equals that the line cuts nothing is
/// suggested, because people must decide.
pub fn suggest(ranking: &Ranking, ranked: &Ranked) -> Option<Outcome> {
    // Those within stand before all others, so that the line cuts at most one group of equals: that of the first beyond it.
    let beyond = ranking.ranked.partition_point(|other| other.is_within);
    let is_cut = ranking.cuts_tie
        && ranking
            .ranked
            .get(beyond)
            .is_some_and(|first| first.rank == ranked.rank);
    match () {
        () if ranked.candidate.failed || ranked.candidate.score.is_none() => Some(Outcome::Reject),
        () if is_cut => None,
        () if ranked.is_within && ranked.candidate.amount > Yen::ZERO => Some(Outcome::Adopt),
        () => Some(Outcome::Reject),
    }
}
