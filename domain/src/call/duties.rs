//! What comes after the decision: changes, withdrawal, reports, keeping of books, publication (domain §3.2). Dates are
//! counted here because each call counts in its own way.

use serde::{Deserialize, Serialize};

use crate::value::{Day, FiscalYear, Rate, Yen};

/// What may be changed without approval (軽微な変更, 法7条).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeRules {
    /// Money may move between cost items by at most this share of the smaller item.
    pub minor_share: Rate,
}

impl ChangeRules {
    /// Whether moving `moved` out of or into items of which the smaller has `smaller` needs no approval.
    pub fn is_minor(&self, smaller: Yen, moved: Yen) -> bool {
        let allowed = i128::from(smaller.get().max(0)) * i128::from(self.minor_share.numerator());
        i128::from(moved.get().abs()) * i128::from(self.minor_share.denominator()) <= allowed
    }
}

/// Time limits after the decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRules {
    /// 取下げ: days after the day of the notice (法9条).
    pub withdraw_days: u32,
    /// 実績報告: days after completion.
    pub report_days: u32,
    /// 実績報告: in any case until this day.
    pub report_by: Day,
    /// 標準処理期間: days from arrival to decision (法6条2項).
    pub standard_days: u32,
    /// 保存年数, counted from the end of the fiscal year of completion.
    pub retention_years: u32,
}

impl ReportRules {
    /// The last day on which an applicant can withdraw after a notice of that day.
    pub fn withdraw_until(&self, notified_on: Day) -> Day {
        later(notified_on, self.withdraw_days)
    }

    /// The last day for 実績報告: the earlier of the two limits.
    pub fn report_due(&self, completed_on: Day) -> Day {
        later(completed_on, self.report_days).min(self.report_by)
    }

    /// The last day on which books and evidence must be kept.
    pub fn retain_until(&self, completed_on: Day) -> Day {
        let year = FiscalYear::of(completed_on);
        let years = i32::try_from(self.retention_years).unwrap_or(i32::MAX);
        FiscalYear::new(year.get().saturating_add(years))
            .unwrap_or(FiscalYear::MAX)
            .end()
    }

    /// The day by which the office should have decided about something that arrived on a day.
    pub fn decide_by(&self, arrived_on: Day) -> Day {
        later(arrived_on, self.standard_days)
    }
}

fn later(day: Day, days: u32) -> Day {
    day.plus_days(days.into()).unwrap_or(Day::MAX)
}

/// What an adopted program owes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duties {
    /// R8: consent to publication is required.
    pub publication: bool,
    /// R9: 横展開に資する資料 is due with 実績報告.
    pub rollout: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> Day {
        Day::from_iso(iso).unwrap()
    }

    const RULES: ReportRules = ReportRules {
        withdraw_days: 10,
        report_days: 30,
        report_by: Day::MAX,
        standard_days: 60,
        retention_years: 5,
    };

    #[test]
    fn 報告の期限は早い方() {
        let rules = ReportRules {
            report_by: day("2027-04-10"),
            ..RULES
        };
        assert_eq!(rules.report_due(day("2027-03-31")), day("2027-04-10"));
        assert_eq!(rules.report_due(day("2027-01-31")), day("2027-03-02"));
        assert_eq!(rules.withdraw_until(day("2026-06-01")), day("2026-06-11"));
        assert_eq!(rules.decide_by(day("2026-06-01")), day("2026-07-31"));
    }

    #[test]
    fn 保存は年度の終わりから数える() {
        assert_eq!(RULES.retain_until(day("2027-03-31")), day("2032-03-31"));
        assert_eq!(RULES.retain_until(day("2027-04-01")), day("2033-03-31"));
    }

    #[test]
    fn 軽微な変更の境目() {
        let rules = ChangeRules {
            minor_share: Rate::new(1, 5).unwrap(),
        };
        assert!(rules.is_minor(Yen::new(1_000), Yen::new(200)));
        assert!(!rules.is_minor(Yen::new(1_000), Yen::new(201)));
        assert!(rules.is_minor(Yen::new(1_000), Yen::new(-200)));
        assert!(!rules.is_minor(Yen::ZERO, Yen::new(1)));
        assert!(rules.is_minor(Yen::new(i64::MAX), Yen::new(i64::MAX / 5)));
    }
}
