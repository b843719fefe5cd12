//! A month of a year, for schedules. Stored as `2027-04`.

use std::fmt;

use super::{Day, EraYear};

/// A calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(Day);

impl Month {
    /// The month in which a day lies.
    pub fn of(day: Day) -> Self {
        Self(Day::from_ymd(day.year(), day.month(), 1).unwrap_or(day))
    }

    /// Its first day.
    pub const fn first_day(self) -> Day {
        self.0
    }

    /// Its last day.
    pub fn last_day(self) -> Day {
        let next = self.0.plus_days(32).map(Self::of);
        next.and_then(|next| next.0.plus_days(-1)).unwrap_or(Day::MAX)
    }

    /// How many months `other` lies later; negative when it lies earlier.
    pub fn months_until(self, other: Self) -> i32 {
        let number = |month: Self| month.0.year() * 12 + i32::try_from(month.0.month()).unwrap_or_default();
        number(other) - number(self)
    }

    /// `令和9年4月`.
    pub fn name_ja(self) -> String {
        let year = EraYear::of(self.0).map_or_else(|| format!("{}年", self.0.year()), |year| year.to_string());
        format!("{year}{}月", self.0.month())
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:04}-{:02}", self.0.year(), self.0.month()))
    }
}

impl serde::Serialize for Month {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Month {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let stored = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Day::from_iso(&format!("{stored}-01"))
            .map(Self)
            .ok_or_else(|| serde::de::Error::custom(format_args!("not a month: {stored:?}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 月の始めと終わり() {
        let month = |iso: &str| Month::of(Day::from_iso(iso).unwrap());
        assert_eq!(month("2028-02-29").first_day().iso(), "2028-02-01");
        assert_eq!(month("2028-02-01").last_day().iso(), "2028-02-29");
        assert_eq!(month("2027-12-31").last_day().iso(), "2027-12-31");
        assert_eq!(month("2027-04-01").months_until(month("2028-03-31")), 11);
        assert_eq!(month("2027-04-01").name_ja(), "令和9年4月");
        assert_eq!(month("9999-12-01").last_day(), Day::MAX);
        let json = serde_json::to_string(&month("2027-04-15")).unwrap();
        assert_eq!(json, "\"2027-04\"");
        assert_eq!(serde_json::from_str::<Month>(&json).unwrap(), month("2027-04-01"));
        assert!(serde_json::from_str::<Month>("\"2027-13\"").is_err());
    }
}
