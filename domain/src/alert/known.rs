//! The programs a saved search has found so far, small enough to stand in a column: sorted numbers as differences in
//! base 36. What is in it is never mailed about again.

use std::collections::BTreeSet;

use crate::value::ProgramId;

/// A set of programs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownPrograms(BTreeSet<i64>);

impl KnownPrograms {
    /// Whether a program is in.
    pub fn contains(&self, id: ProgramId) -> bool {
        self.0.contains(&id.get())
    }

    /// Adds programs.
    pub fn extend(&mut self, ids: impl IntoIterator<Item = ProgramId>) {
        self.0.extend(ids.into_iter().map(ProgramId::get));
    }

    /// Those of `ids` that are not in, in their order.
    pub fn unknown_of(&self, ids: impl IntoIterator<Item = ProgramId>) -> Vec<ProgramId> {
        ids.into_iter().filter(|id| !self.contains(*id)).collect()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As stored.
    pub fn encode(&self) -> String {
        let mut text = String::with_capacity(self.0.len() * 3);
        let mut last = 0;
        for id in &self.0 {
            if !text.is_empty() {
                text.push(' ');
            }
            push_base36(&mut text, id.abs_diff(last));
            last = *id;
        }
        text
    }

    /// Reads what [`Self::encode`] wrote; `None` for anything else.
    pub fn decode(text: &str) -> Option<Self> {
        let mut ids = BTreeSet::new();
        let mut last: i64 = 0;
        for step in text.split(' ').filter(|step| !step.is_empty()) {
            let step = u64::from_str_radix(step, 36).ok()?;
            last = last.checked_add_unsigned(step)?;
            ids.insert(last);
        }
        Some(Self(ids))
    }
}

impl FromIterator<ProgramId> for KnownPrograms {
    fn from_iter<I: IntoIterator<Item = ProgramId>>(ids: I) -> Self {
        let mut known = Self::default();
        known.extend(ids);
        known
    }
}

fn push_base36(text: &mut String, mut number: u64) {
    let mut digits = Vec::new();
    loop {
        let digit = u32::try_from(number % 36).unwrap_or_default();
        digits.push(char::from_digit(digit, 36).unwrap_or('0'));
        number /= 36;
        if number == 0 {
            break;
        }
    }
    text.extend(digits.iter().rev());
}
