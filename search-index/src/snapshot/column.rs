//! The values of one filter for all programs, both ways round: per value who has it, per program what it has.

use std::sync::Arc;

use crate::row::Row;

use super::bits::{Bits, ones};

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

    /// How many of these programs have each value. `few` says that walking them is cheaper than whole sets.
    pub fn count(&self, programs: &Bits, few: bool) -> Vec<u32> {
        if !few {
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
