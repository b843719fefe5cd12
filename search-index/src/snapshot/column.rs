//! The values of one filter for all programs, both ways round: per value who has it, per program what it has.

use std::sync::Arc;

use crate::row::Row;

use super::bits::{Bits, ones};

/// What looking at one program costs, in words of a set.
const WALK: usize = 24;

/// A filter with at most 64 values.
pub struct Column {
    values: Vec<Bits>,
    masks: Vec<u64>,
}

impl Column {
    /// Reads the mask of every program.
    pub fn of(rows: &[Arc<Row>], values: usize, mask: impl Fn(&Row) -> u64) -> Self {
        let masks: Vec<u64> = rows.iter().map(|row| mask(row)).collect();
        let mut columns = vec![Bits::none(rows.len()); values];
        for (slot, mask) in masks.iter().enumerate() {
            for value in ones(*mask) {
                if let Some(bits) = columns.get_mut(value) {
                    bits.insert(slot);
                }
            }
        }
        Self { values: columns, masks }
    }

    /// The programs that have a value.
    pub fn with(&self, value: usize) -> Option<&Bits> {
        self.values.get(value)
    }

    /// The programs that have any of the values.
    pub fn any_of(&self, slots: usize, values: impl Iterator<Item = usize>) -> Bits {
        let mut any = Bits::none(slots);
        for bits in values.filter_map(|value| self.values.get(value)) {
            any.unite(bits);
        }
        any
    }

    /// How many of these programs have each value. `total` is how many programs these are.
    pub fn count(&self, programs: &Bits, total: usize) -> Vec<u32> {
        // Walking one program costs as much as so many words of whole sets, of which there is one per value.
        if total * WALK >= self.values.len() * programs.words().len() {
            return self.values.iter().map(|bits| bits.count_common(programs)).collect();
        }
        let mut counts = vec![0; self.values.len()];
        for slot in programs.iter() {
            for value in ones(self.masks.get(slot).copied().unwrap_or(0)) {
                if let Some(count) = counts.get_mut(value) {
                    *count += 1;
                }
            }
        }
        counts
    }
}
