//! The dates of a call, all in Japan's time. The server's clock is compared with them; there is no grace.

use serde::{Deserialize, Serialize};

use crate::value::{Day, Instant};

/// When a call is open and when its programs run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dates {
    /// 受付開始.
    pub open_at: Instant,
    /// 締切: a submission that is complete at this very moment is in time.
    pub close_at: Instant,
    /// 事業期間, first day.
    pub project_from: Day,
    /// 事業期間, last day.
    pub project_to: Day,
    /// 説明会, if there is one.
    pub briefing: Option<Day>,
}

impl Dates {
    /// Whether a submission at this moment is accepted.
    pub fn accepts(&self, now: Instant) -> bool {
        (self.open_at..=self.close_at).contains(&now)
    }

    /// Whether the deadline has passed, with an extension granted to one applicant.
    pub fn is_over(&self, now: Instant, extended_to: Option<Instant>) -> bool {
        now > extended_to.map_or(self.close_at, |extended| extended.max(self.close_at))
    }

    /// Whether a program's period lies within 事業期間.
    pub fn cover(&self, from: Day, to: Day) -> bool {
        self.project_from <= from && from <= to && to <= self.project_to
    }
}

/// An age in whole months: how old a figure may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MonthsOld(pub u32);

impl MonthsOld {
    /// Whether a day lies longer ago than this. A figure of 31 March is twelve months old until the next 31 March.
    pub fn is_exceeded(self, day: Day, today: Day) -> bool {
        let months = i64::from(today.year() - day.year()) * 12 + i64::from(today.month()) - i64::from(day.month());
        let limit = i64::from(self.0);
        let day_in_month = |day: Day| (day.day(), is_last_of_month(day));
        let ((then, _), (now, now_is_last)) = (day_in_month(day), day_in_month(today));
        // On the last day of a shorter month the whole month has passed.
        months > limit || (months == limit && now > then && !(now_is_last && is_last_of_month(day)))
    }
}

fn is_last_of_month(day: Day) -> bool {
    day.plus_days(1).is_none_or(|next| next.month() != day.month())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::TimeOfDay;

    fn day(iso: &str) -> Day {
        Day::from_iso(iso).unwrap()
    }

    #[test]
    fn 締切ちょうどは間に合う() {
        let at = |iso, hour| Instant::from_jst(day(iso), TimeOfDay::new(hour, 0).unwrap());
        let dates = Dates {
            open_at: at("2026-02-01", 9),
            close_at: at("2026-03-13", 17),
            project_from: day("2026-04-01"),
            project_to: day("2027-03-31"),
            briefing: None,
        };
        assert!(dates.accepts(dates.close_at) && dates.accepts(dates.open_at));
        assert!(!dates.accepts(dates.close_at.plus_millis(1)));
        assert!(!dates.accepts(dates.open_at.plus_millis(-1)));
        assert!(dates.is_over(dates.close_at.plus_millis(1), None));
        let extended = dates.close_at.plus_millis(1_000);
        assert!(!dates.is_over(extended, Some(extended)));
        assert!(dates.is_over(extended.plus_millis(1), Some(extended)));
        assert!(!dates.is_over(dates.close_at, Some(dates.open_at)), "never shortened");
        assert!(dates.cover(day("2026-04-01"), day("2027-03-31")));
        assert!(!dates.cover(day("2026-03-31"), day("2027-03-31")));
        assert!(!dates.cover(day("2026-04-01"), day("2027-04-01")));
    }

    #[test]
    fn 月数の境目() {
        let twelve = MonthsOld(12);
        for (then, now, exceeded) in [
            ("2025-10-31", "2026-10-31", false),
            ("2025-10-31", "2026-11-01", true),
            ("2025-10-15", "2026-10-16", true),
            ("2024-02-29", "2025-02-28", false),
            ("2025-02-28", "2026-02-28", false),
            ("2025-02-28", "2026-03-01", true),
            ("2026-10-31", "2026-01-01", false),
        ] {
            assert_eq!(twelve.is_exceeded(day(then), day(now)), exceeded, "{then} {now}");
        }
    }
}
