//! What is wrong with something typed, as codes: a form check answers with [`Problems`], and `app` turns each one into
//! a sentence that says what to do (`FORM-14`). There is no user-facing prose here; `Display` serves logs and the CLI.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::value::Day;

/// The name of a form field, as in the HTML `name` attribute, for instance `title`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Field(pub Cow<'static, str>);

impl Field {
    /// A field whose name is known when compiling.
    pub const fn new(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// The name as written in the form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&'static str> for Field {
    fn from(name: &'static str) -> Self {
        Self::new(name)
    }
}

impl From<String> for Field {
    fn from(name: String) -> Self {
        Self(Cow::Owned(name))
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a typed value cannot be taken as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum ProblemCode {
    /// Nothing was typed or chosen.
    Empty,
    /// More characters than allowed; both numbers count what a reader sees as one character (`J-06`).
    TooLong {
        /// The limit.
        max: u32,
        /// The present length.
        now: u32,
    },
    /// Fewer characters than needed.
    TooShort {
        /// The limit.
        min: u32,
    },
    /// Not a number.
    NotANumber,
    /// A number with a fraction where only whole numbers make sense.
    NotAWholeNumber,
    /// A number outside of the limits, both included.
    OutOfRange {
        /// The smallest allowed value.
        min: i64,
        /// The largest allowed value.
        max: i64,
    },
    /// Neither a rate such as `2/3` nor a percentage.
    NotARate,
    /// Not a date in any known form.
    NotADate,
    /// Well formed, but no such day exists, such as 30 February.
    ImpossibleDate,
    /// A year of one or two digits without its era, such as `8.3.13`.
    AmbiguousEra,
    /// The date lies before that of another field.
    DateBefore {
        /// The field with the earlier date.
        other: Field,
    },
    /// The date lies too long after the one it belongs to.
    TooFar {
        /// The most years between the two.
        years: u32,
    },
    /// The date lies after today, where only what has happened can be told.
    InFuture,
    /// The date is over, or lies more than so many days ahead.
    NotSoon {
        /// The most days from today.
        days: i64,
    },
    /// The date lies outside of the days allowed, both included.
    DateOutside {
        /// The first day allowed, if limited.
        from: Option<Day>,
        /// The last day allowed, if limited.
        to: Option<Day>,
    },
    /// The time of day is over, on this very day.
    TimeIsOver,
    /// Not a fiscal year in any known form.
    NotAFiscalYear,
    /// Not a time of day in any known form.
    NotATime,
    /// Not one of the offered choices.
    UnknownChoice {
        /// What was sent instead.
        value: String,
    },
    /// More entries than allowed.
    TooMany {
        /// The limit.
        max: u32,
    },
    /// Not an e-mail address.
    NotAnEmail,
    /// Not a telephone number.
    NotAPhone,
    /// Not a postcode of seven digits.
    NotAPostcode,
    /// Not a web address.
    NotAUrl,
    /// Not an insurer number (保険者番号) of eight or six digits.
    NotAnInsurerNumber,
    /// Not a corporate number (法人番号) of thirteen digits.
    NotACorporateNumber,
    /// Not a society code (組合コード) of five digits.
    NotASocietyCode,
    /// The check digit does not fit the other digits.
    CheckDigit,
    /// Names something that does not exist.
    NotFound,
    /// Already used by another entry.
    Taken,
    /// Several meanings are possible, so the person must say which.
    Ambiguous {
        /// The meanings to offer, in the form in which they would be accepted.
        candidates: Vec<String>,
    },
    /// Understood, but not allowed here or to this person.
    NotAllowed,
}

impl ProblemCode {
    /// An ambiguity with one likely meaning to offer.
    pub fn perhaps(candidate: impl Into<String>) -> Self {
        Self::Ambiguous {
            candidates: vec![candidate.into()],
        }
    }
}

impl fmt::Display for ProblemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("is empty"),
            Self::TooLong { max, now } => {
                write!(f, "has {now} characters, at most {max} are allowed")
            }
            Self::TooShort { min } => write!(f, "needs at least {min} characters"),
            Self::NotANumber => f.write_str("is not a number"),
            Self::NotAWholeNumber => f.write_str("is not a whole number"),
            Self::OutOfRange { min, max } => write!(f, "must lie between {min} and {max}"),
            Self::NotARate => f.write_str("is not a rate"),
            Self::NotADate => f.write_str("is not a date"),
            Self::ImpossibleDate => f.write_str("is a day that does not exist"),
            Self::AmbiguousEra => f.write_str("has a short year without its era"),
            Self::DateBefore { other } => write!(f, "lies before {other}"),
            Self::TooFar { years } => write!(f, "lies more than {years} years later"),
            Self::InFuture => f.write_str("lies in the future"),
            Self::NotSoon { days } => write!(f, "does not lie within {days} days from today"),
            Self::DateOutside { from, to } => {
                let iso = |day: &Option<Day>| day.map(Day::iso).unwrap_or_default();
                write!(f, "must lie between {:?} and {:?}", iso(from), iso(to))
            }
            Self::TimeIsOver => f.write_str("is over"),
            Self::NotAFiscalYear => f.write_str("is not a fiscal year"),
            Self::NotATime => f.write_str("is not a time of day"),
            Self::UnknownChoice { value } => write!(f, "has no choice {value:?}"),
            Self::TooMany { max } => write!(f, "has too many entries, at most {max} are allowed"),
            Self::NotAnEmail => f.write_str("is not an e-mail address"),
            Self::NotAPhone => f.write_str("is not a telephone number"),
            Self::NotAPostcode => f.write_str("is not a postcode"),
            Self::NotAUrl => f.write_str("is not a web address"),
            Self::NotAnInsurerNumber => f.write_str("is not an insurer number"),
            Self::NotACorporateNumber => f.write_str("is not a corporate number"),
            Self::NotASocietyCode => f.write_str("is not a society code"),
            Self::CheckDigit => f.write_str("has a wrong check digit"),
            Self::NotFound => f.write_str("names something that does not exist"),
            Self::Taken => f.write_str("is already used"),
            Self::Ambiguous { candidates } => {
                write!(f, "can be read in several ways, for instance {}", candidates.join(", "))
            }
            Self::NotAllowed => f.write_str("is not allowed"),
        }
    }
}

/// One thing to put right, tied to its field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Where.
    pub field: Field,
    /// What.
    pub code: ProblemCode,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.field, self.code)
    }
}

/// Everything that a check found, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// No problem so far.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// A single problem.
    pub fn one(field: impl Into<Field>, code: ProblemCode) -> Self {
        Self(vec![Problem {
            field: field.into(),
            code,
        }])
    }

    /// Adds a problem at the end.
    pub fn push(&mut self, field: impl Into<Field>, code: ProblemCode) {
        self.0.push(Problem {
            field: field.into(),
            code,
        });
    }

    /// Keeps the value of a parse that went well; records the problem of one that did not.
    pub fn take<T>(&mut self, field: impl Into<Field>, parsed: Result<T, ProblemCode>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(code) => {
                self.push(field, code);
                None
            }
        }
    }

    /// Adds the problems of a part.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Whether the check found nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many problems there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// All problems in the order of the form.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    /// The problems of one field.
    pub fn for_field(&self, name: &str) -> impl Iterator<Item = &Problem> {
        self.0.iter().filter(move |problem| problem.field.as_str() == name)
    }

    /// Whether one field has a problem.
    pub fn has_field(&self, name: &str) -> bool {
        self.for_field(name).next().is_some()
    }

    /// `Ok` when nothing was found, otherwise these problems.
    pub fn into_result(self) -> Result<(), Self> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }

    /// The clean value when nothing was found and all its parts were there, otherwise these problems.
    pub fn into_clean<T>(self, clean: Option<T>) -> Result<T, Self> {
        match clean {
            Some(clean) if self.is_empty() => Ok(clean),
            _ => Err(self),
        }
    }
}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = std::vec::IntoIter<Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl FromIterator<Problem> for Problems {
    fn from_iter<I: IntoIterator<Item = Problem>>(problems: I) -> Self {
        Self(problems.into_iter().collect())
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, problem) in self.0.iter().enumerate() {
            let separator = if position == 0 { "" } else { "; " };
            write!(f, "{separator}{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 問題は項目ごとに取り出せる() {
        let mut problems = Problems::new();
        problems.push("title", ProblemCode::Empty);
        problems.push(
            Field::new("period_to"),
            ProblemCode::DateBefore {
                other: Field::new("period_from"),
            },
        );
        assert_eq!(problems.take::<u32>("capacity", Err(ProblemCode::NotANumber)), None);
        assert_eq!(problems.take("capacity", Ok(3)), Some(3));
        assert_eq!(problems.len(), 3);
        assert_eq!(problems.for_field("title").count(), 1);
        assert!(!problems.has_field("summary"));
        assert_eq!(
            problems.to_string(),
            "title is empty; period_to lies before period_from; capacity is not a number"
        );
    }

    #[test]
    fn 問題がなければ値を返す() {
        assert_eq!(Problems::new().into_clean(Some(1)), Ok(1));
        assert_eq!(Problems::new().into_result(), Ok(()));
        let found = Problems::one("email", ProblemCode::NotAnEmail);
        assert_eq!(found.clone().into_clean(Some(1)), Err(found));
    }

    #[test]
    fn 符号は往復する() {
        let problem = Problem {
            field: Field::new("title"),
            code: ProblemCode::TooLong { max: 80, now: 81 },
        };
        let json = serde_json::to_string(&problem).unwrap();
        assert_eq!(
            json,
            r#"{"field":"title","code":{"code":"too-long","max":80,"now":81}}"#
        );
        assert_eq!(serde_json::from_str::<Problem>(&json).unwrap(), problem);
    }
}
