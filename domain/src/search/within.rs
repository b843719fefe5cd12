//! Days in which a deadline comes, and days since something was published, as filters. A longer stretch holds every
//! shorter one, so of several the longest counts.

use crate::code::{RecruitStatus, code_list};
use crate::program::Listing;
use crate::value::{Day, Instant};

code_list! {
    /// 応募締切: how soon recruiting ends. Only what can still be joined, or will be, has a deadline to meet.
    pub enum DueWithin {
        Week = "7", "7日以内に締切", "Closes within 7 days";
        Month = "30", "30日以内に締切", "Closes within 30 days";
        Quarter = "90", "90日以内に締切", "Closes within 90 days";
    }
}

code_list! {
    /// 掲載日: how long ago a program was first published.
    pub enum PostedWithin {
        Week = "7", "7日以内に掲載", "Published in the last 7 days";
        Month = "30", "30日以内に掲載", "Published in the last 30 days";
        Quarter = "90", "90日以内に掲載", "Published in the last 90 days";
    }
}

const DAYS: [i64; 3] = [7, 30, 90];

impl DueWithin {
    /// Whether a deadline falls into these days. `is_ahead`: the program takes requests or will.
    pub fn holds(self, deadline: Option<Day>, is_ahead: bool, today: Day) -> bool {
        let left = deadline.map(|day| day.days_since_epoch() - today.days_since_epoch());
        is_ahead && left.is_some_and(|left| (0..=DAYS[self.index()]).contains(&left))
    }

    /// The same for a listing.
    pub fn holds_for(self, listing: &Listing, today: Day) -> bool {
        self.holds(listing.content.recruit_to, is_ahead(&listing.window(), today), today)
    }
}

impl PostedWithin {
    /// Whether a moment lies in these days. What is published later today counts as today.
    pub fn holds(self, published: Instant, today: Day) -> bool {
        today.days_since_epoch() - published.day_jst().days_since_epoch() <= DAYS[self.index()]
    }
}

/// Whether a program takes requests on a day or will later.
pub fn is_ahead(window: &crate::program::RecruitWindow, today: Day) -> bool {
    window.is(RecruitStatus::Open, today) || window.is(RecruitStatus::Upcoming, today)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> Day {
        Day::from_iso(iso).unwrap()
    }

    #[test]
    fn 締切の日も数え過ぎた日は数えない() {
        let today = day("2026-09-01");
        let within = |it: DueWithin, iso| it.holds(Some(day(iso)), true, today);
        assert!(within(DueWithin::Week, "2026-09-01") && within(DueWithin::Week, "2026-09-08"));
        assert!(!within(DueWithin::Week, "2026-09-09") && within(DueWithin::Month, "2026-09-09"));
        assert!(!within(DueWithin::Quarter, "2026-08-31"));
        assert!(!DueWithin::Quarter.holds(None, true, today));
        assert!(
            !DueWithin::Quarter.holds(Some(today), false, today),
            "nobody can join any more"
        );
    }

    #[test]
    fn 掲載からの日数は日本の暦で数える() {
        let at = |iso: &str| Instant::from_jst(day(iso), crate::value::TimeOfDay::MIDNIGHT);
        let today = day("2026-09-30");
        assert!(PostedWithin::Week.holds(at("2026-09-23"), today));
        assert!(!PostedWithin::Week.holds(at("2026-09-22"), today));
        assert!(
            PostedWithin::Month.holds(at("2026-08-31"), today) && PostedWithin::Week.holds(at("2026-10-01"), today)
        );
    }
}
