//! A budget whose every field has been read. Whether it fits the call is told by its findings.

use serde::{Deserialize, Serialize};

use crate::code::{ContractMethod, CostItem, CostSharing, FundingSource, TaxMode};
use crate::value::{OrganisationId, Quantity, Yen};

/// One line of cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// 費目.
    pub item: CostItem,
    /// 内訳.
    pub description: String,
    /// 単価.
    pub unit_price: Yen,
    /// 数量.
    pub quantity: Quantity,
    /// 単位.
    pub unit: String,
    /// 回数.
    pub times: Quantity,
    /// 金額: the product, rounded down once.
    pub yen: Yen,
    /// 補助対象; other lines stay in the total.
    pub eligible: bool,
    /// 積算根拠.
    pub basis: String,
    /// 支払先.
    pub payee: String,
    /// 契約方法.
    pub contract: Option<ContractMethod>,
    /// Why this contract method.
    pub reason: String,
    /// How many quotes are attached.
    pub quotes: u32,
}

/// Where the money comes from, yen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Funding {
    /// 補助金, as applied for.
    pub subsidy: Yen,
    /// 組合負担.
    pub members: Yen,
    /// 事業主.
    pub employer: Yen,
    /// 寄附金その他の収入.
    pub other: Yen,
}

impl Funding {
    /// The amount of a source.
    pub const fn of(&self, source: FundingSource) -> Yen {
        match source {
            FundingSource::Subsidy => self.subsidy,
            FundingSource::Members => self.members,
            FundingSource::Employer => self.employer,
            FundingSource::Other => self.other,
        }
    }

    /// All sources together, if they fit.
    pub fn total(&self) -> Option<Yen> {
        Yen::checked_sum(FundingSource::ALL.iter().map(|source| self.of(*source)))
    }

    /// What is taken off the cost before the grant is worked out.
    pub fn income(&self) -> Option<Yen> {
        let income = FundingSource::ALL.iter().filter(|source| source.is_income());
        Yen::checked_sum(income.map(|source| self.of(*source)))
    }
}

/// A budget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// 税込 or 税抜, for all lines.
    pub tax: TaxMode,
    /// In the order of the table.
    pub lines: Vec<Line>,
    /// 財源.
    pub funding: Funding,
    /// 費用負担方式 among the societies.
    pub sharing: CostSharing,
    /// What each society pays of 組合負担.
    pub shares: Vec<(OrganisationId, Yen)>,
}
