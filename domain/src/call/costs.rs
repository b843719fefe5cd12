//! Which costs a call pays for, and from which prices on it wants to see more (費目, 見積, 財産).

use serde::{Deserialize, Serialize};

use crate::code::CostItem;
use crate::value::Yen;

/// The rules for buying.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchaseRules {
    /// 見積徴取額: an amount above this needs quotes.
    pub quote_above: Yen,
    /// How many quotes then.
    pub quotes: u32,
    /// 財産基準額: a thing of this unit price or more enters the register of assets (法22条).
    pub asset_from: Yen,
}

/// Costs of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostRules {
    /// 費目 that may be used.
    pub items: Vec<CostItem>,
    /// Buying.
    pub purchase: PurchaseRules,
    /// Words in a description that hint at a cost the call does not pay for, such as 飲食.
    pub excluded_words: Vec<String>,
}

impl CostRules {
    /// The first excluded word in a description, compared without regard to width, case and kana.
    pub fn excluded_word(&self, description: &str) -> Option<&str> {
        let key = |text: &str| crate::normalise::fold_kana(&crate::normalise::fold(text));
        let described = key(description);
        self.excluded_words
            .iter()
            .find(|word| described.contains(&key(word)))
            .map(String::as_str)
    }
}
