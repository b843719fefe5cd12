//! Fixing the amount (額の確定, 法15条) and settling it against what was paid in advance (概算払).

use serde::{Deserialize, Serialize};

use super::{Costs, Worked, work_out};
use crate::call::MoneyRules;
use crate::value::Yen;

/// What remains to be paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// 精算払 of so much.
    Pay(Yen),
    /// 返還 of so much (法18条2項).
    Return(Yen),
    /// Nothing.
    Even,
}

/// The settlement of a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// The calculation with the cost as spent and accepted.
    pub worked: Worked,
    /// 交付決定額, after changes.
    pub decided: Yen,
    /// 確定額: never more than decided.
    pub fixed: Yen,
    /// 不用額: decided less fixed.
    pub unused: Yen,
    /// 概算払済額.
    pub paid: Yen,
    /// What remains.
    pub outcome: Outcome,
}

/// Settles a grant by the cost that was accepted. `None` when an amount is negative or does not fit.
pub fn settle(spent: &Costs, money: &MoneyRules, cap: Option<Yen>, decided: Yen, paid: Yen) -> Option<Settlement> {
    if decided.is_negative() || paid.is_negative() {
        return None;
    }
    let worked = work_out(spent, money, cap)?;
    let fixed = worked.grant.min(decided);
    let difference = fixed.checked_sub(paid)?;
    Some(Settlement {
        worked,
        decided,
        fixed,
        unused: decided.checked_sub(fixed)?,
        paid,
        outcome: match difference.get() {
            0 => Outcome::Even,
            more if more > 0 => Outcome::Pay(difference),
            less => Outcome::Return(Yen::new(-less)),
        },
    })
}
