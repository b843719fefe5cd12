//! What is due on top of a returned grant: 加算金 from the day of receipt, 延滞金 from the day after the due date (法19条),
//! at 10.95 % per 365 days, also in leap years. Fractions of a yen are cut once, at the end.

use serde::{Deserialize, Serialize};

use crate::value::{Day, Yen};

/// A charge in ten-thousandths per 365 days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Charge(pub u32);

/// 10.95 % per 365 days, which is 0.03 % per day (法19条).
pub const STATUTORY: Charge = Charge(1_095);

/// Money of the grant that was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// 受領の日.
    pub on: Day,
    /// How much.
    pub yen: Yen,
}

/// Money that was paid back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// 納付の日.
    pub on: Day,
    /// How much; it meets the sum ordered back before any charge.
    pub yen: Yen,
}

/// 加算金 on a return ordered after a cancellation, for the days until `until`, the day of receipt included. Of a grant
/// received in parts, the parts received last are returned first. `None` when amounts are negative, more is ordered back
/// than was received, or a part is paid back before the last receipt.
pub fn surcharge(ordered: Yen, receipts: &[Receipt], payments: &[Payment], until: Day, charge: Charge) -> Option<Yen> {
    let mut receipts = receipts.to_vec();
    receipts.sort_by_key(|receipt| receipt.on);
    let last = receipts.last().map(|receipt| receipt.on)?;
    if payments.iter().any(|payment| payment.on < last) {
        return None;
    }
    let mut rest = ordered;
    let mut changes = Vec::new();
    for receipt in receipts.iter().rev() {
        if receipt.yen.is_negative() {
            return None;
        }
        let part = receipt.yen.min(rest);
        rest = rest.checked_sub(part)?;
        // The charge runs on the day of receipt itself.
        changes.push((receipt.on, part.get()));
    }
    if rest > Yen::ZERO {
        return None;
    }
    accrue(ordered, changes, payments, until, charge)
}

/// 延滞金 on a return that is not paid in time, for the days after `due` until `until`.
pub fn late_charge(ordered: Yen, due: Day, payments: &[Payment], until: Day, charge: Charge) -> Option<Yen> {
    let first = due.plus_days(1)?;
    accrue(ordered, vec![(first, ordered.get())], payments, until, charge)
}

/// Adds up what is outstanding on each day. `changes` says from which day on how much more is owed; a payment lowers it
/// from the day after.
fn accrue(
    ordered: Yen,
    mut changes: Vec<(Day, i64)>,
    payments: &[Payment],
    until: Day,
    Charge(per_ten_thousand): Charge,
) -> Option<Yen> {
    if ordered.is_negative() || payments.iter().any(|payment| payment.yen.is_negative()) {
        return None;
    }
    let first = changes.iter().map(|(day, _)| *day).min()?;
    let mut payments = payments.to_vec();
    payments.sort_by_key(|payment| payment.on);
    let mut open = ordered.get();
    for payment in payments {
        // What is paid beyond the sum meets charges, not the sum.
        let part = payment.yen.get().min(open);
        open -= part;
        changes.push((payment.on.plus_days(1)?.max(first), -part));
    }
    changes.sort_unstable();
    let end = until.plus_days(1)?;
    let mut outstanding: i128 = 0;
    let mut yen_days: i128 = 0;
    let mut from = first;
    for (day, change) in changes {
        let day = day.min(end);
        yen_days += outstanding * i128::from(from.days_until(day).max(0));
        outstanding += i128::from(change);
        from = from.max(day);
    }
    yen_days += outstanding * i128::from(from.days_until(end).max(0));
    let charge = yen_days.checked_mul(per_ten_thousand.into())? / (10_000 * 365);
    i64::try_from(charge).ok().map(Yen::new)
}
