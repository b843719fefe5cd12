//! Japanese eras (元号) as data, and the conversion of years both ways. A new era is one more line in the table. Dates
//! before 1873 have no era here, because the calendar itself was another.

use std::fmt;

use super::Day;
use crate::lang::Lang;

/// A Japanese era.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Era {
    /// 明治, here from 1873 (明治6年), the first year of the present calendar.
    Meiji,
    /// 大正, from 30 July 1912.
    Taisho,
    /// 昭和, from 25 December 1926.
    Showa,
    /// 平成, from 8 January 1989.
    Heisei,
    /// 令和, from 1 May 2019.
    Reiwa,
}

struct EraEntry {
    era: Era,
    ja: &'static str,
    en: &'static str,
    /// What people write for the era besides its name: its initial, its first kanji, its single-character form.
    marks: [char; 3],
    first_year: i32,
    start: (i32, u32, u32),
}

/// All eras, newest first (昭和54年法律第43号 and its orders for 平成 and 令和).
const ERAS: [EraEntry; 5] = [
    EraEntry {
        era: Era::Reiwa,
        ja: "令和",
        en: "Reiwa",
        marks: ['R', '令', '㋿'],
        first_year: 2019,
        start: (2019, 5, 1),
    },
    EraEntry {
        era: Era::Heisei,
        ja: "平成",
        en: "Heisei",
        marks: ['H', '平', '㍻'],
        first_year: 1989,
        start: (1989, 1, 8),
    },
    EraEntry {
        era: Era::Showa,
        ja: "昭和",
        en: "Showa",
        marks: ['S', '昭', '㍼'],
        first_year: 1926,
        start: (1926, 12, 25),
    },
    EraEntry {
        era: Era::Taisho,
        ja: "大正",
        en: "Taisho",
        marks: ['T', '大', '㍽'],
        first_year: 1912,
        start: (1912, 7, 30),
    },
    EraEntry {
        era: Era::Meiji,
        ja: "明治",
        en: "Meiji",
        marks: ['M', '明', '㍾'],
        first_year: 1868,
        start: (1873, 1, 1),
    },
];

impl Era {
    /// All eras, newest first.
    pub fn all() -> impl Iterator<Item = Self> {
        ERAS.iter().map(|entry| entry.era)
    }

    fn entry(self) -> &'static EraEntry {
        // The table runs from the newest era to the oldest, the enum the other way.
        &ERAS[ERAS.len() - 1 - self as usize]
    }

    /// The era of a day, if it has one.
    pub fn of(day: Day) -> Option<Self> {
        let date = (day.year(), day.month(), day.day());
        ERAS.iter().find(|entry| entry.start <= date).map(|entry| entry.era)
    }

    /// The name: 令和, Reiwa.
    pub fn name(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ja => self.entry().ja,
            Lang::En => self.entry().en,
        }
    }

    /// The initial by which numbers and forms name the era: `R` for 令和.
    pub fn initial(self) -> char {
        self.entry().marks[0]
    }

    /// The western year of a year of this era, even one that the era never reached: papers written before a change of
    /// era speak of 平成31年5月.
    pub fn western_year(self, year: u32) -> Option<i32> {
        let year = i32::try_from(year).ok().filter(|&year| year >= 1)?;
        self.entry().first_year.checked_add(year - 1)
    }

    /// Splits a text into its leading era, by name or mark, and the rest.
    pub(crate) fn split_prefix(text: &str) -> Option<(Self, &str)> {
        ERAS.iter().find_map(|entry| {
            let by_name = text.strip_prefix(entry.ja);
            let rest = by_name.or_else(|| text.strip_prefix(entry.marks))?;
            Some((entry.era, rest))
        })
    }
}

/// A year of an era.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EraYear {
    /// The era.
    pub era: Era,
    /// The year within it, from 1.
    pub year: u32,
}

impl EraYear {
    /// The year of the era in which a day lies.
    pub fn of(day: Day) -> Option<Self> {
        let era = Era::of(day)?;
        let year = u32::try_from(day.year() - era.entry().first_year + 1).ok()?;
        Some(Self { era, year })
    }

    /// The western year.
    pub fn western_year(self) -> Option<i32> {
        self.era.western_year(self.year)
    }
}

impl fmt::Display for EraYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let era = self.era.name(Lang::Ja);
        match self.year {
            1 => write!(f, "{era}元年"),
            year => write!(f, "{era}{year}年"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn era_year(year: i32, month: u32, day: u32) -> String {
        Day::from_ymd(year, month, day)
            .and_then(EraYear::of)
            .map_or_else(String::new, |year| year.to_string())
    }

    #[test]
    fn 改元の境目() {
        assert_eq!(era_year(2019, 4, 30), "平成31年");
        assert_eq!(era_year(2019, 5, 1), "令和元年");
        assert_eq!(era_year(1989, 1, 7), "昭和64年");
        assert_eq!(era_year(1989, 1, 8), "平成元年");
        assert_eq!(era_year(1926, 12, 24), "大正15年");
        assert_eq!(era_year(1926, 12, 25), "昭和元年");
        assert_eq!(era_year(1912, 7, 29), "明治45年");
        assert_eq!(era_year(1912, 7, 30), "大正元年");
        assert_eq!(era_year(1873, 1, 1), "明治6年");
        assert_eq!(era_year(1872, 12, 31), "");
    }

    #[test]
    fn 表と列挙の順は対応する() {
        for era in Era::all() {
            assert_eq!(era.entry().era, era);
        }
    }

    #[test]
    fn 元号の年を西暦にする() {
        assert_eq!(Era::Reiwa.western_year(1), Some(2019));
        assert_eq!(Era::Reiwa.western_year(8), Some(2026));
        assert_eq!(Era::Heisei.western_year(31), Some(2019));
        assert_eq!(Era::Showa.western_year(64), Some(1989));
        assert_eq!(Era::Reiwa.western_year(0), None);
        assert_eq!(Era::Reiwa.western_year(u32::MAX), None);
    }

    #[test]
    fn 元号の書き方() {
        assert_eq!(Era::split_prefix("令和8"), Some((Era::Reiwa, "8")));
        assert_eq!(Era::split_prefix("R8"), Some((Era::Reiwa, "8")));
        assert_eq!(Era::split_prefix("㍻31"), Some((Era::Heisei, "31")));
        assert_eq!(Era::split_prefix("昭64"), Some((Era::Showa, "64")));
        assert_eq!(Era::split_prefix("2026"), None);
    }
}
