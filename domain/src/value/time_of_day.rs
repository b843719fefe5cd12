//! A time of day to the minute, as a clock in Japan shows it.

use std::fmt;

use crate::problem::ProblemCode;

/// A time from 00:00 to 23:59; stored as `17:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay {
    minutes: u16,
}

impl TimeOfDay {
    /// 00:00.
    pub const MIDNIGHT: Self = Self { minutes: 0 };

    /// The time of an hour and a minute, if a clock shows it.
    pub const fn new(hour: u8, minute: u8) -> Option<Self> {
        if hour > 23 || minute > 59 {
            return None;
        }
        Some(Self {
            minutes: hour as u16 * 60 + minute as u16,
        })
    }

    /// The time so many minutes after midnight, going round the clock.
    pub(crate) fn wrapping_minutes(minutes: i64) -> Self {
        let minutes = minutes.rem_euclid(24 * 60);
        Self {
            minutes: u16::try_from(minutes).unwrap_or_default(),
        }
    }

    /// The hour, 0 to 23.
    pub const fn hour(self) -> u16 {
        self.minutes / 60
    }

    /// The minute, 0 to 59.
    pub const fn minute(self) -> u16 {
        self.minutes % 60
    }

    /// Minutes since midnight.
    pub const fn minutes_from_midnight(self) -> u16 {
        self.minutes
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())
    }
}

impl serde::Serialize for TimeOfDay {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for TimeOfDay {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let stored = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        let time = match crate::normalise::time(&stored) {
            Ok(time) if time.to_string() == stored => Ok(time),
            _ => Err(ProblemCode::NotATime),
        };
        time.map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 時刻の境目() {
        assert_eq!(TimeOfDay::new(0, 0).unwrap().to_string(), "00:00");
        assert_eq!(TimeOfDay::new(23, 59).unwrap().to_string(), "23:59");
        assert_eq!(TimeOfDay::new(24, 0), None);
        assert_eq!(TimeOfDay::new(0, 60), None);
    }

    #[test]
    fn 保存の形は厳密に読む() {
        assert_eq!(serde_json::to_string(&TimeOfDay::new(9, 5)).unwrap(), "\"09:05\"");
        assert_eq!(
            serde_json::from_str::<TimeOfDay>("\"09:05\"").unwrap(),
            TimeOfDay::new(9, 5).unwrap()
        );
        assert!(serde_json::from_str::<TimeOfDay>("\"9時5分\"").is_err());
    }
}
