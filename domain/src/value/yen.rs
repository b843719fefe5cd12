//! Amounts of money in whole yen. Arithmetic never wraps: it answers `None` when a result does not fit. Rounding rules
//! belong to those who divide.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::grouped;

/// An amount in whole yen; may be negative, as in a correction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Yen(i64);

/// The names of the powers of 10,000, smallest first.
const MYRIADS: [&str; 5] = ["", "万", "億", "兆", "京"];

impl Yen {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// An amount in yen.
    pub const fn new(amount: i64) -> Self {
        Self(amount)
    }

    /// The amount in yen.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// The sum, if it fits.
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }

    /// The difference, if it fits.
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(difference) => Some(Self(difference)),
            None => None,
        }
    }

    /// The amount times a count, if it fits.
    pub const fn checked_mul(self, count: i64) -> Option<Self> {
        match self.0.checked_mul(count) {
            Some(product) => Some(Self(product)),
            None => None,
        }
    }

    /// The sum of many amounts, if it fits.
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// Whether the amount is below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The amount as read aloud, by 万 and 億: `123万4,000円` (`J-04`).
    pub fn reading(self) -> String {
        let mut rest = self.0.unsigned_abs();
        let mut groups = Vec::new();
        for name in MYRIADS {
            let group = rest % 10_000;
            if group > 0 {
                groups.push(format!("{}{name}", grouped(group)));
            }
            rest /= 10_000;
        }
        if groups.is_empty() {
            return "0円".to_owned();
        }
        groups.reverse();
        let sign = if self.is_negative() { "マイナス" } else { "" };
        format!("{sign}{}円", groups.concat())
    }
}

impl fmt::Display for Yen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad_integral(!self.is_negative(), "", &grouped(self.0.unsigned_abs()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 金額の表示と読み() {
        assert_eq!(Yen::new(1_234_000).to_string(), "1,234,000");
        assert_eq!(Yen::new(1_234_000).reading(), "123万4,000円");
        assert_eq!(Yen::new(-1_000).to_string(), "-1,000");
        assert_eq!(Yen::new(-1_000).reading(), "マイナス1,000円");
        assert_eq!(Yen::ZERO.reading(), "0円");
        assert_eq!(Yen::new(10_000).reading(), "1万円");
        assert_eq!(Yen::new(9_999).reading(), "9,999円");
        assert_eq!(Yen::new(100_000_001).reading(), "1億1円");
        assert_eq!(Yen::new(30_000_000_000_000).reading(), "30兆円");
        assert_eq!(Yen::new(i64::MIN).to_string(), "-9,223,372,036,854,775,808");
        assert_eq!(Yen::new(i64::MIN).reading(), "マイナス922京3,372兆368億5,477万5,808円");
    }

    #[test]
    fn あふれる計算は値を返さない() {
        let most = Yen::new(i64::MAX);
        assert_eq!(most.checked_add(Yen::new(1)), None);
        assert_eq!(most.checked_mul(2), None);
        assert_eq!(Yen::new(i64::MIN).checked_sub(Yen::new(1)), None);
        assert_eq!(Yen::checked_sum([Yen::new(1), Yen::new(2)]), Some(Yen::new(3)));
        assert_eq!(Yen::checked_sum([most, Yen::new(1)]), None);
        assert_eq!(Yen::checked_sum([]), Some(Yen::ZERO));
    }
}
