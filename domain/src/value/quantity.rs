//! How many of something (数量): a number with at most three decimals, kept exactly. It is never negative.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Yen, grouped};

/// A quantity from 0 to 1,000,000,000 in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u64", into = "u64")]
pub struct Quantity(u64);

const SCALE: u64 = 1_000;

impl Quantity {
    /// Exactly one.
    pub const ONE: Self = Self(SCALE);

    /// The largest quantity.
    pub const MAX: Self = Self(1_000_000_000 * SCALE);

    /// A whole number.
    pub const fn new(whole: u32) -> Option<Self> {
        Self::from_thousandths(whole as u64 * SCALE)
    }

    /// So many thousandths.
    pub const fn from_thousandths(thousandths: u64) -> Option<Self> {
        if thousandths > Self::MAX.0 {
            None
        } else {
            Some(Self(thousandths))
        }
    }

    /// The number of thousandths.
    pub const fn thousandths(self) -> u64 {
        self.0
    }

    /// Unit price × quantity × times, rounded down once to whole yen (`BUDG-02`); `None` when it does not fit.
    pub fn price(self, unit: Yen, times: Self) -> Option<Yen> {
        const SQUARE: i128 = (SCALE * SCALE) as i128;
        let product = i128::from(unit.get())
            .checked_mul(i128::from(self.0))?
            .checked_mul(i128::from(times.0))?;
        i64::try_from(product.div_euclid(SQUARE)).ok().map(Yen::new)
    }
}

/// Without needless zeros: `1,200`, `2.5`.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = grouped(self.0 / SCALE);
        match self.0 % SCALE {
            0 => f.pad(&whole),
            rest => {
                let decimals = format!("{rest:03}");
                f.pad(&format!("{whole}.{}", decimals.trim_end_matches('0')))
            }
        }
    }
}

impl TryFrom<u64> for Quantity {
    type Error = &'static str;

    fn try_from(thousandths: u64) -> Result<Self, Self::Error> {
        Self::from_thousandths(thousandths).ok_or("quantity out of range")
    }
}

impl From<Quantity> for u64 {
    fn from(quantity: Quantity) -> Self {
        quantity.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(thousandths: u64) -> Quantity {
        Quantity::from_thousandths(thousandths).unwrap()
    }

    #[test]
    fn 数量の表示() {
        assert_eq!(of(1_200_000).to_string(), "1,200");
        assert_eq!(of(2_500).to_string(), "2.5");
        assert_eq!(of(50).to_string(), "0.05");
        assert_eq!(of(0).to_string(), "0");
    }

    #[test]
    fn 積は最後に一度だけ切り捨てる() {
        assert_eq!(of(1_500).price(Yen::new(333), Quantity::ONE), Some(Yen::new(499)));
        // 0.5 × 0.5 × 3 yen is 0.75 yen; cutting twice would lose it earlier.
        assert_eq!(of(500).price(Yen::new(7), of(500)), Some(Yen::new(1)));
        assert_eq!(Quantity::MAX.price(Yen::new(i64::MAX), Quantity::MAX), None);
        assert_eq!(Quantity::from_thousandths(1_000_000_000_001), None);
    }
}
