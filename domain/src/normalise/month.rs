//! Months as people write them: whatever is a date when a day is added.

use super::digits::narrow;
use crate::problem::ProblemCode;
use crate::value::{Day, Month};

/// Reads a month; a whole date is taken too.
///
/// # Errors
///
/// As for [`date`](super::date()).
pub fn month(typed: &str) -> Result<Month, ProblemCode> {
    let narrowed = narrow(typed);
    let text = narrowed.trim();
    if text.is_empty() {
        return Err(ProblemCode::Empty);
    }
    let read = |text: &str| super::date(text).map(Month::of);
    if text.ends_with('月') {
        return read(&format!("{text}1日"));
    }
    if let Some(day) = Day::from_iso(&format!("{text}-01")) {
        return Ok(Month::of(day));
    }
    for separator in ['/', '.'] {
        if text.matches(separator).count() == 1 {
            return read(&format!("{text}{separator}1"));
        }
    }
    read(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 月のいろいろな書き方() {
        let april = Month::of(Day::from_iso("2027-04-01").unwrap());
        for typed in [
            "令和9年4月",
            "２０２７年４月",
            "R9.4",
            "2027/4",
            "2027-04",
            "2027年4月20日",
            "R9.4.20",
        ] {
            assert_eq!(month(typed), Ok(april), "{typed}");
        }
        assert_eq!(month(""), Err(ProblemCode::Empty));
        assert!(month("春").is_err());
        assert!(month("2027年13月").is_err());
    }
}
