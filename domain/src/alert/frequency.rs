//! How often somebody wants to hear of what is new.

use crate::code::code_list;
use crate::value::{Day, Instant, TimeOfDay, Weekday};

code_list! {
    /// How often mail about a saved search may come (ALRT-02).
    pub enum Frequency {
        AtOnce = "at-once", "すぐに", "At once";
        Daily = "daily", "毎日（朝7時）", "Every day at 7 a.m.";
        Weekly = "weekly", "週1回（月曜の朝7時）", "Every Monday at 7 a.m.";
    }
}

/// After a mail at once, what comes within this time waits for the next, in milliseconds: who publishes ten programs in
/// a row causes two mails, not ten.
const GATHERING: i64 = 10 * 60 * 1000;

const HOUR: u8 = 7;

impl Frequency {
    /// When mail may be sent next, after it has been, or could have been, at `now`.
    pub fn next(self, now: Instant) -> Instant {
        match self {
            Self::AtOnce => now.plus_millis(GATHERING),
            Self::Daily => morning_after(now, |_| true),
            Self::Weekly => morning_after(now, |day| day.weekday() == Weekday::Monday),
        }
    }

    /// When mail may be sent first for a search that is saved at `now`.
    pub fn first(self, now: Instant) -> Instant {
        match self {
            Self::AtOnce => now,
            Self::Daily | Self::Weekly => self.next(now),
        }
    }
}

/// The first seven o'clock in Japan after a moment on a day that fits.
fn morning_after(now: Instant, fits: impl Fn(Day) -> bool) -> Instant {
    let seven = TimeOfDay::new(HOUR, 0).unwrap_or(TimeOfDay::MIDNIGHT);
    let today = now.day_jst();
    (0..=7)
        .filter_map(|later| today.plus_days(later))
        .filter(|day| fits(*day))
        .map(|day| Instant::from_jst(day, seven))
        .find(|morning| *morning > now)
        .unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jst(iso: &str, hour: u8, minute: u8) -> Instant {
        Instant::from_jst(Day::from_iso(iso).unwrap(), TimeOfDay::new(hour, minute).unwrap())
    }

    #[test]
    fn 毎日は次の朝七時() {
        let next = |now| Frequency::Daily.next(now);
        assert_eq!(next(jst("2026-09-01", 6, 59)), jst("2026-09-01", 7, 0));
        assert_eq!(next(jst("2026-09-01", 7, 0)), jst("2026-09-02", 7, 0));
        assert_eq!(next(jst("2026-12-31", 23, 0)), jst("2027-01-01", 7, 0));
    }

    #[test]
    fn 週一回は次の月曜の朝七時() {
        let next = |now| Frequency::Weekly.next(now);
        // 2026-09-07 is a Monday.
        assert_eq!(next(jst("2026-09-01", 12, 0)), jst("2026-09-07", 7, 0));
        assert_eq!(next(jst("2026-09-07", 6, 0)), jst("2026-09-07", 7, 0));
        assert_eq!(next(jst("2026-09-07", 7, 0)), jst("2026-09-14", 7, 0));
    }

    #[test]
    fn すぐには間を置くだけで最初は待たない() {
        let now = jst("2026-09-01", 12, 0);
        assert_eq!(Frequency::AtOnce.first(now), now);
        assert_eq!(Frequency::AtOnce.next(now), jst("2026-09-01", 12, 10));
        assert_eq!(Frequency::Daily.first(now), jst("2026-09-02", 7, 0));
    }
}
