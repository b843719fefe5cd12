//! The money of a grant case: decided, paid in advance, fixed, paid, ordered back, returned. Every entry is checked against
//! the others; nothing negative and nothing beyond what is due can be entered.

use serde::{Deserialize, Serialize};

use crate::amount::{Payment, Receipt};
use crate::value::{Day, Yen};

/// A sum ordered back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnOrder {
    /// How much.
    pub yen: Yen,
    /// Until when (納期日).
    pub due: Day,
    /// How much had been returned before this order.
    pub before: Yen,
}

/// Why an entry is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LedgerFault {
    /// The amount is zero or negative.
    NotPositive,
    /// More than this is not possible here.
    TooMuch(Yen),
    /// Nothing has been decided, fixed or ordered yet.
    Nothing,
    /// So much is still open.
    Open(Yen),
    /// Earlier than an entry before.
    TooEarly(Day),
}

/// The money of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    decided: Option<Yen>,
    fixed: Option<Yen>,
    paid: Vec<Receipt>,
    ordered: Option<ReturnOrder>,
    returned: Vec<Payment>,
    /// 仕入控除税額 ordered back of the fixed amount; grants stored before it was known have none.
    #[serde(default)]
    tax: Yen,
}

fn sum(amounts: impl Iterator<Item = Yen>) -> Yen {
    Yen::checked_sum(amounts).unwrap_or(Yen::new(i64::MAX))
}

fn less(one: Yen, other: Yen) -> Yen {
    Yen::new(one.get().saturating_sub(other.get()))
}

impl Ledger {
    /// 交付決定額, after changes.
    pub const fn decided(&self) -> Option<Yen> {
        self.decided
    }

    /// 確定額.
    pub const fn fixed(&self) -> Option<Yen> {
        self.fixed
    }

    /// 仕入控除税額 that was ordered back so far.
    pub const fn tax(&self) -> Yen {
        self.tax
    }

    /// The standing order, if there is one.
    pub const fn ordered(&self) -> Option<ReturnOrder> {
        self.ordered
    }

    /// All payments to the society, for charges.
    pub fn receipts(&self) -> &[Receipt] {
        &self.paid
    }

    /// All returns by the society, for charges.
    pub fn returns(&self) -> &[Payment] {
        &self.returned
    }

    /// Paid, less returned.
    pub fn held(&self) -> Yen {
        less(self.paid_out(), self.returned())
    }

    fn paid_out(&self) -> Yen {
        sum(self.paid.iter().map(|receipt| receipt.yen))
    }

    fn returned(&self) -> Yen {
        sum(self.returned.iter().map(|payment| payment.yen))
    }

    /// What the society may keep as things stand: the fixed amount less the tax it gets back from the tax office, or before
    /// that the decided one.
    pub fn entitled(&self) -> Yen {
        let whole = self.fixed.or(self.decided).unwrap_or(Yen::ZERO);
        less(whole, self.tax).max(Yen::ZERO)
    }

    /// What it holds beyond that.
    pub fn excess(&self) -> Yen {
        less(self.held(), self.entitled()).max(Yen::ZERO)
    }

    /// What is still to be paid to it.
    pub fn owing(&self) -> Yen {
        less(self.entitled(), self.held()).max(Yen::ZERO)
    }

    /// What of the standing order is open.
    pub fn open_return(&self) -> Yen {
        self.ordered.map_or(Yen::ZERO, |order| {
            less(order.yen, less(self.returned(), order.before)).max(Yen::ZERO)
        })
    }

    fn last_day(&self) -> Option<Day> {
        let paid = self.paid.iter().map(|receipt| receipt.on);
        paid.chain(self.returned.iter().map(|payment| payment.on)).max()
    }

    fn in_order(&self, on: Day) -> Result<(), LedgerFault> {
        match self.last_day().filter(|last| on < *last) {
            Some(last) => Err(LedgerFault::TooEarly(last)),
            None => Ok(()),
        }
    }

    /// Decides the amount, or another one.
    pub(super) fn decide(&mut self, yen: Yen) -> Result<(), LedgerFault> {
        if yen <= Yen::ZERO {
            return Err(LedgerFault::NotPositive);
        }
        self.decided = Some(yen);
        Ok(())
    }

    /// Pays so much, at most what is owing.
    pub(super) fn pay(&mut self, yen: Yen, on: Day) -> Result<(), LedgerFault> {
        self.decided.ok_or(LedgerFault::Nothing)?;
        within(yen, self.owing())?;
        self.in_order(on)?;
        self.paid.push(Receipt { on, yen });
        Ok(())
    }

    /// Fixes the amount, at most what was decided; nothing is possible.
    pub(super) fn fix(&mut self, yen: Yen) -> Result<(), LedgerFault> {
        let decided = self.decided.ok_or(LedgerFault::Nothing)?;
        if yen.is_negative() {
            return Err(LedgerFault::NotPositive);
        }
        if yen > decided {
            return Err(LedgerFault::TooMuch(decided));
        }
        self.fixed = Some(yen);
        Ok(())
    }

    /// Lowers what was decided, and with it what was fixed.
    pub(super) fn cancel_part(&mut self, left: Yen) -> Result<(), LedgerFault> {
        let decided = self.decided.ok_or(LedgerFault::Nothing)?;
        if left.is_negative() {
            return Err(LedgerFault::NotPositive);
        }
        if left >= decided {
            return Err(LedgerFault::TooMuch(decided));
        }
        self.decided = Some(left);
        self.fixed = self.fixed.map(|fixed| fixed.min(left));
        Ok(())
    }

    /// Leaves nothing of the decision.
    pub(super) fn cancel_all(&mut self) {
        self.decided = Some(Yen::ZERO);
        self.fixed = Some(Yen::ZERO);
    }

    /// Orders so much back, at most what is held in excess.
    pub(super) fn order_return(&mut self, yen: Yen, due: Day) -> Result<(), LedgerFault> {
        within(yen, self.excess())?;
        self.ordered = Some(ReturnOrder {
            yen,
            due,
            before: self.returned(),
        });
        Ok(())
    }

    /// Orders 仕入控除税額 back. Everything else must be even, so that the order is about the tax alone.
    pub(super) fn order_tax_return(&mut self, yen: Yen, due: Day) -> Result<(), LedgerFault> {
        let fixed = self.fixed.ok_or(LedgerFault::Nothing)?;
        self.is_even()?;
        within(yen, less(fixed, self.tax))?;
        self.tax = self.tax.checked_add(yen).ok_or(LedgerFault::TooMuch(fixed))?;
        self.order_return(yen, due)
    }

    /// Takes in a return, at most what is open.
    pub(super) fn pay_back(&mut self, yen: Yen, on: Day) -> Result<(), LedgerFault> {
        self.ordered.ok_or(LedgerFault::Nothing)?;
        within(yen, self.open_return())?;
        self.in_order(on)?;
        self.returned.push(Payment { on, yen });
        Ok(())
    }

    /// Whether the standing order has been met.
    pub(super) fn is_returned(&self) -> Result<(), LedgerFault> {
        nothing_open(self.open_return())
    }

    /// Whether nothing is owing to either side.
    pub(super) fn is_even(&self) -> Result<(), LedgerFault> {
        nothing_open(self.owing().max(self.excess()))
    }
}

fn within(yen: Yen, most: Yen) -> Result<(), LedgerFault> {
    match yen {
        yen if yen <= Yen::ZERO => Err(LedgerFault::NotPositive),
        yen if yen > most => Err(LedgerFault::TooMuch(most)),
        _ => Ok(()),
    }
}

fn nothing_open(yen: Yen) -> Result<(), LedgerFault> {
    if yen == Yen::ZERO {
        Ok(())
    } else {
        Err(LedgerFault::Open(yen))
    }
}
