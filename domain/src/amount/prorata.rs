//! One grant rate for all (交付率, finding 10) when the claims of a call exceed its money.

use serde::{Deserialize, Serialize};

use super::exact::Exact;
use crate::value::{Rate, Yen};

/// Money shared pro rata.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allocated {
    /// 交付率.
    pub rate: Rate,
    /// What each claim gets, in the order of the claims.
    pub grants: Vec<Yen>,
    /// What remains because of cutting.
    pub left: Yen,
}

/// Shares a budget among claims: the rate is cut to so many decimals (at most 9), each grant to whole multiples of
/// `cut_to`. Claims that fit are met in full. `None` when an amount is negative or the sum does not fit.
pub fn allocate(budget: Yen, claims: &[Yen], decimals: u32, cut_to: Yen) -> Option<Allocated> {
    if budget.is_negative() || claims.iter().any(|claim| claim.is_negative()) {
        return None;
    }
    let sum = Yen::checked_sum(claims.iter().copied())?;
    let scale = 10_u32.checked_pow(decimals.min(9))?;
    let rate = if sum <= budget {
        Rate::new(1, 1)?
    } else {
        let parts = i128::from(budget.get()) * i128::from(scale) / i128::from(sum.get());
        Rate::new(u32::try_from(parts).ok()?, scale)?
    };
    let grants: Vec<_> = claims
        .iter()
        .map(|claim| Exact::of(*claim).times(rate).floor_to(cut_to))
        .collect();
    let left = budget.checked_sub(Yen::checked_sum(grants.iter().copied())?)?;
    Some(Allocated { rate, grants, left })
}
