//! Dates as people write them: `R8.3.13`, `令和8年3月13日（金）`, `2026/3/13`, `20260313`, `13 March 2026`. A short year
//! without an era is a question, because 8.3.13 could be of any era.

use super::digits::{is_hyphen, narrow};
use crate::problem::ProblemCode;
use crate::value::{Day, Era, MONTHS_EN};

/// The western years in which a typed date is believed; all others are slips of the hand. The end also keeps years of
/// the present era at two digits.
pub(crate) const YEARS: std::ops::RangeInclusive<i32> = 1873..=2100;

/// Reads a calendar day.
///
/// Years of an era beyond its end are understood: 平成31年5月1日 is the first day of 令和.
///
/// # Errors
///
/// `Empty`; `NotADate`; `AmbiguousEra` for a year of one or two digits without era; `ImpossibleDate` for a day that the
/// month does not have; `OutOfRange` for years before 1873 or after 2100; `Ambiguous` when two given years disagree.
pub fn date(typed: &str) -> Result<Day, ProblemCode> {
    let narrowed = narrow(typed);
    let clean = without_weekday(narrowed.trim());
    if clean.is_empty() {
        return Err(ProblemCode::Empty);
    }
    if let Some(parts) = english_parts(clean) {
        return to_day(parts?);
    }
    let compact: String = clean
        .chars()
        .filter(|&c| c != ' ')
        .collect::<String>()
        .to_ascii_uppercase();
    to_day(japanese_parts(&compact)?)
}

/// Year, month and day as written, the year already western.
type Parts = (i32, u32, u32);

fn to_day((year, month, day): Parts) -> Result<Day, ProblemCode> {
    if !YEARS.contains(&year) {
        return Err(ProblemCode::OutOfRange {
            min: (*YEARS.start()).into(),
            max: (*YEARS.end()).into(),
        });
    }
    Day::from_ymd(year, month, day).ok_or(ProblemCode::ImpossibleDate)
}

/// Takes off a weekday or holiday in parentheses at the end: `(金)`, `(金・祝)`, `(Fri)`, `金曜日`.
fn without_weekday(text: &str) -> &str {
    let is_weekday = |note: &str| {
        let is_ja = note.chars().all(|c| "月火水木金土日祝休曜・ ".contains(c));
        let is_en = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
            .iter()
            .any(|name| note.get(..3).is_some_and(|start| start.eq_ignore_ascii_case(name)));
        is_ja || is_en
    };
    if let Some(inner) = text.strip_suffix(')')
        && let Some((before, note)) = inner.rsplit_once('(')
        && is_weekday(note)
    {
        return before.trim_end();
    }
    let without_suffix = text
        .strip_suffix("曜日")
        .and_then(|rest| rest.strip_suffix(['月', '火', '水', '木', '金', '土', '日']));
    without_suffix.map_or(text, str::trim_end)
}

/// `13 March 2026`, `March 13, 2026`; `None` when no English month is in the text.
fn english_parts(text: &str) -> Option<Result<Parts, ProblemCode>> {
    let words: Vec<&str> = text
        .split([' ', ',', '-', '.'])
        .filter(|word| !word.is_empty())
        .collect();
    let [first, second, third] = words[..] else {
        return None;
    };
    let (month, day) = match (month_number(first), month_number(second)) {
        (Some(month), None) => (month, second),
        (None, Some(month)) => (month, first),
        _ => return None,
    };
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let parts = match (third.len(), third.parse(), day.parse()) {
        (4, Ok(year), Ok(day)) => Ok((year, month, day)),
        _ => Err(ProblemCode::NotADate),
    };
    Some(parts)
}

fn month_number(word: &str) -> Option<u32> {
    let is_name = |name: &str| word.eq_ignore_ascii_case(name) || word.eq_ignore_ascii_case(&name[..3]);
    let position = MONTHS_EN.iter().position(|name| is_name(name))?;
    u32::try_from(position + 1).ok()
}

fn japanese_parts(text: &str) -> Result<Parts, ProblemCode> {
    let text = text.strip_prefix("西暦").unwrap_or(text);
    let Some((era, after_era)) = Era::split_prefix(text) else {
        return western_parts(text);
    };
    let (number, rest) = match after_era.strip_prefix('元') {
        Some(rest) => (1, rest),
        None => read_digits(after_era).ok_or(ProblemCode::NotADate)?,
    };
    let digit_count = after_era.len() - rest.len();
    // R080313: two digits each for year, month and day of the month.
    if rest.is_empty() && digit_count == 6 && !after_era.starts_with('元') {
        let year = era.western_year(number / 10_000).ok_or(ProblemCode::NotADate)?;
        return Ok((year, number / 100 % 100, number % 100));
    }
    let year = era
        .western_year(number)
        .filter(|_| number < 100)
        .ok_or(ProblemCode::NotADate)?;
    with_month_and_day(year, rest)
}

fn western_parts(text: &str) -> Result<Parts, ProblemCode> {
    let (number, rest) = read_digits(text).ok_or(ProblemCode::NotADate)?;
    let year = i32::try_from(number).map_err(|_| ProblemCode::NotADate)?;
    match text.len() - rest.len() {
        8 if rest.is_empty() => Ok((year / 10_000, number / 100 % 100, number % 100)),
        4 => with_month_and_day(year, rest),
        1 | 2 => {
            month_and_day(rest)?;
            Err(ProblemCode::AmbiguousEra)
        }
        _ => Err(ProblemCode::NotADate),
    }
}

/// The rest after the year, which may repeat the year the other way: `8年（2026年）3月13日`.
fn with_month_and_day(year: i32, rest: &str) -> Result<Parts, ProblemCode> {
    let after_mark = rest.strip_prefix('年').unwrap_or(rest);
    let Some((repeated, after)) = after_mark.strip_prefix('(').and_then(|inner| inner.split_once(')')) else {
        let (month, day) = month_and_day(rest)?;
        return Ok((year, month, day));
    };
    let repeated_year = year_alone(repeated).ok_or(ProblemCode::NotADate)?;
    let (month, day) = month_and_day(&format!("年{}", after.trim_start_matches('年')))?;
    if repeated_year != year {
        let iso = |year| Day::from_ymd(year, month, day).map(Day::iso);
        return Err(ProblemCode::Ambiguous {
            candidates: [year, repeated_year].into_iter().filter_map(iso).collect(),
        });
    }
    Ok((year, month, day))
}

/// A year with nothing else: `令和8年`, `R8`, `2026年`, `2026`.
pub(crate) fn year_alone(text: &str) -> Option<i32> {
    let text = text.strip_suffix('年').unwrap_or(text);
    let (era, number) = match Era::split_prefix(text) {
        Some((era, rest)) => (Some(era), rest),
        None => (None, text),
    };
    if let Some(era) = era {
        let year = if number == "元" {
            1
        } else {
            all_digits(number).filter(|&year| year < 100)?
        };
        return era.western_year(year);
    }
    let year = all_digits(number).filter(|_| number.len() == 4)?;
    i32::try_from(year).ok()
}

/// `年3月13日`, `/3/13`, `.3.13`, `-03-13`: a mark, the month, a mark, the day of the month.
fn month_and_day(text: &str) -> Result<(u32, u32), ProblemCode> {
    let parts = || {
        let (month, rest) = read_digits(strip_mark(text, '年')?)?;
        let (day, rest) = read_digits(strip_mark(rest, '月')?)?;
        matches!(rest, "" | "日").then_some((month, day))
    };
    match parts() {
        Some((month, day)) if month < 100 && day < 100 => Ok((month, day)),
        _ => Err(ProblemCode::NotADate),
    }
}

fn strip_mark(text: &str, kanji: char) -> Option<&str> {
    text.strip_prefix(|c| c == kanji || c == '/' || c == '.' || is_hyphen(c))
}

fn all_digits(text: &str) -> Option<u32> {
    read_digits(text)
        .filter(|(_, rest)| rest.is_empty())
        .map(|(number, _)| number)
}

/// The digits at the start, at most nine, and the rest.
fn read_digits(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    if digits.is_empty() || digits.len() > 9 {
        return None;
    }
    Some((digits.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(typed: &str) -> Result<String, ProblemCode> {
        date(typed).map(Day::iso)
    }

    #[test]
    fn 同じ日のいろいろな書き方() {
        let forms = [
            "R8.3.13",
            "r8.3.13",
            "R8/3/13",
            "R08-03-13",
            "R080313",
            "令和8年3月13日",
            "令和８年３月１３日（金）",
            "令8.3.13",
            "㋿8年3月13日",
            "令和8年（2026年）3月13日（金）",
            "2026年（令和8年）3月13日",
            "2026/3/13",
            "2026-03-13",
            "2026.3.13",
            "20260313",
            "２０２６年３月１３日",
            "２０２６−０３−１３",
            "２０２６ー３ー１３",
            "西暦2026年3月13日",
            "2026年3月13日 金曜日",
            "2026 / 3 / 13",
            "2026年3月13日（金・祝）",
            "平成38年3月13日",
            "13 March 2026 (Fri)",
            "13 Mar 2026",
            "March 13, 2026",
            "Mar 13th 2026",
        ];
        for typed in forms {
            assert_eq!(iso(typed).as_deref(), Ok("2026-03-13"), "{typed}");
        }
    }

    #[test]
    fn 元年と改元後の平成() {
        assert_eq!(iso("令和元年5月1日").as_deref(), Ok("2019-05-01"));
        assert_eq!(iso("平成31年5月1日").as_deref(), Ok("2019-05-01"));
        assert_eq!(iso("平成元年1月8日").as_deref(), Ok("1989-01-08"));
        assert_eq!(iso("昭和64年1月7日").as_deref(), Ok("1989-01-07"));
        assert_eq!(iso("S64.1.7").as_deref(), Ok("1989-01-07"));
        assert_eq!(iso("大正15年12月24日").as_deref(), Ok("1926-12-24"));
    }

    #[test]
    fn 元号のない短い年は尋ねる() {
        for typed in [
            "8.3.13",
            "8年3月13日",
            "26/3/13",
            "８・３・１３".replace('・', "/").as_str(),
            "08-03-13",
        ] {
            assert_eq!(iso(typed), Err(ProblemCode::AmbiguousEra), "{typed}");
        }
    }

    #[test]
    fn 存在しない日() {
        for typed in [
            "2026-02-29",
            "2026/13/1",
            "令和8年4月31日",
            "20260230",
            "2026-00-10",
            "29 Feb 2026",
        ] {
            assert_eq!(iso(typed), Err(ProblemCode::ImpossibleDate), "{typed}");
        }
        assert_eq!(iso("2024-02-29").as_deref(), Ok("2024-02-29"));
    }

    #[test]
    fn 日付でないもの() {
        let wrong = [
            "来年",
            "3/13",
            "3月13日",
            "2026",
            "2026-3",
            "令和8年",
            "202603",
            "2026313",
            "2026-3-13-1",
            "R",
            "R8.3",
            "元.3.13",
            "2026年3月13日頃",
            "R123.3.13",
            "令和元0101",
            "13 March",
            "(金)2026/3/13",
            "2026-3-999",
        ];
        for typed in wrong {
            assert_eq!(iso(typed), Err(ProblemCode::NotADate), "{typed}");
        }
        assert_eq!(iso("　"), Err(ProblemCode::Empty));
        assert_eq!(iso("1026/3/13"), Err(ProblemCode::OutOfRange { min: 1873, max: 2100 }));
        assert_eq!(iso("令和0年3月13日"), Err(ProblemCode::NotADate));
    }

    #[test]
    fn 併記の年が食い違えば尋ねる() {
        let candidates = vec!["2026-03-13".to_owned(), "2025-03-13".to_owned()];
        assert_eq!(
            iso("令和8年（2025年）3月13日"),
            Err(ProblemCode::Ambiguous { candidates })
        );
    }
}
