//! What does not fit in a budget (`BUDG-05`, V7): between its parts, and with the call. Each finding names the field to
//! which a page leads.

use serde::{Deserialize, Serialize};

use super::clean::{Budget, Line};
use crate::call::{Call, CostRules};
use crate::code::CostItem;
use crate::level::Level;
use crate::problem::Field;
use crate::rows::row_field;
use crate::value::Yen;

/// Something that does not fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "kebab-case")]
pub enum BudgetFault {
    /// 財源 and 総事業費 differ: positive when money is missing.
    FundingDiffers {
        /// Cost less funding.
        missing: Yen,
    },
    /// The societies' shares and 組合負担 differ: positive when too little is shared out.
    SharesDiffer {
        /// Funding by members less shares.
        missing: Yen,
    },
    /// More is asked for than 上限額.
    OverCap {
        /// Asked for.
        asked: Yen,
        /// The cap.
        cap: Yen,
    },
    /// More is asked for than cost and rate give.
    OverGrant {
        /// Asked for.
        asked: Yen,
        /// 補助所要額.
        grant: Yen,
    },
    /// Less is asked for than could be.
    UnderGrant {
        /// Asked for.
        asked: Yen,
        /// 補助所要額.
        grant: Yen,
    },
    /// The cost item is not one of the call.
    ItemNotAllowed {
        /// Which.
        item: CostItem,
    },
    /// The words hint at a cost that is not eligible.
    ExcludedWord {
        /// The word of the call.
        word: String,
    },
    /// Too few quotes for this amount.
    QuotesMissing {
        /// Attached.
        have: u32,
        /// Needed.
        need: u32,
        /// The amount from which they are needed.
        above: Yen,
    },
    /// 委託費 without 支払先.
    PayeeMissing,
    /// 委託費 without 契約方法.
    ContractMissing,
    /// 随意 without a reason.
    ReasonMissing,
    /// A thing that will enter the register of assets.
    Asset {
        /// From this unit price on.
        from: Yen,
    },
    /// The line costs nothing.
    NoCost,
    /// The amounts are too large to be added.
    TooLarge,
}

/// A fault, how much it matters, and where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetFinding {
    /// What.
    pub fault: BudgetFault,
    /// How much it matters.
    pub level: Level,
    /// The field to look at.
    pub field: Field,
}

impl Budget {
    /// Everything that does not fit, lines first.
    pub fn findings(&self, call: &Call, cap: Option<Yen>) -> Vec<BudgetFinding> {
        let mut found: Vec<_> = self
            .lines
            .iter()
            .enumerate()
            .flat_map(|(position, line)| line_findings(position + 1, line, &call.costs))
            .collect();
        let mut note = |level, field: &'static str, fault| {
            found.push(BudgetFinding {
                fault,
                level,
                field: Field::new(field),
            });
        };
        let (Some(sheet), Some(funding)) = (self.sheet(call, cap), self.funding.total()) else {
            note(Level::Error, "line1_unit_price", BudgetFault::TooLarge);
            return found;
        };
        let (asked, grant) = (self.funding.subsidy, sheet.worked.grant);
        match cap.filter(|cap| asked > *cap) {
            Some(cap) => note(Level::Error, "funding_subsidy", BudgetFault::OverCap { asked, cap }),
            None if asked > grant => note(Level::Error, "funding_subsidy", BudgetFault::OverGrant { asked, grant }),
            None if asked < grant => note(
                Level::Notice,
                "funding_subsidy",
                BudgetFault::UnderGrant { asked, grant },
            ),
            None => {}
        }
        if sheet.total != funding {
            let missing = Yen::new(sheet.total.get().saturating_sub(funding.get()));
            note(Level::Error, "funding_members", BudgetFault::FundingDiffers { missing });
        }
        match Yen::checked_sum(self.shares.iter().map(|(_, yen)| *yen)) {
            Some(shared) if shared != self.funding.members => {
                let missing = Yen::new(self.funding.members.get().saturating_sub(shared.get()));
                note(Level::Error, "share1_yen", BudgetFault::SharesDiffer { missing });
            }
            Some(_) => {}
            None => note(Level::Error, "share1_yen", BudgetFault::TooLarge),
        }
        found
    }
}

fn line_findings(row: usize, line: &Line, rules: &CostRules) -> Vec<BudgetFinding> {
    let mut found = Vec::new();
    let mut note = |level, field, fault| {
        found.push(BudgetFinding {
            fault,
            level,
            field: Field::from(row_field("line", row, field)),
        });
    };
    if line.eligible && !rules.items.contains(&line.item) {
        note(Level::Error, "item", BudgetFault::ItemNotAllowed { item: line.item });
    }
    if line.eligible
        && let Some(word) = rules.excluded_word(&line.description)
    {
        let word = word.to_owned();
        note(Level::Warning, "description", BudgetFault::ExcludedWord { word });
    }
    if line.yen == Yen::ZERO {
        note(Level::Warning, "unit_price", BudgetFault::NoCost);
    }
    if line.unit_price >= rules.purchase.asset_from && !line.item.is_outsourcing() {
        let from = rules.purchase.asset_from;
        note(Level::Notice, "unit_price", BudgetFault::Asset { from });
    }
    let purchase = &rules.purchase;
    let single = line.contract.is_some_and(|contract| contract.needs_reason());
    // A single source has one quote by its nature; its reason is asked for instead.
    let need = if single { 1 } else { purchase.quotes };
    if line.yen > purchase.quote_above && line.quotes < need {
        let (have, above) = (line.quotes, purchase.quote_above);
        note(Level::Error, "quotes", BudgetFault::QuotesMissing { have, need, above });
    }
    if line.item.is_outsourcing() && line.payee.is_empty() {
        note(Level::Error, "payee", BudgetFault::PayeeMissing);
    }
    if line.item.is_outsourcing() && line.contract.is_none() {
        note(Level::Error, "contract", BudgetFault::ContractMissing);
    }
    if single && line.reason.is_empty() {
        note(Level::Error, "reason", BudgetFault::ReasonMissing);
    }
    found
}
