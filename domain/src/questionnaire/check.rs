//! The check of answers before they are submitted: every question that is asked, in the order of the form.

use serde::{Deserialize, Serialize};

use super::{Answers, Kind, Question, Questionnaire, Section};
use crate::normalise;
use crate::problem::{ProblemCode, Problems};
use crate::value::{Day, Yen};

/// A clean answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "kebab-case")]
pub enum Reply {
    /// To a short or long text.
    Text(String),
    /// To a number.
    Number(i64),
    /// To an amount.
    Amount(Yen),
    /// To a date.
    Date(Day),
    /// To yes or no.
    Yes(bool),
    /// Codes of what was chosen, in the order of the form.
    Chosen(Vec<String>),
}

impl Questionnaire {
    /// Checks everything that is asked, and gives the clean answers by the keys of their questions. Answers of questions that
    /// are not asked are left out; optional questions without an answer too.
    ///
    /// # Errors
    /// All problems found, in the order of the form, at [`Question::field`].
    pub fn check(&self, answers: &Answers) -> Result<Vec<(String, Reply)>, Problems> {
        let mut problems = Problems::new();
        let mut replies = Vec::new();
        for question in self.questions().filter(|question| answers.asks(self, question)) {
            match question.read(answers.values(question)) {
                Ok(Some(reply)) => replies.push((question.key.clone(), reply)),
                Ok(None) if question.required => problems.push(question.field(), ProblemCode::Empty),
                Ok(None) => {}
                Err(code) => problems.push(question.field(), code),
            }
        }
        problems.into_clean(Some(replies))
    }

    /// The problems of one section only.
    pub fn check_section(&self, section: &Section, answers: &Answers) -> Problems {
        let mut mine = Problems::new();
        if let Err(found) = self.check(answers) {
            let fields: Vec<_> = section.questions.iter().map(Question::field).collect();
            for problem in found {
                if fields.iter().any(|field| field == problem.field.as_str()) {
                    mine.push(problem.field.0.into_owned(), problem.code);
                }
            }
        }
        mine
    }
}

impl Question {
    /// Reads what was typed; nothing when nothing visible was.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(&self, values: &[String]) -> Result<Option<Reply>, ProblemCode> {
        let mut values = values.iter().filter(|value| !normalise::single_line(value).is_empty());
        let Some(first) = values.next() else {
            return Ok(None);
        };
        Ok(Some(match &self.kind {
            Kind::Short { max } => Reply::Text(limited(normalise::single_line(first), *max)?),
            Kind::Long { max } => Reply::Text(limited(normalise::text(first), *max)?),
            Kind::Number { min, max, .. } => Reply::Number(within(normalise::number(first)?, *min, *max)?),
            Kind::Amount { min, max } => {
                let yen = normalise::money(first)?.get();
                Reply::Amount(Yen::new(within(yen, min.get(), max.get())?))
            }
            Kind::Date { from, to } => Reply::Date(day_within(normalise::date(first)?, *from, *to)?),
            Kind::YesNo => match first.as_str() {
                Kind::YES => Reply::Yes(true),
                Kind::NO => Reply::Yes(false),
                other => return Err(unknown(other)),
            },
            Kind::One { .. } => match values.next() {
                Some(_) => return Err(ProblemCode::TooMany { max: 1 }),
                None => Reply::Chosen(self.chosen(std::iter::once(first))?),
            },
            Kind::Many { most, .. } => {
                let chosen = self.chosen(std::iter::once(first).chain(values))?;
                match most {
                    Some(most) if u32::try_from(chosen.len()).unwrap_or(u32::MAX) > *most => {
                        return Err(ProblemCode::TooMany { max: *most });
                    }
                    _ => Reply::Chosen(chosen),
                }
            }
        }))
    }

    /// Codes in the order of the form, each once.
    fn chosen<'a>(&self, values: impl Iterator<Item = &'a String>) -> Result<Vec<String>, ProblemCode> {
        let choices = self.kind.choices();
        let mut positions = Vec::new();
        for value in values {
            let position = choices.iter().position(|choice| choice.code == *value);
            positions.push(position.ok_or_else(|| unknown(value))?);
        }
        positions.sort_unstable();
        positions.dedup();
        Ok(positions.into_iter().map(|at| choices[at].code.clone()).collect())
    }
}

fn unknown(value: &str) -> ProblemCode {
    ProblemCode::UnknownChoice {
        value: value.to_owned(),
    }
}

fn limited(text: String, max: u32) -> Result<String, ProblemCode> {
    match u32::try_from(normalise::char_count(&text)).unwrap_or(u32::MAX) {
        now if now > max => Err(ProblemCode::TooLong { max, now }),
        _ => Ok(text),
    }
}

fn within(number: i64, min: i64, max: i64) -> Result<i64, ProblemCode> {
    if (min..=max).contains(&number) {
        Ok(number)
    } else {
        Err(ProblemCode::OutOfRange { min, max })
    }
}

fn day_within(day: Day, from: Option<Day>, to: Option<Day>) -> Result<Day, ProblemCode> {
    if (from.unwrap_or(Day::MIN)..=to.unwrap_or(Day::MAX)).contains(&day) {
        Ok(day)
    } else {
        Err(ProblemCode::DateOutside { from, to })
    }
}
