//! Exact fractions of yen, for products that are cut only at their end. Never negative.

use crate::value::{Rate, Yen};

/// `numerator / denominator` yen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Exact {
    numerator: i128,
    denominator: i128,
}

impl Exact {
    /// A whole amount; a negative one counts as nothing.
    pub fn of(yen: Yen) -> Self {
        Self {
            numerator: i128::from(yen.get().max(0)),
            denominator: 1,
        }
    }

    /// This share of it. Two shares of any amount fit; no rule takes a third.
    pub fn times(self, rate: Rate) -> Self {
        Self {
            numerator: self.numerator * i128::from(rate.numerator()),
            denominator: self.denominator * i128::from(rate.denominator()),
        }
    }

    /// The smaller of this and a whole amount.
    pub fn at_most(self, yen: Yen) -> Self {
        if self.floor_to(Yen::new(1)) >= yen {
            Self::of(yen)
        } else {
            self
        }
    }

    /// Cut to whole multiples of `unit` yen; a unit below one counts as one.
    pub fn floor_to(self, unit: Yen) -> Yen {
        let unit = i128::from(unit.get().max(1));
        let multiples = self.numerator / (self.denominator * unit);
        // A share of an amount is never larger than the amount.
        Yen::new(i64::try_from(multiples * unit).unwrap_or(i64::MAX))
    }
}
