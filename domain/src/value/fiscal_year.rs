//! The fiscal year of the state and of the insurers: from 1 April to 31 March, named after the year in which it begins.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Day, EraYear};
use crate::lang::Lang;

/// A fiscal year (年度); stored as the western year in which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i32", into = "i32")]
pub struct FiscalYear(i32);

impl FiscalYear {
    /// The first fiscal year of the present calendar era table, 1873.
    pub const MIN: Self = Self(1873);

    /// The last fiscal year that ends on a representable day.
    pub const MAX: Self = Self(9998);

    /// The fiscal year that begins in a western year from 1873 to 9998.
    pub const fn new(year: i32) -> Option<Self> {
        if year < Self::MIN.0 || year > Self::MAX.0 {
            return None;
        }
        Some(Self(year))
    }

    /// The fiscal year in which a day lies; days before 1873 count to the first one, days after 9999-03-31 to the last.
    pub fn of(day: Day) -> Self {
        let year = if day.month() >= 4 { day.year() } else { day.year() - 1 };
        Self(year.clamp(Self::MIN.0, Self::MAX.0))
    }

    /// The western year in which it begins.
    pub const fn get(self) -> i32 {
        self.0
    }

    /// 1 April.
    pub fn start(self) -> Day {
        Day::from_ymd(self.0, 4, 1).unwrap_or(Day::MIN)
    }

    /// 31 March of the next year.
    pub fn end(self) -> Day {
        Day::from_ymd(self.0 + 1, 3, 31).unwrap_or(Day::MAX)
    }

    /// Whether a day lies in it.
    pub fn contains(self, day: Day) -> bool {
        (self.start()..=self.end()).contains(&day)
    }

    /// The next fiscal year.
    #[must_use]
    pub fn next(self) -> Self {
        Self((self.0 + 1).min(Self::MAX.0))
    }

    /// The fiscal year before.
    #[must_use]
    pub fn previous(self) -> Self {
        Self((self.0 - 1).max(Self::MIN.0))
    }

    /// `令和8年度`, `FY2026`.
    pub fn name(self, lang: Lang) -> String {
        match lang {
            Lang::Ja => self.to_string(),
            Lang::En => format!("FY{}", self.0),
        }
    }

    /// `令和8年度（2026年4月〜2027年3月）`, `FY2026 (April 2026 to March 2027)`.
    pub fn long_name(self, lang: Lang) -> String {
        let (first, last) = (self.0, self.0 + 1);
        match lang {
            Lang::Ja => format!("{self}（{first}年4月〜{last}年3月）"),
            Lang::En => format!("FY{first} (April {first} to March {last})"),
        }
    }

    /// The year of the era by which the state calls this fiscal year. The era of 1 May decides, not that of 1 April:
    /// the ministries agreed to call the whole of fiscal 2019 令和元年度 although it began in 平成.
    pub fn era(self) -> Option<EraYear> {
        Day::from_ymd(self.0, 5, 1).and_then(EraYear::of)
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.era() {
            Some(era_year) => write!(f, "{era_year}度"),
            None => write!(f, "{}年度", self.0),
        }
    }
}

impl TryFrom<i32> for FiscalYear {
    type Error = &'static str;

    fn try_from(year: i32) -> Result<Self, Self::Error> {
        Self::new(year).ok_or("fiscal year out of range")
    }
}

impl From<FiscalYear> for i32 {
    fn from(year: FiscalYear) -> Self {
        year.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(iso: &str) -> i32 {
        FiscalYear::of(Day::from_iso(iso).unwrap()).get()
    }

    #[test]
    fn 年度は四月一日に始まる() {
        assert_eq!(of("2026-03-31"), 2025);
        assert_eq!(of("2026-04-01"), 2026);
        assert_eq!(of("2027-03-31"), 2026);
        let year = FiscalYear::new(2026).unwrap();
        assert_eq!(
            (year.start().iso(), year.end().iso()),
            ("2026-04-01".to_owned(), "2027-03-31".to_owned())
        );
        assert_eq!(of("9999-12-31"), 9998);
    }

    #[test]
    fn 年度の名前() {
        let name = |year| FiscalYear::new(year).unwrap().to_string();
        assert_eq!(name(2026), "令和8年度");
        assert_eq!(name(2019), "令和元年度");
        assert_eq!(name(2018), "平成30年度");
        assert_eq!(name(1988), "昭和63年度");
        assert_eq!(name(1989), "平成元年度");
        let year = FiscalYear::new(2026).unwrap();
        assert_eq!(year.name(Lang::En), "FY2026");
        assert_eq!(year.long_name(Lang::Ja), "令和8年度（2026年4月〜2027年3月）");
    }

    #[test]
    fn 年度は数値で保存する() {
        assert_eq!(serde_json::to_string(&FiscalYear::new(2026)).unwrap(), "2026");
        assert_eq!(serde_json::from_str::<FiscalYear>("2026").unwrap().get(), 2026);
        assert!(serde_json::from_str::<FiscalYear>("8").is_err());
        assert_eq!(FiscalYear::MAX.next(), FiscalYear::MAX);
    }
}
