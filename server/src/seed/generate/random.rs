//! A small generator of pseudo-random numbers (SplitMix64), so that generated data is the same on every machine and in
//! every version. It is no source of secrets.

/// The state of the sequence.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The sequence of one item of a run: items do not depend on each other, so a longer run begins like a shorter one.
    pub fn of_item(seed: u64, item: u64) -> Self {
        let mut start = Self(seed);
        let base = start.draw();
        Self(base ^ item.wrapping_mul(0xD6E8_FEB8_6659_FD93))
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.saturating_sub(low).max(0).unsigned_abs() + 1;
        // The modulo favours small numbers by far less than anyone could see.
        low.saturating_add(i64::try_from(self.draw() % span).unwrap_or_default())
    }

    /// `true` in so many of a hundred cases.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.draw() % 100 < percent
    }

    /// One of the items. The slice must not be empty; for an empty one the answer is `None`.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let length = u64::try_from(items.len()).ok().filter(|length| *length > 0)?;
        items.get(usize::try_from(self.draw() % length).unwrap_or_default())
    }

    /// So many different items in the order of the slice.
    pub fn pick_some<'a, T>(&mut self, items: &'a [T], count: usize) -> Vec<&'a T> {
        let mut wanted = count.min(items.len());
        let mut picked = Vec::with_capacity(wanted);
        for (position, item) in items.iter().enumerate() {
            let left = (items.len() - position) as u64;
            if wanted > 0 && self.draw() % left < wanted as u64 {
                picked.push(item);
                wanted -= 1;
            }
        }
        picked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 数列は公表された値と同じ() {
        let mut random = Random(1_234_567);
        assert_eq!(random.draw(), 6_457_827_717_110_365_317);
        assert_eq!(random.draw(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn 選んだ数は決めた数で重ならない() {
        let items: Vec<u32> = (0..20).collect();
        let mut random = Random::of_item(1, 1);
        for count in 0..25 {
            let picked = random.pick_some(&items, count);
            assert_eq!(picked.len(), count.min(20));
            assert!(picked.windows(2).all(|pair| pair[0] < pair[1]));
        }
        assert_eq!(random.pick::<u32>(&[]), None);
        assert!(
            (0..100)
                .map(|_| random.between(-3, 3))
                .all(|number| (-3..=3).contains(&number))
        );
    }
}
