//! 加算金 and 延滞金 on a standing order (法19条): which receipts and returns count follows from the ledger.

use serde::{Deserialize, Serialize};

use super::Ledger;
use crate::amount::{Payment, Receipt, STATUTORY, late_charge, surcharge};
use crate::code::code_list;
use crate::value::{Day, Yen};

code_list! {
    /// Why something is ordered back.
    pub enum ReturnCause {
        Cancelled = "cancelled", "決定の取消し（法18条1項）", "The decision was cancelled";
        Tax = "tax", "消費税仕入控除税額の返還（交付の条件）", "Consumption tax that was deducted";
        Overpaid = "overpaid", "確定額を超える支払（法18条2項）", "More was paid than fixed";
    }
}

/// What is due on top of a return.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charges {
    /// 加算金: only after a cancellation.
    pub surcharge: Yen,
    /// 延滞金.
    pub late: Yen,
}

impl Charges {
    /// Both together.
    pub fn total(self) -> Yen {
        self.surcharge.checked_add(self.late).unwrap_or(Yen::new(i64::MAX))
    }
}

impl Ledger {
    /// The charges on the standing order for the days until `until`; nothing where nothing is ordered back. `None` when the
    /// entries make no sense.
    pub fn charges(&self, cause: ReturnCause, until: Day) -> Option<Charges> {
        let Some(order) = self.ordered() else {
            return Some(Charges::default());
        };
        let payments = after(self.returns(), order.before);
        let surcharge = match cause {
            ReturnCause::Cancelled => {
                let held = held(self.receipts(), order.before);
                surcharge(order.yen, &held, &payments, until, STATUTORY)?
            }
            ReturnCause::Overpaid | ReturnCause::Tax => Yen::ZERO,
        };
        Some(Charges {
            surcharge,
            late: late_charge(order.yen, order.due, &payments, until, STATUTORY)?,
        })
    }
}

/// The returns that came after so much had been returned.
fn after(returns: &[Payment], before: Yen) -> Vec<Payment> {
    let mut rest = before.get();
    let kept = returns.iter().filter_map(|payment| {
        let earlier = payment.yen.get().min(rest);
        rest -= earlier;
        let yen = Yen::new(payment.yen.get() - earlier);
        (yen > Yen::ZERO).then_some(Payment { yen, ..*payment })
    });
    kept.collect()
}

/// The receipts that are left after so much was returned; what came last went back first.
fn held(receipts: &[Receipt], returned: Yen) -> Vec<Receipt> {
    let mut rest = returned.get();
    let mut kept: Vec<_> = receipts
        .iter()
        .rev()
        .map(|receipt| {
            let gone = receipt.yen.get().min(rest);
            rest -= gone;
            Receipt {
                yen: Yen::new(receipt.yen.get() - gone),
                ..*receipt
            }
        })
        .collect();
    kept.reverse();
    kept
}
