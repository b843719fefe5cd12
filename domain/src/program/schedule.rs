//! A moment in the future at which something is to happen by itself: a publication (day and time in Japan), or an end.

use crate::normalise;
use crate::problem::{ProblemCode, Problems};
use crate::value::{Day, Instant, TimeOfDay};

/// How far ahead something can be planned.
const LONGEST_DAYS: i64 = 366;

/// A checked moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// When.
    pub at: Instant,
}

impl Schedule {
    /// Reads a day (`on`) and a time (`at`); without a time, nine in the morning.
    ///
    /// # Errors
    /// Problems at `on` and `at`: what cannot be read, is over, or is more than a year ahead.
    pub fn check(on: &str, at: &str, now: Instant) -> Result<Self, Problems> {
        let mut problems = Problems::new();
        let day = problems.take("on", normalise::date(on).and_then(|day| near(day, now)));
        let time = if normalise::single_line(at).is_empty() {
            TimeOfDay::new(9, 0)
        } else {
            problems.take("at", normalise::time(at))
        };
        let at = day.zip(time).map(|(day, time)| Instant::from_jst(day, time));
        if at.is_some_and(|at| at <= now) {
            // The day is today, so it is the time that is over.
            problems.push("at", ProblemCode::TimeIsOver);
        }
        problems.into_clean(at.map(|at| Self { at }))
    }

    /// Reads the last day (`on`) on which something is still open; the moment is the following midnight.
    ///
    /// # Errors
    /// As [`Self::check`].
    pub fn check_last_day(on: &str, now: Instant) -> Result<Self, Problems> {
        let day = normalise::date(on).and_then(|day| near(day, now));
        let next = day.and_then(|day| day.plus_days(1).ok_or(ProblemCode::ImpossibleDate));
        match next {
            Ok(next) => Ok(Self {
                at: Instant::from_jst(next, TimeOfDay::MIDNIGHT),
            }),
            Err(code) => Err(Problems::one("on", code)),
        }
    }
}

fn near(day: Day, now: Instant) -> Result<Day, ProblemCode> {
    if (0..=LONGEST_DAYS).contains(&now.day_jst().days_until(day)) {
        Ok(day)
    } else {
        Err(ProblemCode::NotSoon { days: LONGEST_DAYS })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Instant {
        Instant::from_jst(Day::from_iso("2026-04-01").unwrap(), TimeOfDay::new(10, 0).unwrap())
    }

    #[test]
    fn 日時は日本時間で読む() {
        let at = Schedule::check("R8.4.2", "午後1時", now()).unwrap().at;
        assert_eq!(at.iso_jst(), "2026-04-02T13:00+09:00");
        assert_eq!(
            Schedule::check("2026-04-02", "", now()).unwrap().at.iso_jst(),
            "2026-04-02T09:00+09:00"
        );
        assert!(
            Schedule::check("2026-04-01", "9:59", now())
                .unwrap_err()
                .has_field("at")
        );
        assert!(Schedule::check("2026-03-31", "", now()).unwrap_err().has_field("on"));
        assert!(Schedule::check("2028-04-01", "", now()).unwrap_err().has_field("on"));
    }

    #[test]
    fn 終了はその日の終わり() {
        let at = Schedule::check_last_day("2026-04-01", now()).unwrap().at;
        assert_eq!(at.iso_jst(), "2026-04-02T00:00+09:00");
        assert!(Schedule::check_last_day("", now()).is_err());
    }
}
