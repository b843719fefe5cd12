//! The headings under which people choose what is mailed to them, and how often (INS-05). Mails about security are no
//! notices and always come.

use crate::code::code_list;
use crate::value::{Day, Instant, TimeOfDay, Weekday};

/// The hour in Japan at which digests are mailed.
const DIGEST_HOUR: u8 = 8;

code_list! {
    /// What notices are about, as people choose.
    pub enum Topic {
        Program = "program", "自組合の共同事業", "Your programs";
        Participation = "participation", "参加の申込みと回答", "Requests to join and answers";
        Application = "application", "応募と補助金", "Applications and grants";
        Message = "message", "メッセージと問い合わせ", "Messages and inquiries";
        Organisation = "organisation", "組織とメンバー", "Organisation and members";
        Secretariat = "secretariat", "事務局の仕事", "Work of the secretariat";
    }
}

code_list! {
    /// How often notices of a topic are mailed.
    pub enum MailPace {
        AtOnce = "at-once", "すぐに", "At once";
        Daily = "daily", "毎日まとめて", "Daily digest";
        Weekly = "weekly", "週1回まとめて（月曜）", "Weekly digest (Monday)";
        Never = "never", "メールしない", "Never";
    }
}

impl MailPace {
    /// What counts before somebody has chosen: nobody misses a deadline because of a setting they did not know.
    pub const START: Self = Self::AtOnce;

    /// When the digest is mailed that takes in what happens now: at eight in the morning in Japan, weekly ones on Monday.
    /// `None` for paces without a digest.
    pub fn next_digest(self, now: Instant) -> Option<Instant> {
        let today = now.day_jst();
        let first = match self {
            Self::AtOnce | Self::Never => return None,
            Self::Daily => today,
            Self::Weekly => (0..7)
                .filter_map(|days| today.plus_days(days))
                .find(|day| day.weekday() == Weekday::Monday)?,
        };
        let rhythm = if self == Self::Daily { 1 } else { 7 };
        let at = |day: Day| Some(Instant::from_jst(day, TimeOfDay::new(DIGEST_HOUR, 0)?));
        match at(first) {
            Some(soon) if soon > now => Some(soon),
            _ => at(first.plus_days(rhythm)?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(day: &str, hour: u8) -> Instant {
        Instant::from_jst(Day::from_iso(day).unwrap(), TimeOfDay::new(hour, 0).unwrap())
    }

    #[test]
    fn まとめのメールは朝八時に届く() {
        // 2026-04-01 is a Wednesday, 2026-04-06 a Monday.
        let (early, late) = (instant("2026-04-01", 7), instant("2026-04-01", 8));
        assert_eq!(MailPace::Daily.next_digest(early), Some(instant("2026-04-01", 8)));
        assert_eq!(MailPace::Daily.next_digest(late), Some(instant("2026-04-02", 8)));
        assert_eq!(MailPace::Weekly.next_digest(early), Some(instant("2026-04-06", 8)));
        let (monday, after) = (instant("2026-04-06", 7), instant("2026-04-06", 8));
        assert_eq!(MailPace::Weekly.next_digest(monday), Some(instant("2026-04-06", 8)));
        assert_eq!(MailPace::Weekly.next_digest(after), Some(instant("2026-04-13", 8)));
        assert_eq!(MailPace::AtOnce.next_digest(early), None);
        assert_eq!(MailPace::Never.next_digest(early), None);
    }
}
