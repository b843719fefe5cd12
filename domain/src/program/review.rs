//! What the secretariat sends back with a program (差戻し): comments at fields, each with a reason, and a day by which an
//! answer is expected. A comment without a field does not exist.

use serde::{Deserialize, Serialize};

use crate::code::code_list;
use crate::normalise;
use crate::problem::{ProblemCode, Problems};
use crate::value::{Day, Weekday};

/// Most characters of a comment.
pub const REASON_CHARS: u32 = 500;

/// Business days that an organiser has unless the secretariat says otherwise (ux 8.3).
const BUSINESS_DAYS: u32 = 7;

/// The latest day that can be named: half a year ahead.
const LONGEST_DAYS: i64 = 183;

code_list! {
    /// Why a field is sent back.
    pub enum FixReason {
        Missing = "missing", "不足", "Something is missing";
        Wrong = "wrong", "誤り", "Something is wrong";
        Outdated = "outdated", "最新でない", "Out of date";
        Unclear = "unclear", "説明がほしい", "Please explain";
    }
}

/// One comment at one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixRequest {
    /// The field of the form.
    pub field: String,
    /// Why.
    pub reason: FixReason,
    /// In the secretariat's words.
    pub text: String,
}

/// Everything that goes back with a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendBack {
    /// At least one, each field once, in the order of the form.
    pub requests: Vec<FixRequest>,
    /// By when an answer is expected, a day in Japan.
    pub due: Day,
}

impl SendBack {
    /// Reads ticked fields of a program: [`Self::check_of`] with all its fields in the order of the form.
    ///
    /// # Errors
    /// As [`Self::check_of`].
    pub fn check<'a>(ticked: &[&str], value: impl Fn(&str) -> &'a str, today: Day) -> Result<Self, Problems> {
        let fields = super::Section::ALL.iter().flat_map(|section| section.fields());
        Self::check_of(fields.copied(), ticked, value, today)
    }

    /// Reads ticked fields (`fix`) among those that can be asked about, a reason and a text for each (`reason-title`,
    /// `text-title`) and the day (`due`); `value` answers with what was typed under a name.
    ///
    /// # Errors
    /// Problems at `fix`, `reason-…`, `text-…` and `due`.
    pub fn check_of<'a, 'f>(
        fields: impl IntoIterator<Item = &'f str>,
        ticked: &[&str],
        value: impl Fn(&str) -> &'a str,
        today: Day,
    ) -> Result<Self, Problems> {
        let mut problems = Problems::new();
        let mut requests = Vec::new();
        let asked: Vec<&str> = fields.into_iter().filter(|field| ticked.contains(field)).collect();
        if asked.is_empty() {
            problems.push("fix", ProblemCode::Empty);
        }
        for field in asked {
            let reason_name = format!("reason-{field}");
            let reason = match value(&reason_name).trim() {
                "" => Err(ProblemCode::Empty),
                code => FixReason::from_code(code).ok_or_else(|| ProblemCode::UnknownChoice { value: code.to_owned() }),
            };
            let text_name = format!("text-{field}");
            let text = normalise::text(value(&text_name));
            let now = u32::try_from(normalise::char_count(&text)).unwrap_or(u32::MAX);
            let text = match now {
                0 => Err(ProblemCode::Empty),
                _ if now > REASON_CHARS => Err(ProblemCode::TooLong { max: REASON_CHARS, now }),
                _ => Ok(text),
            };
            let (reason, text) = (problems.take(reason_name, reason), problems.take(text_name, text));
            if let (Some(reason), Some(text)) = (reason, text) {
                requests.push(FixRequest {
                    field: field.to_owned(),
                    reason,
                    text,
                });
            }
        }
        let due = match normalise::date(value("due")) {
            Ok(due) if !(0..=LONGEST_DAYS).contains(&today.days_until(due)) => {
                Err(ProblemCode::NotSoon { days: LONGEST_DAYS })
            }
            read => read,
        };
        let due = problems.take("due", due);
        problems.into_clean(due.map(|due| Self { requests, due }))
    }
}

/// The day by which an answer is expected unless another is named: seven days on, weekends not counted.
pub fn default_due(today: Day) -> Day {
    let (mut day, mut left) = (today, BUSINESS_DAYS);
    while left > 0 {
        let Some(next) = day.plus_days(1) else { return day };
        day = next;
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            left -= 1;
        }
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Day {
        Day::from_iso("2026-03-11").unwrap()
    }

    #[test]
    fn 指摘は項目に付き理由と文と期限がいる() {
        let values = [
            ("reason-title", "unclear"),
            ("text-title", "地域名を入れてください。"),
            ("due", "令和8年3月20日"),
        ];
        let value = |name: &str| {
            values
                .iter()
                .find(|(named, _)| *named == name)
                .map_or("", |(_, value)| *value)
        };
        let back = SendBack::check(&["title"], value, today()).unwrap();
        assert_eq!(back.requests.len(), 1);
        assert_eq!(back.due.iso(), "2026-03-20");
        let problems = SendBack::check(&["title", "area_note"], value, today()).unwrap_err();
        assert!(problems.has_field("reason-area_note") && problems.has_field("text-area_note"));
        assert!(SendBack::check(&[], value, today()).unwrap_err().has_field("fix"));
        assert!(
            SendBack::check(&["nothing"], value, today())
                .unwrap_err()
                .has_field("fix")
        );
    }

    #[test]
    fn 過ぎた日は期限にできない() {
        let value = |name: &str| if name == "due" { "2026-03-10" } else { "" };
        assert!(SendBack::check(&[], value, today()).unwrap_err().has_field("due"));
    }

    #[test]
    fn 期限は土日を数えず七日後() {
        // Wednesday 11 March 2026; seven business days on is Friday 20 March.
        assert_eq!(default_due(today()).iso(), "2026-03-20");
    }
}
