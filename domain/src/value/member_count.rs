//! How many people an insurer covers (加入者数), the measure behind size bands and the 中小 rule of the subsidy.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::grouped;
use crate::code::SizeBand;

/// A number of members from 0 to 10,000,000 (domain §8.7 A).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct MemberCount(u32);

impl MemberCount {
    /// The largest count.
    pub const MAX: Self = Self(10_000_000);

    /// The usual border of 中小: fewer members than this. A call may set its own.
    pub const SMALL_THRESHOLD: u32 = 10_000;

    /// A count, if it is within the limits.
    pub const fn new(count: u32) -> Option<Self> {
        if count > Self::MAX.0 { None } else { Some(Self(count)) }
    }

    /// The number of people.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// Whether the insurer counts as small or medium under a threshold.
    pub const fn is_small(self, threshold: u32) -> bool {
        self.0 < threshold
    }

    /// The size band.
    pub fn band(self) -> SizeBand {
        SizeBand::of(self)
    }
}

impl fmt::Display for MemberCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&grouped(self.0.into()))
    }
}

impl TryFrom<u32> for MemberCount {
    type Error = &'static str;

    fn try_from(count: u32) -> Result<Self, Self::Error> {
        Self::new(count).ok_or("member count out of range")
    }
}

impl From<MemberCount> for u32 {
    fn from(count: MemberCount) -> Self {
        count.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 中小の境目() {
        let is_small = |count| MemberCount::new(count).unwrap().is_small(MemberCount::SMALL_THRESHOLD);
        assert!(is_small(9_999));
        assert!(!is_small(10_000));
    }

    #[test]
    fn 加入者数の範囲() {
        assert_eq!(MemberCount::new(10_000_000), Some(MemberCount::MAX));
        assert_eq!(MemberCount::new(10_000_001), None);
        assert!(serde_json::from_str::<MemberCount>("10000001").is_err());
        assert_eq!(MemberCount::new(12_345).unwrap().to_string(), "12,345");
    }
}
