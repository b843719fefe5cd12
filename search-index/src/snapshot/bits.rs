//! Sets of programs as bits, one per slot of a snapshot.

use super::popcount;

/// A set of slots. All sets of one snapshot have the same length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits(Vec<u64>);

impl Bits {
    /// No slot of so many.
    pub fn none(slots: usize) -> Self {
        Self(vec![0; slots.div_ceil(64)])
    }

    /// Every slot of so many.
    pub fn all(slots: usize) -> Self {
        let mut words = vec![u64::MAX; slots.div_ceil(64)];
        if let (Some(last), rest @ 1..) = (words.last_mut(), slots % 64) {
            *last = (1 << rest) - 1;
        }
        Self(words)
    }

    /// Adds a slot.
    pub fn insert(&mut self, slot: usize) {
        if let Some(word) = self.0.get_mut(slot / 64) {
            *word |= 1 << (slot % 64);
        }
    }

    /// Whether the slot is in the set.
    pub fn contains(&self, slot: usize) -> bool {
        self.0.get(slot / 64).is_some_and(|word| word >> (slot % 64) & 1 == 1)
    }

    /// Keeps what is in the other set too.
    pub fn intersect(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word &= other);
    }

    /// Adds what is in the other set.
    pub fn unite(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word |= other);
    }

    /// Removes what is in the other set.
    pub fn subtract(&mut self, other: &Self) {
        self.0
            .iter_mut()
            .zip(&other.0)
            .for_each(|(word, other)| *word &= !other);
    }

    /// How many slots the set has.
    pub fn count(&self) -> u32 {
        popcount::common(&self.0, &self.0)
    }

    /// How many slots both sets have.
    pub fn count_common(&self, other: &Self) -> u32 {
        popcount::common(&self.0, &other.0)
    }

    /// The slots in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0
            .iter()
            .enumerate()
            .flat_map(|(at, &word)| ones(word).map(move |bit| at * 64 + bit))
    }

    /// The words of 64 slots each, first slot lowest.
    pub fn words(&self) -> &[u64] {
        &self.0
    }

    /// Size in memory.
    pub fn bytes(&self) -> usize {
        self.0.len() * 8
    }
}

/// The positions of the ones in a word, ascending.
pub fn ones(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = word.trailing_zeros() as usize;
        (word != 0).then(|| {
            word &= word - 1;
            bit
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 集合の計算() {
        let mut left = Bits::none(130);
        [0, 63, 64, 129].into_iter().for_each(|slot| left.insert(slot));
        let mut right = Bits::none(130);
        [63, 100, 129].into_iter().for_each(|slot| right.insert(slot));
        assert_eq!(left.count_common(&right), 2);
        assert_eq!(left.iter().collect::<Vec<_>>(), [0, 63, 64, 129]);
        left.subtract(&right);
        assert_eq!(left.iter().collect::<Vec<_>>(), [0, 64]);
        left.unite(&right);
        left.intersect(&right);
        assert_eq!(left, right);
        assert_eq!(left.count(), 3);
        assert!(left.contains(100) && !left.contains(0));
        assert_eq!([0, 1, 64, 130].map(|slots| Bits::all(slots).count()), [0, 1, 64, 130]);
    }
}
