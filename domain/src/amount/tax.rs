//! The return of consumption tax (消費税仕入控除税額の返還, domain §3.1): tax contained in eligible cost that the society later
//! deducts from its own tax. Which share is deductible follows from how it files its return.

use serde::{Deserialize, Serialize};

use crate::code::code_list;
use crate::value::{Rate, Yen};

/// How the society's tax return treats tax on purchases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaxStatus {
    /// No return: exempt, simplified (簡易課税), or too much special income (特定収入割合 above 5 %).
    NothingDeducted,
    /// 全額控除.
    All,
    /// 一括比例配分方式 with this 課税売上割合.
    Proportional(Rate),
    /// 個別対応方式 with this 課税売上割合.
    ByPurpose(Rate),
}

code_list! {
    /// The tax rate of a purchase.
    pub enum TaxRate {
        Standard = "standard", "10%", "10%";
        Reduced = "reduced", "8%（軽減税率）", "8%";
        None = "none", "不課税・非課税", "Not taxed";
    }
}

code_list! {
    /// What a purchase serves; it matters only for 個別対応方式.
    pub enum TaxPurpose {
        Taxable = "taxable", "課税売上対応", "Taxable sales";
        Common = "common", "共通対応", "Both";
        Exempt = "exempt", "非課税売上対応", "Exempt sales";
    }
}

/// Eligible cost, tax included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxLine {
    /// Yen with tax.
    pub yen: Yen,
    /// Tax rate.
    pub rate: TaxRate,
    /// What it serves.
    pub purpose: TaxPurpose,
}

/// Common denominator of 10/110 and 8/108.
const PARTS: i128 = 297;

impl TaxRate {
    /// Tax in an amount that includes it, in 297ths.
    const fn parts(self) -> i128 {
        match self {
            Self::Standard => 27,
            Self::Reduced => 22,
            Self::None => 0,
        }
    }
}

/// The part of a fixed grant that is returned: grant × deductible tax ÷ eligible cost, cut to yen once. `None` when an
/// amount is negative or the grant exceeds the cost.
pub fn tax_return(fixed: Yen, lines: &[TaxLine], status: TaxStatus) -> Option<Yen> {
    if fixed.is_negative() || lines.iter().any(|line| line.yen.is_negative()) {
        return None;
    }
    let cost: i128 = lines.iter().map(|line| i128::from(line.yen.get())).sum();
    if i128::from(fixed.get()) > cost {
        return None;
    }
    // Deductible tax = whole / PARTS + shared × rate / PARTS.
    let (mut whole, mut shared): (i128, i128) = (0, 0);
    for line in lines {
        let tax = i128::from(line.yen.get()) * line.rate.parts();
        match (status, line.purpose) {
            (TaxStatus::NothingDeducted, _) => {}
            (TaxStatus::All, _) | (TaxStatus::ByPurpose(_), TaxPurpose::Taxable) => whole += tax,
            (TaxStatus::Proportional(_), _) | (TaxStatus::ByPurpose(_), TaxPurpose::Common) => shared += tax,
            (TaxStatus::ByPurpose(_), TaxPurpose::Exempt) => {}
        }
    }
    let (numerator, denominator) = match status {
        TaxStatus::Proportional(rate) | TaxStatus::ByPurpose(rate) => (
            whole
                .checked_mul(rate.denominator().into())?
                .checked_add(shared.checked_mul(rate.numerator().into())?)?,
            i128::from(rate.denominator()),
        ),
        TaxStatus::NothingDeducted | TaxStatus::All => (whole, 1),
    };
    let whole_denominator = PARTS.checked_mul(denominator)?.checked_mul(cost.max(1))?;
    let returned = numerator.checked_mul(fixed.get().into())? / whole_denominator;
    i64::try_from(returned).ok().map(Yen::new)
}
