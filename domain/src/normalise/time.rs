//! Times of day as people write them: `17時`, `１７：００`, `午後5時30分`, `5:00 pm`, `正午`.

use super::digits::narrow;
use crate::problem::ProblemCode;
use crate::value::TimeOfDay;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

const HALVES: [(&str, Half); 8] = [
    ("午前", Half::Morning),
    ("午後", Half::Afternoon),
    ("A.M.", Half::Morning),
    ("P.M.", Half::Afternoon),
    ("AM", Half::Morning),
    ("PM", Half::Afternoon),
    ("朝", Half::Morning),
    ("夜", Half::Afternoon),
];

/// Reads a time to the minute.
///
/// # Errors
///
/// `Empty`; `NotATime`; `OutOfRange` (hours) for 24:00 and later; `Ambiguous` for 12 o'clock in the 午前 or 午後, which
/// people use for both noon and midnight.
pub fn time(typed: &str) -> Result<TimeOfDay, ProblemCode> {
    let compact: String = narrow(typed)
        .chars()
        .filter(|&c| c != ' ')
        .collect::<String>()
        .to_ascii_uppercase();
    if compact.is_empty() {
        return Err(ProblemCode::Empty);
    }
    match compact.as_str() {
        "正午" | "NOON" => return TimeOfDay::new(12, 0).ok_or(ProblemCode::NotATime),
        "MIDNIGHT" => return Err(noon_or_midnight(0)),
        _ => {}
    }
    let (half, clock) = split_half(&compact);
    let (hour, minute) = hour_and_minute(clock).ok_or(ProblemCode::NotATime)?;
    if minute > 59 {
        return Err(ProblemCode::NotATime);
    }
    let hour = match half {
        None => hour,
        Some(_) if hour == 12 => return Err(noon_or_midnight(minute)),
        Some(_) if hour > 12 => return Err(ProblemCode::NotATime),
        Some(Half::Morning) => hour,
        Some(Half::Afternoon) => hour + 12,
    };
    TimeOfDay::new(hour, minute).ok_or(ProblemCode::OutOfRange { min: 0, max: 23 })
}

fn noon_or_midnight(minute: u8) -> ProblemCode {
    ProblemCode::Ambiguous {
        candidates: vec![format!("12:{minute:02}"), format!("00:{minute:02}")],
    }
}

fn split_half(text: &str) -> (Option<Half>, &str) {
    for (word, half) in HALVES {
        if let Some(rest) = text.strip_prefix(word).or_else(|| text.strip_suffix(word)) {
            return (Some(half), rest);
        }
    }
    (None, text)
}

/// `17時30分`, `17時半`, `17時`, `17:30`, `17:30:00`; a bare number is no time.
fn hour_and_minute(text: &str) -> Option<(u8, u8)> {
    if let Some((hour, rest)) = text.split_once('時') {
        let minute = match rest {
            "" => 0,
            "半" => 30,
            _ => short_number(rest.strip_suffix('分').unwrap_or(rest))?,
        };
        return Some((short_number(hour)?, minute));
    }
    let mut parts = text.split([':', '：']);
    let (hour, minute) = (short_number(parts.next()?)?, short_number(parts.next()?)?);
    match (parts.next(), parts.next()) {
        (None | Some("00"), None) => Some((hour, minute)),
        _ => None,
    }
}

fn short_number(text: &str) -> Option<u8> {
    let is_short = matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_short { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(typed: &str) -> Result<String, ProblemCode> {
        time(typed).map(|time| time.to_string())
    }

    #[test]
    fn 時刻のいろいろな書き方() {
        for typed in [
            "17時",
            "１７：００",
            "午後5時",
            "17:00",
            "17時00分",
            "17:00:00",
            "5:00 PM",
            "午後５：００",
            "5:00p.m.",
        ] {
            assert_eq!(shown(typed).as_deref(), Ok("17:00"), "{typed}");
        }
        assert_eq!(shown("9時半").as_deref(), Ok("09:30"));
        assert_eq!(shown("正午").as_deref(), Ok("12:00"));
        assert_eq!(shown("午後0時").as_deref(), Ok("12:00"));
        assert_eq!(shown("0:00").as_deref(), Ok("00:00"));
        assert_eq!(shown("23:59").as_deref(), Ok("23:59"));
    }

    #[test]
    fn 時刻でないもの() {
        assert_eq!(shown("24:00"), Err(ProblemCode::OutOfRange { min: 0, max: 23 }));
        assert!(matches!(shown("午後12時"), Err(ProblemCode::Ambiguous { .. })));
        for typed in [
            "17",
            "17:60",
            "17:0:1",
            "午後13時",
            "夕方",
            "時",
            "1700",
            "17時分",
            "+1:00",
        ] {
            assert_eq!(shown(typed), Err(ProblemCode::NotATime), "{typed}");
        }
        assert_eq!(shown(""), Err(ProblemCode::Empty));
    }
}
