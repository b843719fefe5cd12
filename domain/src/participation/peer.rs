//! Societies like one's own (INS-10): of the same size band, or of the same industry. They are only ever counted, and a
//! count below [`LEAST_PEERS`] is not told, so that no figure stands for a single society.

use crate::code::{Industry, SizeBand};
use crate::value::MemberCount;

/// The smallest number of societies that is told.
pub const LEAST_PEERS: u32 = 3;

/// What makes societies alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Likeness {
    /// 規模帯.
    pub size: Option<SizeBand>,
    /// 業態.
    pub industry: Option<Industry>,
}

/// How many societies like one's own take part in a program, as far as that is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Peers {
    /// Of the same size band.
    pub size: Option<u32>,
    /// Of the same industry.
    pub industry: Option<u32>,
}

impl Likeness {
    /// Of a society with so many members in an industry; both may be unknown.
    pub fn of(members: Option<MemberCount>, industry: Option<Industry>) -> Self {
        Self {
            size: members.map(SizeBand::of),
            industry,
        }
    }

    /// Whether both are known to have the size band in common.
    pub fn has_size_of(self, other: Self) -> bool {
        self.size.is_some() && self.size == other.size
    }

    /// Whether both are known to have the industry in common.
    pub fn has_industry_of(self, other: Self) -> bool {
        self.industry.is_some() && self.industry == other.industry
    }

    /// Whether they are alike.
    pub fn is_like(self, other: Self) -> bool {
        self.has_size_of(other) || self.has_industry_of(other)
    }
}

impl Peers {
    /// Counts those of `others` that are like one's own society.
    pub fn count(own: Likeness, others: impl IntoIterator<Item = Likeness>) -> Self {
        let (mut size, mut industry) = (0, 0);
        for other in others {
            size += u32::from(own.has_size_of(other));
            industry += u32::from(own.has_industry_of(other));
        }
        Self {
            size: told(size),
            industry: told(industry),
        }
    }

    /// Whether nothing is told.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// A number that may be told.
pub fn told(count: u32) -> Option<u32> {
    (count >= LEAST_PEERS).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn society(members: Option<u32>, industry: Option<Industry>) -> Likeness {
        Likeness::of(members.and_then(MemberCount::new), industry)
    }

    #[test]
    fn 三組合からしか数を言わない() {
        let (one, other) = (Industry::ALL[0], Industry::ALL[1]);
        let own = society(Some(5_000), Some(one));
        let alike = society(Some(9_999), Some(other));
        assert_eq!(Peers::count(own, [alike; 2]), Peers::default());
        let peers = Peers::count(own, [alike; 3]);
        assert_eq!((peers.size, peers.industry), (Some(3), None));
        let both = [
            alike,
            alike,
            alike,
            society(Some(10), Some(one)),
            society(None, Some(one)),
            society(None, Some(one)),
        ];
        assert_eq!(
            Peers::count(own, both),
            Peers {
                size: Some(3),
                industry: Some(3)
            }
        );
    }

    #[test]
    fn 分からないものどうしは近いとは言わない() {
        let unknown = society(None, None);
        assert!(!unknown.is_like(unknown));
        assert!(Peers::count(unknown, [unknown; 9]).is_empty());
    }
}
