//! A share of a whole, kept as a fraction so that two thirds stay two thirds.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A rate from 0 to 1 in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "(u32, u32)", into = "(u32, u32)")]
pub struct Rate {
    numerator: u32,
    denominator: u32,
}

impl Rate {
    /// Nothing.
    pub const ZERO: Self = Self {
        numerator: 0,
        denominator: 1,
    };

    /// The share `numerator / denominator`, if it lies between 0 and 1.
    pub const fn new(numerator: u32, denominator: u32) -> Option<Self> {
        if denominator == 0 || numerator > denominator {
            return None;
        }
        let divisor = greatest_common_divisor(numerator, denominator);
        Some(Self {
            numerator: numerator / divisor,
            denominator: denominator / divisor,
        })
    }

    /// The upper number in lowest terms.
    pub const fn numerator(self) -> u32 {
        self.numerator
    }

    /// The lower number in lowest terms.
    pub const fn denominator(self) -> u32 {
        self.denominator
    }

    /// This share of an amount, rounded down.
    pub fn of(self, amount: u64) -> u64 {
        let share = u128::from(amount) * u128::from(self.numerator) / u128::from(self.denominator);
        // A share of at most 1 cannot be larger than the amount.
        u64::try_from(share).unwrap_or(amount)
    }

    /// Thousandths, rounded half up, for a percentage with one decimal.
    fn per_mille(self) -> u32 {
        let (numerator, denominator) = (u64::from(self.numerator), u64::from(self.denominator));
        let rounded = (numerator * 2000 + denominator) / (denominator * 2);
        u32::try_from(rounded).unwrap_or(1000)
    }

    /// The percentage with at most one decimal, rounded: `66.7％`.
    pub fn percent(self) -> String {
        let per_mille = self.per_mille();
        match per_mille % 10 {
            0 => format!("{}％", per_mille / 10),
            tenths => format!("{}.{tenths}％", per_mille / 10),
        }
    }
}

const fn greatest_common_divisor(mut a: u32, mut b: u32) -> u32 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// `2/3（66.7％）`, or just the percentage where it is exact and the fraction would say nothing: `66.7％`.
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_plain_fraction = (2..=10).contains(&self.denominator);
        let is_exact_percent = 1000 % self.denominator == 0;
        match (is_plain_fraction, is_exact_percent) {
            (false, true) => f.write_str(&self.percent()),
            _ => write!(f, "{}/{}（{}）", self.numerator, self.denominator, self.percent()),
        }
    }
}

impl TryFrom<(u32, u32)> for Rate {
    type Error = &'static str;

    fn try_from((numerator, denominator): (u32, u32)) -> Result<Self, Self::Error> {
        Self::new(numerator, denominator).ok_or("rate out of range")
    }
}

impl From<Rate> for (u32, u32) {
    fn from(rate: Rate) -> Self {
        (rate.numerator, rate.denominator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(numerator: u32, denominator: u32) -> String {
        Rate::new(numerator, denominator).unwrap().to_string()
    }

    #[test]
    fn 率の表示() {
        assert_eq!(shown(2, 3), "2/3（66.7％）");
        assert_eq!(shown(667, 1000), "66.7％");
        assert_eq!(shown(50, 100), "1/2（50％）");
        assert_eq!(shown(1, 1), "100％");
        assert_eq!(shown(0, 7), "0％");
        assert_eq!(shown(6667, 10000), "6667/10000（66.7％）");
    }

    #[test]
    fn 率の範囲と端数() {
        assert_eq!(Rate::new(3, 2), None);
        assert_eq!(Rate::new(0, 0), None);
        assert_eq!(Rate::new(2, 3).unwrap().of(100), 66);
        assert_eq!(Rate::new(1, 1).unwrap().of(u64::MAX), u64::MAX);
        assert_eq!(serde_json::to_string(&Rate::new(4, 6)).unwrap(), "[2,3]");
    }
}
