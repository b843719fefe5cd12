//! How a call gives money: model, rate, caps, rounding (domain §2.4). It states the numbers; [`crate::amount`] computes.

use serde::{Deserialize, Serialize};

use crate::code::{Allocation, RoundingStage, SizeBand, code_list};
use crate::value::{MemberCount, Rate, Yen};

code_list! {
    /// Whose members decide about the band of a cap by size (規模別基準額).
    pub enum BandBasis {
        Consortium = "consortium", "コンソーシアム全体の加入者数", "Members of all insurers together";
        Lead = "lead", "代表組合の加入者数", "Members of the lead society";
    }
}

/// The most that is granted (上限額・基準額).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cap {
    /// No cap.
    None,
    /// One for all.
    One(Yen),
    /// One per size band, in the order of [`SizeBand::ALL`].
    Bands {
        /// Whose members count.
        basis: BandBasis,
        /// Yen per band.
        yen: [Yen; 7],
    },
}

impl Cap {
    /// The cap for a consortium with so many members, led by a society with so many.
    pub fn of(&self, consortium: MemberCount, lead: MemberCount) -> Option<Yen> {
        match self {
            Self::None => None,
            Self::One(yen) => Some(*yen),
            Self::Bands { basis, yen } => {
                let members = match basis {
                    BandBasis::Consortium => consortium,
                    BandBasis::Lead => lead,
                };
                yen.get(SizeBand::of(members).index()).copied()
            }
        }
    }
}

/// The numbers of a call's money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoneyRules {
    /// 配分方式.
    pub allocation: Allocation,
    /// 補助率; 10/10 where the model is a fixed amount.
    pub rate: Rate,
    /// 上限額.
    pub cap: Cap,
    /// Where fractions of a yen are cut.
    pub rounding: RoundingStage,
    /// The grant is cut to whole multiples of this, in yen: 1,000 by the standard of the ministry.
    pub cut_to: Yen,
    /// 概算払 is possible.
    pub advance: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 規模別の上限は境目で変わる() {
        let yen = [1, 2, 3, 4, 5, 6, 7].map(|million| Yen::new(million * 1_000_000));
        let count = |number| MemberCount::new(number).unwrap();
        let cap = Cap::Bands {
            basis: BandBasis::Consortium,
            yen,
        };
        assert_eq!(cap.of(count(9_999), count(1)), Some(Yen::new(4_000_000)));
        assert_eq!(cap.of(count(10_000), count(1)), Some(Yen::new(5_000_000)));
        let cap = Cap::Bands {
            basis: BandBasis::Lead,
            yen,
        };
        assert_eq!(cap.of(count(200_000), count(999)), Some(Yen::new(1_000_000)));
        assert_eq!(Cap::None.of(count(1), count(1)), None);
    }
}
