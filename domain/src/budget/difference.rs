//! Two budgets side by side (`BUDG-07`): last year's and this year's, applied and decided, before and after a change.

use serde::{Deserialize, Serialize};

use super::sheet::{ItemTotal, Sheet};
use crate::call::ChangeRules;
use crate::code::CostItem;
use crate::value::Yen;

/// A cost item in both budgets; one that a budget lacks has nothing there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// 費目.
    pub item: CostItem,
    /// 対象経費 before.
    pub before: Yen,
    /// 対象経費 after.
    pub after: Yen,
}

impl Difference {
    /// After less before.
    pub fn moved(&self) -> Yen {
        Yen::new(self.after.get().saturating_sub(self.before.get()))
    }
}

/// All cost items of either budget, in the order of the code list.
pub fn differences(before: &Sheet, after: &Sheet) -> Vec<Difference> {
    item_differences(&before.items, &after.items)
}

/// The same for totals that belong to no sheet.
pub fn item_differences(before: &[ItemTotal], after: &[ItemTotal]) -> Vec<Difference> {
    let find = |items: &[ItemTotal], item| items.iter().find(|total| total.item == item).copied();
    CostItem::ALL
        .iter()
        .copied()
        .filter_map(|item| {
            let (then, now) = (find(before, item), find(after, item));
            let eligible = |total: Option<ItemTotal>| total.map_or(Yen::ZERO, |total| total.eligible);
            (then.is_some() || now.is_some()).then(|| Difference {
                item,
                before: eligible(then),
                after: eligible(now),
            })
        })
        .collect()
}

/// Whether a change of the cost allocation needs approval (法7条1項1号): when the whole grows, or when what moves is more than
/// the call's share of the smallest item that changes.
pub fn needs_approval(changed: &[Difference], rules: &ChangeRules) -> bool {
    let sum = |amount: fn(&Difference) -> Yen| -> i128 { changed.iter().map(|it| i128::from(amount(it).get())).sum() };
    if sum(|difference| difference.after) > sum(|difference| difference.before) {
        return true;
    }
    let moves = || {
        changed
            .iter()
            .filter(|difference| difference.before != difference.after)
    };
    let Some(smallest) = moves().map(|difference| difference.before).min() else {
        return false;
    };
    moves().any(|difference| !rules.is_minor(smallest, difference.moved()))
}
