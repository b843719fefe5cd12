//! What mail about a saved search may tell (ALRT-02).

use serde::{Deserialize, Serialize};

use crate::code::code_list;
use crate::search::{DueWithin, SearchRequest};

code_list! {
    /// Why a program is told of.
    pub enum Trigger {
        New = "new", "新しく条件に合った", "Newly matches";
        Changed = "changed", "募集内容が変わった", "What it offers has changed";
        DueSoon = "due-soon", "締切が近い（7日以内）", "The deadline is near (7 days)";
    }
}

/// What somebody wants to be told. In storage and in forms: the codes in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Triggers([bool; Trigger::ALL.len()]);

impl Triggers {
    /// Whether one is wanted.
    pub fn contains(self, trigger: Trigger) -> bool {
        self.0[trigger.index()]
    }

    /// Those that are wanted.
    pub fn iter(self) -> impl Iterator<Item = Trigger> {
        Trigger::ALL
            .iter()
            .copied()
            .filter(move |trigger| self.contains(*trigger))
    }

    /// The codes with a space in between.
    pub fn encode(self) -> String {
        self.iter().map(Trigger::code).collect::<Vec<_>>().join(" ")
    }

    /// Reads [`Self::encode`]; `None` for anything else, and for none at all.
    pub fn decode(text: &str) -> Option<Self> {
        let wanted: Option<Vec<Trigger>> = text.split(' ').map(Trigger::from_code).collect();
        wanted?.into_iter().collect::<Self>().if_any()
    }

    /// `None` where nothing is wanted.
    pub fn if_any(self) -> Option<Self> {
        self.0.contains(&true).then_some(self)
    }
}

impl FromIterator<Trigger> for Triggers {
    fn from_iter<I: IntoIterator<Item = Trigger>>(wanted: I) -> Self {
        let mut set = [false; Trigger::ALL.len()];
        for trigger in wanted {
            set[trigger.index()] = true;
        }
        Self(set)
    }
}

/// The part of a search whose deadline is near.
#[must_use]
pub fn due_soon(request: &SearchRequest) -> SearchRequest {
    SearchRequest {
        // No stretch is shorter, so what the search itself asks of the deadline is kept.
        due: Some(DueWithin::Week),
        ..request.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 書いたものを同じに読み戻しほかは読まない() {
        for bits in 1..8_usize {
            let chosen = Trigger::ALL.iter().copied().enumerate();
            let set: Triggers = chosen
                .filter(|(at, _)| bits & (1 << at) != 0)
                .map(|(_, it)| it)
                .collect();
            assert_eq!(Triggers::decode(&set.encode()), Some(set));
        }
        for odd in ["", " ", "new ", "new  changed", "NEW", "newchanged"] {
            assert_eq!(Triggers::decode(odd), None, "{odd:?}");
        }
    }
}
