//! A calendar day without time or zone. Days are stored and compared in ISO form only; eras appear when a day is shown.

use std::fmt;

use jiff::civil::Date;
use jiff::{SignedDuration, Span};

use super::EraYear;
use crate::lang::Lang;
use crate::problem::ProblemCode;

/// A calendar day from 1 January of year 1 to 31 December 9999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names of the days say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// All days, from Monday.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// The short name: 金, Fri.
    pub const fn short_name(self, lang: Lang) -> &'static str {
        const JA: [&str; 7] = ["月", "火", "水", "木", "金", "土", "日"];
        const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        match lang {
            Lang::Ja => JA[self as usize],
            Lang::En => EN[self as usize],
        }
    }
}

/// The English names of the months, for display and for reading.
pub(crate) const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Day {
    /// The first day that can be represented.
    pub const MIN: Self = Self(Date::constant(1, 1, 1));

    /// The last day that can be represented.
    pub const MAX: Self = Self(Date::constant(9999, 12, 31));

    /// 1 January 1970, from which [`Day::days_since_epoch`] counts.
    const EPOCH: Self = Self(Date::constant(1970, 1, 1));

    /// The day of a western year, month and day of the month, if there is one.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        if year < 1 {
            return None;
        }
        let (year, month, day) = (year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?);
        Date::new(year, month, day).ok().map(Self)
    }

    /// The day of exactly the form `2026-03-13`; for what people type, see [`normalise`](crate::normalise).
    pub fn from_iso(text: &str) -> Option<Self> {
        let well_formed = text.len() == 10
            && text.bytes().enumerate().all(|(position, byte)| match position {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !well_formed {
            return None;
        }
        Self::from_ymd(
            text[..4].parse().ok()?,
            text[5..7].parse().ok()?,
            text[8..].parse().ok()?,
        )
    }

    /// The day that lies so many days after 1 January 1970.
    pub fn from_days_since_epoch(days: i64) -> Option<Self> {
        Self::EPOCH.plus_days(days)
    }

    /// The number of days since 1 January 1970.
    pub fn days_since_epoch(self) -> i64 {
        Self::EPOCH.days_until(self)
    }

    /// The western year.
    pub fn year(self) -> i32 {
        self.0.year().into()
    }

    /// The month, from 1.
    pub fn month(self) -> u32 {
        self.0.month().unsigned_abs().into()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u32 {
        self.0.day().unsigned_abs().into()
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        let from_monday = self.0.weekday().to_monday_zero_offset();
        Weekday::ALL[usize::from(from_monday.unsigned_abs())]
    }

    /// The year of the era; `None` before 1873.
    pub fn era(self) -> Option<EraYear> {
        EraYear::of(self)
    }

    /// How many days `other` lies later; negative when it lies earlier.
    pub fn days_until(self, other: Self) -> i64 {
        const DAY: SignedDuration = SignedDuration::from_hours(24);
        self.0.duration_until(other.0).as_secs() / DAY.as_secs()
    }

    /// The same day so many years later; 28 February where the year has no 29th.
    pub fn plus_years(self, years: i32) -> Option<Self> {
        let year = self.year().checked_add(years)?;
        Self::from_ymd(year, self.month(), self.day()).or_else(|| Self::from_ymd(year, self.month(), 28))
    }

    /// The day so many days later, or earlier for a negative number.
    pub fn plus_days(self, days: i64) -> Option<Self> {
        let later = self.0.checked_add(Span::new().try_days(days).ok()?).ok().map(Self)?;
        (later >= Self::MIN).then_some(later)
    }

    /// The ISO form: `2026-03-13`.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }

    /// `令和8年（2026年）3月13日（金）`.
    pub fn long_ja(self) -> String {
        let western = self.year();
        let year = match self.era() {
            Some(era_year) => format!("{era_year}（{western}年）"),
            None => format!("{western}年"),
        };
        format!("{year}{}", self.month_day_ja())
    }

    /// `令和8年3月13日（金）`.
    pub fn short_ja(self) -> String {
        let year = self
            .era()
            .map_or_else(|| format!("{}年", self.year()), |era_year| era_year.to_string());
        format!("{year}{}", self.month_day_ja())
    }

    fn month_day_ja(self) -> String {
        format!(
            "{}月{}日（{}）",
            self.month(),
            self.day(),
            self.weekday().short_name(Lang::Ja)
        )
    }

    /// `13 March 2026 (Fri)`.
    pub fn long_en(self) -> String {
        let month = MONTHS_EN[self.month() as usize - 1];
        format!(
            "{} {month} {} ({})",
            self.day(),
            self.year(),
            self.weekday().short_name(Lang::En)
        )
    }

    /// The full form in a language.
    pub fn format(self, lang: Lang) -> String {
        match lang {
            Lang::Ja => self.long_ja(),
            Lang::En => self.long_en(),
        }
    }

    /// The form for lists and cards in a language.
    pub fn short(self, lang: Lang) -> String {
        match lang {
            Lang::Ja => self.short_ja(),
            Lang::En => self.long_en(),
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.iso())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::str::FromStr for Day {
    type Err = ProblemCode;

    fn from_str(text: &str) -> Result<Self, ProblemCode> {
        Self::from_iso(text).ok_or(ProblemCode::NotADate)
    }
}

impl serde::Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let iso = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::from_iso(&iso).ok_or_else(|| serde::de::Error::custom(format_args!("not an ISO date: {iso:?}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> Day {
        iso.parse().unwrap()
    }

    #[test]
    fn 日付の表示() {
        let friday = day("2026-03-13");
        assert_eq!(friday.long_ja(), "令和8年（2026年）3月13日（金）");
        assert_eq!(friday.short_ja(), "令和8年3月13日（金）");
        assert_eq!(friday.long_en(), "13 March 2026 (Fri)");
        assert_eq!(friday.to_string(), "2026-03-13");
        assert_eq!(day("2019-05-01").short_ja(), "令和元年5月1日（水）");
        assert_eq!(day("1867-01-01").long_ja(), "1867年1月1日（火）");
    }

    #[test]
    fn 日数の計算() {
        assert_eq!(day("2026-03-31").days_until(day("2026-04-01")), 1);
        assert_eq!(day("2026-04-01").days_until(day("2026-03-31")), -1);
        assert_eq!(day("2024-02-28").plus_days(1), Some(day("2024-02-29")));
        assert_eq!(day("2100-02-28").plus_days(1), Some(day("2100-03-01")));
        assert_eq!(Day::MAX.plus_days(1), None);
        assert_eq!(Day::MIN.plus_days(-1), None);
        assert_eq!(day("2026-01-01").plus_days(i64::MAX), None);
        assert_eq!(day("1970-01-02").days_since_epoch(), 1);
        assert_eq!(Day::from_days_since_epoch(-1), Some(day("1969-12-31")));
    }

    #[test]
    fn 保存の形は厳密に読む() {
        assert_eq!(serde_json::to_string(&day("2026-03-13")).unwrap(), "\"2026-03-13\"");
        for wrong in [
            "2026-3-13",
            "2026-02-30",
            "0000-01-01",
            "2026/03/13",
            "+026-03-13",
            "2026-03-1３",
        ] {
            assert_eq!(Day::from_iso(wrong), None, "{wrong}");
            assert!(serde_json::from_str::<Day>(&format!("\"{wrong}\"")).is_err());
        }
    }

    #[test]
    fn 存在しない日は作れない() {
        assert_eq!(Day::from_ymd(2026, 2, 29), None);
        assert!(Day::from_ymd(2024, 2, 29).is_some());
        assert_eq!(Day::from_ymd(2026, 13, 1), None);
        assert_eq!(Day::from_ymd(10_000, 1, 1), None);
        assert_eq!(Day::from_ymd(2026, 1, 300), None);
    }
}
