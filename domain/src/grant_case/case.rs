//! A grant case as a whole: a step is taken with its money or not at all.

use serde::{Deserialize, Serialize};

use super::{GrantState, GrantStep, Ledger, LedgerFault};
use crate::value::{Day, Yen};

/// The money of a step: an amount and the day it counts from. Steps without money ignore it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// How much: decided, paid, fixed, left by a cancellation, ordered back, returned.
    pub yen: Yen,
    /// Day of payment, or the day until which an ordered return is due.
    pub on: Day,
}

/// Why a step is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "refusal", content = "what", rename_all = "kebab-case")]
pub enum CaseRefusal {
    /// The step does not exist in this state.
    State(GrantState),
    /// The money does not allow it.
    Money(LedgerFault),
    /// The call knows no payment in advance.
    NoAdvance,
}

impl From<LedgerFault> for CaseRefusal {
    fn from(fault: LedgerFault) -> Self {
        Self::Money(fault)
    }
}

/// State and money of a grant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantCase {
    state: GrantState,
    ledger: Ledger,
    /// 概算払 is possible under the call.
    advance: bool,
}

impl GrantCase {
    /// A case that has just begun.
    pub fn new(advance: bool) -> Self {
        Self {
            state: GrantState::Draft,
            ledger: Ledger::default(),
            advance,
        }
    }

    /// Where it is.
    pub const fn state(&self) -> GrantState {
        self.state
    }

    /// Its money.
    pub const fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The case after a step.
    ///
    /// # Errors
    /// When the state or the money does not allow it; nothing has changed then.
    pub fn take(&self, step: GrantStep, sum: Sum) -> Result<Self, CaseRefusal> {
        let state = self.state.next(step).ok_or(CaseRefusal::State(self.state))?;
        let mut ledger = self.ledger.clone();
        match step {
            GrantStep::Decide | GrantStep::ChangeAmount => ledger.decide(sum.yen)?,
            GrantStep::Advance if !self.advance => return Err(CaseRefusal::NoAdvance),
            GrantStep::Advance | GrantStep::Pay => ledger.pay(sum.yen, sum.on)?,
            GrantStep::FixAmount | GrantStep::Refix => ledger.fix(sum.yen)?,
            GrantStep::CancelPart => ledger.cancel_part(sum.yen)?,
            GrantStep::CancelAll => ledger.cancel_all(),
            GrantStep::OrderReturn => ledger.order_return(sum.yen, sum.on)?,
            GrantStep::OrderTaxReturn => ledger.order_tax_return(sum.yen, sum.on)?,
            GrantStep::PayBack => ledger.pay_back(sum.yen, sum.on)?,
            GrantStep::FinishReturn => ledger.is_returned()?,
            GrantStep::Close => ledger.is_even()?,
            _ => {}
        }
        Ok(Self {
            state,
            ledger,
            advance: self.advance,
        })
    }
}

/// Whether papers may be disposed of: the time is over and no legal hold stands.
pub fn may_dispose(retain_until: Day, today: Day, legal_hold: bool) -> bool {
    today > retain_until && !legal_hold
}
