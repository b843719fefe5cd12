//! The cost of a grant by cost item (所要額調書, 経費の配分): what was decided about, and what a change moves.

use serde::{Deserialize, Serialize};

use crate::amount::{Costs, Worked, work_out};
use crate::budget::{Difference, ItemTotal, Sheet, item_differences};
use crate::call::Call;
use crate::code::CostItem;
use crate::form::form;
use crate::problem::{ProblemCode, Problems};
use crate::reader::Reader;
use crate::rows::{Row, row};
use crate::value::Yen;

/// Cost by cost item, and what comes in beside the grant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostPlan {
    /// Cost items that cost something, in the order of the code list.
    pub items: Vec<ItemTotal>,
    /// 寄附金その他の収入額.
    pub income: Yen,
}

impl CostPlan {
    /// The cost of a budget that was submitted.
    pub fn of(sheet: &Sheet) -> Self {
        Self {
            items: sheet.items.clone(),
            income: sheet.income,
        }
    }

    /// As the amount function takes it.
    pub fn costs(&self) -> Option<Costs> {
        Some(Costs {
            eligible: self.items.iter().map(|item| item.eligible).collect(),
            total: Yen::checked_sum(self.items.iter().map(|item| item.total))?,
            income: self.income,
        })
    }

    /// 所要額 under a call.
    pub fn work_out(&self, call: &Call, cap: Option<Yen>) -> Option<Worked> {
        work_out(&self.costs()?, &call.money, cap)
    }

    /// What another plan moves, by cost item.
    pub fn differences(&self, after: &Self) -> Vec<Difference> {
        item_differences(&self.items, &after.items)
    }
}

form! {
    /// Raw fields of a cost item.
    pub struct CostForm;
    one {
        /// 費目, code of [`CostItem`].
        item,
        /// 総額.
        total,
        /// 補助対象経費.
        eligible,
    }
    many {}
}

row!(CostForm, "cost");

impl CostForm {
    /// The rows of a table in which every cost item of a call has one, filled with a plan.
    pub fn table(call: &Call, plan: &CostPlan) -> Vec<Self> {
        let of = |item: CostItem| plan.items.iter().find(|total| total.item == item);
        let asked = |item: &CostItem| call.costs.items.contains(item) || of(*item).is_some();
        let items = CostItem::ALL.iter().copied().filter(asked);
        items
            .map(|item| {
                let filled = |amount: fn(&ItemTotal) -> Yen| of(item).map(|it| amount(it).to_string());
                Self {
                    item: item.code().to_owned(),
                    total: filled(|it| it.total).unwrap_or_default(),
                    eligible: filled(|it| it.eligible).unwrap_or_default(),
                }
            })
            .collect()
    }

    fn is_unused(&self) -> bool {
        let blank = |text: &str| crate::normalise::single_line(text).is_empty();
        blank(&self.total) && blank(&self.eligible)
    }

    fn check(&self, row: usize, call: &Call, earlier: &[ItemTotal]) -> Result<ItemTotal, Problems> {
        let mut reader = Reader::row(Self::TABLE, row, |field| self.values(field));
        let item = reader.required_choice("item", CostItem::from_code);
        let total = reader.money("total").map(Option::unwrap_or_default);
        let eligible = reader.money("eligible").map(Option::unwrap_or_default);
        if let Some(item) = item {
            if earlier.iter().any(|other| other.item == item) {
                reader.refuse::<()>("item", ProblemCode::Taken);
            } else if !call.costs.items.contains(&item) {
                let value = item.code().to_owned();
                reader.refuse::<()>("item", ProblemCode::UnknownChoice { value });
            }
        }
        if let (Some(total), Some(eligible)) = (total, eligible)
            && eligible > total
        {
            let max = total.get();
            reader.refuse::<()>("eligible", ProblemCode::OutOfRange { min: 0, max });
        }
        let clean = || {
            Some(ItemTotal {
                item: item?,
                total: total?,
                eligible: eligible?,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }
}

/// Reads a table of cost items and the income typed beside it.
pub(super) fn check_costs(rows: &[CostForm], income: Option<Yen>, call: &Call) -> Result<CostPlan, Problems> {
    let mut problems = Problems::new();
    let mut items = Vec::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| !row.is_unused()) {
        match row.check(at + 1, call, &items) {
            Ok(item) => items.push(item),
            Err(found) => problems.extend(found),
        }
    }
    if items.is_empty() && problems.is_empty() {
        problems.push("cost1_total", ProblemCode::Empty);
    }
    problems.into_result()?;
    items.sort_by_key(|item| item.item);
    Ok(CostPlan {
        items,
        income: income.unwrap_or_default(),
    })
}
