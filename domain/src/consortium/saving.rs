//! What joining saves: a society's cost alone beside its share together (domain §4.3: figures convince the board). The
//! estimate of going alone is the society's own; this only compares.

use serde::{Deserialize, Serialize};

use crate::value::{OrganisationId, Rate, Yen};

/// One society's comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saving {
    /// Which.
    pub organisation: OrganisationId,
    /// Estimated cost of the same program alone.
    pub alone: Yen,
    /// Share of the joint program.
    pub joint: Yen,
}

impl Saving {
    /// What is saved; negative when going alone is cheaper.
    pub fn saved(&self) -> Yen {
        Yen::new(self.alone.get().saturating_sub(self.joint.get()))
    }

    /// The saved share of the cost alone; none when nothing is saved or the cost alone is not positive.
    pub fn share(&self) -> Option<Rate> {
        share_of(self.saved(), self.alone)
    }
}

fn share_of(part: Yen, whole: Yen) -> Option<Rate> {
    if part.get() <= 0 || whole.get() <= 0 || part > whole {
        return None;
    }
    // Amounts beyond the range of a rate lose digits that no percentage shows.
    let (mut numerator, mut denominator) = (part.get(), whole.get());
    while denominator > i64::from(u32::MAX) {
        (numerator, denominator) = (numerator / 2, denominator / 2);
    }
    Rate::new(u32::try_from(numerator).ok()?, u32::try_from(denominator).ok()?)
}

/// The comparison for a whole consortium.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// Societies that have told their cost alone.
    pub societies: Vec<Saving>,
}

impl Comparison {
    /// All of them together; none when the sums do not fit.
    pub fn total(&self) -> Option<(Yen, Yen)> {
        let alone = Yen::checked_sum(self.societies.iter().map(|saving| saving.alone))?;
        let joint = Yen::checked_sum(self.societies.iter().map(|saving| saving.joint))?;
        Some((alone, joint))
    }

    /// Societies that would pay more together, who should see it before they agree.
    pub fn losers(&self) -> impl Iterator<Item = &Saving> {
        self.societies.iter().filter(|saving| saving.saved().is_negative())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saving(alone: i64, joint: i64) -> Saving {
        Saving {
            organisation: OrganisationId::new(1),
            alone: Yen::new(alone),
            joint: Yen::new(joint),
        }
    }

    #[test]
    fn 単独と共同の費用を比べる() {
        assert_eq!(saving(800_000, 500_000).saved(), Yen::new(300_000));
        assert_eq!(saving(800_000, 500_000).share(), Rate::new(3, 8));
        assert_eq!(saving(500_000, 800_000).saved(), Yen::new(-300_000));
        assert_eq!(saving(500_000, 800_000).share(), None);
        assert_eq!(saving(0, 0).share(), None);
        assert_eq!(saving(1_000_000_000_000, 0).share(), Rate::new(1, 1));
        let all = Comparison {
            societies: vec![saving(800_000, 500_000), saving(100_000, 200_000)],
        };
        assert_eq!(all.total(), Some((Yen::new(900_000), Yen::new(700_000))));
        assert_eq!(all.losers().count(), 1);
    }
}
