//! How many small insurers, or members of such, are missing for a share (V2): the smallest k with (s+k)/(n+k) ≥ r.

use serde::{Deserialize, Serialize};

use crate::value::Rate;

/// What is missing for a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shortfall {
    /// Nothing.
    None,
    /// So many more small insurers, all others staying.
    Insurers(u64),
    /// Small insurers with so many more members together.
    Members(u64),
    /// No addition helps: everybody must be small and somebody is not.
    Hopeless,
}

/// The smallest k ≥ 0 with (part + k) / (whole + k) ≥ share; none when there is no such k. An empty whole meets nothing but
/// a share of zero.
pub fn shortfall(part: u64, whole: u64, share: Rate) -> Option<u64> {
    let (p, q) = (i128::from(share.numerator()), i128::from(share.denominator()));
    let missing = p * i128::from(whole) - q * i128::from(part);
    if whole == 0 && p > 0 {
        return Some(1);
    }
    if missing <= 0 {
        return Some(0);
    }
    let step = q - p;
    if step == 0 {
        return None;
    }
    u64::try_from((missing + step - 1) / step).ok()
}
