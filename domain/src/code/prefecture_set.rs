//! A set of prefectures as one machine word, for areas of programs and for filters. It knows nothing of 全国: that a
//! program runs everywhere is a statement of its own, not 47 marks.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Prefecture;

/// A set of prefectures; iterates in JIS order, and is written as a list of codes.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct PrefectureSet(u64);

impl PrefectureSet {
    /// No prefecture.
    pub const EMPTY: Self = Self(0);

    /// All 47 prefectures.
    pub const ALL: Self = Self((1 << 47) - 1);

    /// No prefecture.
    pub const fn new() -> Self {
        Self::EMPTY
    }

    /// Bit `n` stands for the prefecture with index `n`, for storage as a number.
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// The set of these bits; bits beyond the 47th are ignored.
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits & Self::ALL.0)
    }

    /// Adds a prefecture; `true` if it was not there.
    pub const fn insert(&mut self, prefecture: Prefecture) -> bool {
        let before = self.0;
        self.0 |= 1 << prefecture.index();
        self.0 != before
    }

    /// Removes a prefecture; `true` if it was there.
    pub const fn remove(&mut self, prefecture: Prefecture) -> bool {
        let before = self.0;
        self.0 &= !(1 << prefecture.index());
        self.0 != before
    }

    /// Whether the prefecture is in the set.
    pub const fn contains(self, prefecture: Prefecture) -> bool {
        self.0 & (1 << prefecture.index()) != 0
    }

    /// Whether every prefecture of `other` is in this set.
    pub const fn contains_all(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }

    /// The prefectures of either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The prefectures of both sets.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether some prefecture is in both sets.
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the set holds nothing.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many prefectures the set holds.
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The prefectures in JIS order.
    pub fn iter(self) -> impl Iterator<Item = Prefecture> + Clone {
        Prefecture::ALL
            .iter()
            .copied()
            .filter(move |&prefecture| self.contains(prefecture))
    }
}

impl FromIterator<Prefecture> for PrefectureSet {
    fn from_iter<I: IntoIterator<Item = Prefecture>>(prefectures: I) -> Self {
        let mut set = Self::EMPTY;
        set.extend(prefectures);
        set
    }
}

impl Extend<Prefecture> for PrefectureSet {
    fn extend<I: IntoIterator<Item = Prefecture>>(&mut self, prefectures: I) {
        for prefecture in prefectures {
            self.insert(prefecture);
        }
    }
}

impl From<Prefecture> for PrefectureSet {
    fn from(prefecture: Prefecture) -> Self {
        prefecture.only()
    }
}

impl fmt::Debug for PrefectureSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl Serialize for PrefectureSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for PrefectureSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<Prefecture>::deserialize(deserializer)?.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 集合は都道府県の順に並ぶ() {
        let set: PrefectureSet = [Prefecture::Okinawa, Prefecture::Tokyo, Prefecture::Hokkaido]
            .into_iter()
            .collect();
        assert_eq!(
            set.iter().map(Prefecture::short_name).collect::<Vec<_>>(),
            ["北海道", "東京", "沖縄"]
        );
        assert_eq!(set.len(), 3);
        assert_eq!(serde_json::to_string(&set).unwrap(), r#"["01","13","47"]"#);
        assert_eq!(
            serde_json::from_str::<PrefectureSet>(r#"["47","13","01","13"]"#).unwrap(),
            set
        );
        assert!(serde_json::from_str::<PrefectureSet>(r#"["48"]"#).is_err());
    }

    #[test]
    fn 和と交わり() {
        let tokyo = Prefecture::Tokyo.only();
        let kyoto = Prefecture::Kyoto.only();
        assert!(!tokyo.intersects(kyoto));
        assert!(tokyo.union(kyoto).intersects(kyoto));
        assert!(PrefectureSet::ALL.contains_all(tokyo.union(kyoto)));
        assert_eq!(PrefectureSet::ALL.len(), 47);
        assert_eq!(PrefectureSet::ALL.iter().count(), 47);
        assert_eq!(PrefectureSet::from_bits(u64::MAX), PrefectureSet::ALL);
        let mut set = tokyo;
        assert!(!set.insert(Prefecture::Tokyo));
        assert!(set.remove(Prefecture::Tokyo));
        assert!(set.is_empty());
    }
}
