//! The foot of a budget: totals per cost item and the steps to the grant (所要額), with the rounding that was used, so that a
//! page can show the formula in words (`BUDG-03`).

use serde::{Deserialize, Serialize};

use super::clean::Budget;
use crate::amount::{Costs, Worked, work_out};
use crate::call::Call;
use crate::code::{CostItem, RoundingStage};
use crate::value::Yen;

/// 区分計.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemTotal {
    /// 費目.
    pub item: CostItem,
    /// All lines.
    pub total: Yen,
    /// 補助対象 lines.
    pub eligible: Yen,
}

/// Everything below the lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Cost items that have lines, in the order of the code list.
    pub items: Vec<ItemTotal>,
    /// 総事業費.
    pub total: Yen,
    /// 寄附金その他の収入額.
    pub income: Yen,
    /// 選定額, 補助所要額 and what lies between.
    pub worked: Worked,
    /// Where fractions of a yen are cut.
    pub rounding: RoundingStage,
    /// To which multiple the grant is cut.
    pub cut_to: Yen,
}

impl Budget {
    /// Cost as the amount function takes it.
    pub fn costs(&self) -> Option<Costs> {
        let items = self.items()?;
        Some(Costs {
            eligible: items.iter().map(|item| item.eligible).collect(),
            total: Yen::checked_sum(items.iter().map(|item| item.total))?,
            income: self.funding.income()?,
        })
    }

    /// The totals under a call with the cap of this consortium; `None` when the amounts do not fit.
    pub fn sheet(&self, call: &Call, cap: Option<Yen>) -> Option<Sheet> {
        let costs = self.costs()?;
        Some(Sheet {
            items: self.items()?,
            total: costs.total,
            income: costs.income,
            worked: work_out(&costs, &call.money, cap)?,
            rounding: call.money.rounding,
            cut_to: call.money.cut_to,
        })
    }

    fn items(&self) -> Option<Vec<ItemTotal>> {
        let mut totals = Vec::new();
        for &item in CostItem::ALL {
            let of_item = || self.lines.iter().filter(move |line| line.item == item);
            if of_item().next().is_some() {
                totals.push(ItemTotal {
                    item,
                    total: Yen::checked_sum(of_item().map(|line| line.yen))?,
                    eligible: Yen::checked_sum(of_item().filter(|line| line.eligible).map(|line| line.yen))?,
                });
            }
        }
        Some(totals)
    }
}
