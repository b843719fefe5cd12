//! A moment in time, and the clock that tells it. This crate has no clock of its own: the real one is the server's, and
//! tests and seeds set a fixed one. Japan has one zone without summer time, so its time is UTC plus nine hours.

use std::sync::atomic::{AtomicI64, Ordering};

use serde::{Deserialize, Serialize};

use super::{Day, TimeOfDay};
use crate::lang::Lang;

const MILLIS_PER_MINUTE: i64 = 60_000;
const MILLIS_PER_DAY: i64 = 24 * 60 * MILLIS_PER_MINUTE;
const JST_OFFSET_MILLIS: i64 = 9 * 60 * MILLIS_PER_MINUTE;

/// A moment: milliseconds since 1 January 1970, 00:00 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(i64);

impl Instant {
    /// The moment so many milliseconds after the epoch.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the epoch.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// A day and time as a clock in Japan shows them.
    pub fn from_jst(day: Day, time: TimeOfDay) -> Self {
        let minutes = i64::from(time.minutes_from_midnight());
        Self(day.days_since_epoch() * MILLIS_PER_DAY + minutes * MILLIS_PER_MINUTE - JST_OFFSET_MILLIS)
    }

    /// The moment so much later, or earlier for a negative number; stays at the border of what can be counted.
    #[must_use]
    pub const fn plus_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// Milliseconds from this moment to `other`; negative when it lies earlier.
    pub const fn millis_until(self, other: Self) -> i64 {
        other.0.saturating_sub(self.0)
    }

    /// The day in Japan.
    pub fn day_jst(self) -> Day {
        day_of(self.0.saturating_add(JST_OFFSET_MILLIS))
    }

    /// The time of day in Japan, to the minute.
    pub fn time_jst(self) -> TimeOfDay {
        time_of(self.0.saturating_add(JST_OFFSET_MILLIS))
    }

    /// `2026-03-13T08:00:00.000Z`.
    pub fn iso_utc(self) -> String {
        let millis_of_minute = self.0.rem_euclid(MILLIS_PER_MINUTE);
        let (seconds, millis) = (millis_of_minute / 1000, millis_of_minute % 1000);
        format!("{}T{}:{seconds:02}.{millis:03}Z", day_of(self.0), time_of(self.0))
    }

    /// `2026-03-13T17:00+09:00`, for `<time datetime>`.
    pub fn iso_jst(self) -> String {
        format!("{}T{}+09:00", self.day_jst(), self.time_jst())
    }

    /// `令和8年3月13日（金）17時00分`, `13 March 2026 (Fri) 17:00 JST`.
    pub fn format_jst(self, lang: Lang) -> String {
        let (day, time) = (self.day_jst(), self.time_jst());
        match lang {
            Lang::Ja => format!("{}{}時{:02}分", day.short_ja(), time.hour(), time.minute()),
            Lang::En => format!("{} {time} JST", day.long_en()),
        }
    }
}

fn day_of(millis: i64) -> Day {
    let days = millis.div_euclid(MILLIS_PER_DAY);
    Day::from_days_since_epoch(days).unwrap_or(if days < 0 { Day::MIN } else { Day::MAX })
}

fn time_of(millis: i64) -> TimeOfDay {
    TimeOfDay::wrapping_minutes(millis.rem_euclid(MILLIS_PER_DAY) / MILLIS_PER_MINUTE)
}

/// Something that tells the time.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Instant;

    /// The present day in Japan.
    fn today(&self) -> Day {
        self.now().day_jst()
    }
}

/// A clock that stands still until it is set, for tests and for seeds that must come out the same every time.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// A clock that stands at a moment.
    pub const fn new(now: Instant) -> Self {
        Self(AtomicI64::new(now.millis()))
    }

    /// Sets the clock.
    pub fn set(&self, now: Instant) {
        self.0.store(now.millis(), Ordering::SeqCst);
    }

    /// Moves the clock forward, or back for a negative number.
    pub fn advance_millis(&self, millis: i64) {
        self.0.fetch_add(millis, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Instant {
        Instant::from_millis(self.0.load(Ordering::SeqCst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jst(iso: &str, hour: u8, minute: u8) -> Instant {
        Instant::from_jst(Day::from_iso(iso).unwrap(), TimeOfDay::new(hour, minute).unwrap())
    }

    #[test]
    fn 日本時間の表示() {
        let deadline = jst("2026-03-13", 17, 0);
        assert_eq!(deadline.format_jst(Lang::Ja), "令和8年3月13日（金）17時00分");
        assert_eq!(deadline.format_jst(Lang::En), "13 March 2026 (Fri) 17:00 JST");
        assert_eq!(deadline.iso_utc(), "2026-03-13T08:00:00.000Z");
        assert_eq!(deadline.iso_jst(), "2026-03-13T17:00+09:00");
        assert_eq!(deadline.plus_millis(1_234).iso_utc(), "2026-03-13T08:00:01.234Z");
    }

    #[test]
    fn 日付は日本の零時に変わる() {
        let midnight = jst("2026-04-01", 0, 0);
        assert_eq!(midnight.day_jst().iso(), "2026-04-01");
        assert_eq!(midnight.plus_millis(-1).day_jst().iso(), "2026-03-31");
        assert_eq!(midnight.iso_utc(), "2026-03-31T15:00:00.000Z");
        assert_eq!(Instant::from_millis(-1).iso_utc(), "1969-12-31T23:59:59.999Z");
    }

    #[test]
    fn 範囲の外でも止まらない() {
        assert_eq!(Instant::from_millis(i64::MAX).day_jst(), Day::MAX);
        assert_eq!(Instant::from_millis(i64::MIN).day_jst(), Day::MIN);
    }

    #[test]
    fn 止まった時計は進められる() {
        let clock = FixedClock::new(jst("2026-03-31", 23, 59));
        assert_eq!(clock.today().iso(), "2026-03-31");
        clock.advance_millis(60_000);
        assert_eq!(clock.today().iso(), "2026-04-01");
        clock.set(Instant::from_millis(0));
        assert_eq!(clock.now().millis(), 0);
    }
}
