//! Whether a program can be joined on a given day. Derived from dates and numbers each time, never stored.

use crate::code::{ListingKind, RecruitStatus};
use crate::value::Day;

use super::CleanProgram;

/// A program counts as まもなく締切 from this many days before its deadline.
pub const CLOSING_DAYS: i64 = 7;

/// The facts recruiting depends on; small and copyable, so that an index can keep one per program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecruitWindow {
    /// Whether societies are sought at all.
    pub kind: ListingKind,
    /// First day of recruiting.
    pub from: Option<Day>,
    /// Last day of recruiting.
    pub to: Option<Day>,
    /// Last day of the program.
    pub period_to: Day,
    /// No place is left.
    pub full: bool,
    /// The organiser ended the listing early.
    pub ended: bool,
}

impl RecruitWindow {
    /// The window of a published program; `ended` when its listing has been closed.
    pub fn of(program: &CleanProgram, ended: bool) -> Self {
        Self {
            kind: program.kind,
            from: program.recruit_from,
            to: program.recruit_to,
            period_to: program.period_to,
            full: program.places_left() == Some(0),
            ended,
        }
    }

    /// The one status shown on a card. [`RecruitStatus::Closing`] is a kind of [`RecruitStatus::Open`]: a search for
    /// 募集中 finds both, see [`Self::is`].
    pub fn status(&self, today: Day) -> RecruitStatus {
        if self.ended || today > self.period_to {
            return RecruitStatus::Ended;
        }
        let recruits = self.kind != ListingKind::Reference;
        match (self.from, self.to) {
            (Some(from), _) if recruits && today < from => RecruitStatus::Upcoming,
            (_, Some(to)) if recruits && today <= to => {
                if self.full {
                    RecruitStatus::Full
                } else if today.days_until(to) <= CLOSING_DAYS {
                    RecruitStatus::Closing
                } else {
                    RecruitStatus::Open
                }
            }
            _ => RecruitStatus::Running,
        }
    }

    /// Whether the program answers to a status in a search.
    pub fn is(&self, wanted: RecruitStatus, today: Day) -> bool {
        let status = self.status(today);
        status == wanted || (wanted == RecruitStatus::Open && status == RecruitStatus::Closing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn window() -> RecruitWindow {
        RecruitWindow {
            kind: ListingKind::Recruit,
            from: Some(day("2026-04-01")),
            to: Some(day("2026-05-31")),
            period_to: day("2027-03-31"),
            full: false,
            ended: false,
        }
    }

    #[test]
    fn 募集期間の前後で状態が変わる() {
        let status = |text| window().status(day(text));
        assert_eq!(status("2026-03-31"), RecruitStatus::Upcoming);
        assert_eq!(status("2026-04-01"), RecruitStatus::Open);
        assert_eq!(status("2026-05-23"), RecruitStatus::Open);
        assert_eq!(status("2026-05-24"), RecruitStatus::Closing);
        assert_eq!(status("2026-05-31"), RecruitStatus::Closing);
        assert_eq!(status("2026-06-01"), RecruitStatus::Running);
        assert_eq!(status("2027-03-31"), RecruitStatus::Running);
        assert_eq!(status("2027-04-01"), RecruitStatus::Ended);
    }

    #[test]
    fn まもなく締切は募集中にも含まれる() {
        let closing = day("2026-05-30");
        assert!(window().is(RecruitStatus::Open, closing));
        assert!(window().is(RecruitStatus::Closing, closing));
        assert!(!window().is(RecruitStatus::Closing, day("2026-04-10")));
    }

    #[test]
    fn 満員と終了と参考事例() {
        let today = day("2026-04-10");
        assert_eq!(
            RecruitWindow { full: true, ..window() }.status(today),
            RecruitStatus::Full
        );
        assert_eq!(
            RecruitWindow {
                ended: true,
                ..window()
            }
            .status(today),
            RecruitStatus::Ended
        );
        let reference = RecruitWindow {
            kind: ListingKind::Reference,
            from: None,
            to: None,
            ..window()
        };
        assert_eq!(reference.status(today), RecruitStatus::Running);
    }
}
