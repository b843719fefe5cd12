//! The size bands of insurers by members (規模帯, domain list 9.7). The threshold for 中小 in a subsidy call is data of
//! that call; `is_small` here follows the usual 10,000.

use super::code_list;
use crate::value::MemberCount;

code_list! {
    /// A band of member counts; the bands cover every count once.
    pub enum SizeBand {
        UpTo999 = "0-999", "999人以下", "Up to 999 members", ["〜999", "1,000人未満", "1000人未満"];
        From1000 = "1000-2999", "1,000〜2,999人", "1,000 to 2,999 members", ["1,000〜2,999", "1,000–2,999"];
        From3000 = "3000-4999", "3,000〜4,999人", "3,000 to 4,999 members", ["3,000〜4,999", "3,000–4,999"];
        From5000 = "5000-9999", "5,000〜9,999人", "5,000 to 9,999 members", ["5,000〜9,999", "5,000–9,999"];
        From10000 = "10000-29999", "10,000〜29,999人", "10,000 to 29,999 members", ["10,000〜29,999", "10,000–29,999"];
        From30000 = "30000-99999", "30,000〜99,999人", "30,000 to 99,999 members", ["30,000〜99,999", "30,000–99,999"];
        From100000 = "100000-", "100,000人以上", "100,000 members or more", ["100,000〜", "10万人以上"];
    }
}

/// The smallest count of each band, in the order of the list.
const LOWER_BOUNDS: [u32; 7] = [0, 1_000, 3_000, 5_000, 10_000, 30_000, 100_000];

impl SizeBand {
    /// The band of a member count.
    pub fn of(count: MemberCount) -> Self {
        let position = LOWER_BOUNDS
            .partition_point(|&bound| bound <= count.get())
            .saturating_sub(1);
        Self::ALL[position]
    }

    /// The smallest number of members in this band.
    pub const fn min(self) -> u32 {
        LOWER_BOUNDS[self as usize]
    }

    /// The largest number of members in this band; the last band has none.
    pub fn max(self) -> Option<u32> {
        LOWER_BOUNDS.get(self.index() + 1).map(|bound| bound - 1)
    }

    /// Whether insurers of this band count as small or medium (中小, fewer than 10,000 members).
    pub fn is_small(self) -> bool {
        self.max().is_some_and(|max| max < MemberCount::SMALL_THRESHOLD)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn band(count: u32) -> SizeBand {
        SizeBand::of(MemberCount::new(count).unwrap())
    }

    #[test]
    fn 規模帯の境目() {
        assert_eq!(band(0), SizeBand::UpTo999);
        assert_eq!(band(999), SizeBand::UpTo999);
        assert_eq!(band(1_000), SizeBand::From1000);
        assert_eq!(band(9_999), SizeBand::From5000);
        assert_eq!(band(10_000), SizeBand::From10000);
        assert_eq!(band(99_999), SizeBand::From30000);
        assert_eq!(band(100_000), SizeBand::From100000);
        assert_eq!(band(10_000_000), SizeBand::From100000);
    }

    #[test]
    fn 中小は最初の四つ() {
        let small: Vec<_> = SizeBand::ALL
            .iter()
            .filter(|band| band.is_small())
            .map(|band| band.code())
            .collect();
        assert_eq!(small, ["0-999", "1000-2999", "3000-4999", "5000-9999"]);
    }

    #[test]
    fn 帯はすき間なく続く() {
        for pair in SizeBand::ALL.windows(2) {
            assert_eq!(pair[0].max().map(|max| max + 1), Some(pair[1].min()));
        }
        assert_eq!(SizeBand::From100000.max(), None);
    }
}
