//! Dates of the demo data as distances from the day on which it is loaded, so that its deadlines are always near.

use anyhow::{Context as _, Result};
use domain::value::Day;

/// The keys whose values may be distances.
const DATE_KEYS: [&str; 4] = ["period_from", "period_to", "recruit_from", "recruit_to"];

/// Replaces distances such as `+30` or `-200` (days) in a program's table by dates.
///
/// # Errors
/// A distance that leads beyond the calendar.
pub fn resolve_dates(program: &mut toml::Table, today: Day) -> Result<()> {
    for key in DATE_KEYS {
        let Some(toml::Value::String(text)) = program.get_mut(key) else {
            continue;
        };
        if let Some(days) = distance(text) {
            let day = today
                .plus_days(days)
                .with_context(|| format!("{key}: {text} is beyond the calendar"))?;
            *text = day.iso();
        }
    }
    Ok(())
}

/// A sign and digits, and nothing else.
fn distance(text: &str) -> Option<i64> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let only_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    only_digits
        .then(|| digits.parse::<i64>().ok())
        .flatten()
        .map(|days| sign * days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 日数の差だけが日付になる() {
        let today = Day::from_iso("2026-02-27").unwrap();
        let mut program: toml::Table =
            toml::from_str("period_from = '+3'\nperiod_to = '2027-03-31'\nrecruit_from = '-60'\ntitle = '+3'").unwrap();
        resolve_dates(&mut program, today).unwrap();
        let text = |key: &str| program[key].as_str().unwrap().to_owned();
        assert_eq!(text("period_from"), "2026-03-02");
        assert_eq!(text("period_to"), "2027-03-31");
        assert_eq!(text("recruit_from"), "2025-12-29");
        assert_eq!(text("title"), "+3");
        assert_eq!(distance("+"), None);
        assert_eq!(distance("-3日"), None);
        assert_eq!(distance("日"), None);
        assert_eq!(distance(""), None);
    }
}
