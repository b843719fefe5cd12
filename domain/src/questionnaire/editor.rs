//! Sections and questions as an officer types them. A checked form is a part of a [`Questionnaire`]; whether the whole is
//! answerable is said by [`Questionnaire::faults`].

use super::{Choice, Condition, Kind, KindCode, Question, Questionnaire, Section, Words};
use crate::form::form;
use crate::normalise;
use crate::problem::{Field, ProblemCode, Problems};
use crate::reader::{MOST_YEN, Reader};
use crate::rows::{Row, row};
use crate::value::Yen;

/// Most choices of a question.
pub const MOST_CHOICES: usize = 40;
/// Most characters of an answer.
const MOST_CHARACTERS: u32 = 10_000;

form! {
    /// Raw fields of a section's heading.
    pub struct SectionForm;
    one {
        /// Heading.
        title_ja,
        /// English heading.
        title_en,
        /// What stands above the questions.
        intro_ja,
        /// The same in English.
        intro_en,
    }
    many {
        /// Codes of criteria of the score sheet.
        criteria,
    }
}

form! {
    /// Raw fields of a question.
    pub struct QuestionForm;
    one {
        /// The question.
        label_ja,
        /// The question in English.
        label_en,
        /// Hint.
        help_ja,
        /// Hint in English.
        help_en,
        /// `1` when it has to be answered.
        required,
        /// Code of [`KindCode`].
        kind,
        /// Most characters of a text.
        characters,
        /// Smallest number or amount.
        min,
        /// Largest number or amount.
        max,
        /// What is counted.
        unit_ja,
        /// The same in English.
        unit_en,
        /// First day allowed.
        from,
        /// Last day allowed.
        to,
        /// Most that can be chosen.
        most,
    }
    many {
        /// When it is asked: `q3=c4` for a choice of an earlier question.
        condition,
        /// Keys of questions whose answers it takes over.
        replaces,
    }
}

form! {
    /// Raw fields of a choice.
    pub struct ChoiceForm;
    one {
        /// Its code; empty for a new one.
        code,
        /// What it says.
        ja,
        /// The same in English.
        en,
    }
    many {}
}

row!(ChoiceForm, "choice");

impl SectionForm {
    /// The form that holds a section, to be changed.
    pub fn of(section: &Section) -> Self {
        Self {
            title_ja: section.title.ja.clone(),
            title_en: section.title.en.clone(),
            intro_ja: section.intro.ja.clone(),
            intro_en: section.intro.en.clone(),
            criteria: section.criteria.clone(),
        }
    }

    /// Puts what was typed into a section.
    ///
    /// # Errors
    /// All problems found.
    pub fn put(&self, section: &mut Section) -> Result<(), Problems> {
        let mut reader = Reader::new(|field| self.values(field));
        let title = (reader.required_line("title_ja", 100), reader.line("title_en", 100));
        let intro = (reader.lines("intro_ja", 1_000), reader.lines("intro_en", 1_000));
        let clean = || Some((words(title)?, words(intro)?));
        let clean = clean();
        let (title, intro) = reader.problems.into_clean(clean)?;
        section.title = title;
        section.intro = intro;
        section.criteria = self.criteria.clone();
        Ok(())
    }
}

fn words((ja, en): (Option<String>, Option<String>)) -> Option<Words> {
    Some(Words { ja: ja?, en: en? })
}

impl QuestionForm {
    /// The form that holds a question and the rows of its choices, to be changed.
    pub fn of(question: &Question) -> (Self, Vec<ChoiceForm>) {
        let mut form = Self {
            label_ja: question.label.ja.clone(),
            label_en: question.label.en.clone(),
            help_ja: question.help.ja.clone(),
            help_en: question.help.en.clone(),
            required: if question.required {
                "1".to_owned()
            } else {
                String::new()
            },
            kind: question.kind.code().code().to_owned(),
            replaces: question.replaces.clone(),
            ..Self::default()
        };
        if let Some(condition) = &question.condition {
            let value = |choice: &String| format!("{}={choice}", condition.key);
            form.condition = condition.choices.iter().map(value).collect();
        }
        let mut rows = Vec::new();
        match &question.kind {
            Kind::Short { max } | Kind::Long { max } => form.characters = max.to_string(),
            Kind::Number { min, max, unit } => {
                (form.min, form.max) = (min.to_string(), max.to_string());
                (form.unit_ja, form.unit_en) = (unit.ja.clone(), unit.en.clone());
            }
            Kind::Amount { min, max } => (form.min, form.max) = (min.to_string(), max.to_string()),
            Kind::Date { from, to } => {
                form.from = from.map(|day| day.iso()).unwrap_or_default();
                form.to = to.map(|day| day.iso()).unwrap_or_default();
            }
            Kind::YesNo => {}
            Kind::One { choices } => rows = choices.iter().map(ChoiceForm::of).collect(),
            Kind::Many { choices, most } => {
                rows = choices.iter().map(ChoiceForm::of).collect();
                form.most = most.map(|most| most.to_string()).unwrap_or_default();
            }
        }
        (form, rows)
    }

    /// The question with this key, as typed; new choices get codes from the form it belongs to.
    ///
    /// # Errors
    /// All problems found, those of choices at the fields of their rows.
    pub fn check(&self, key: &str, rows: &[ChoiceForm], whole: &mut Questionnaire) -> Result<Question, Problems> {
        let mut reader = Reader::new(|field| self.values(field));
        let label = (reader.required_line("label_ja", 200), reader.line("label_en", 200));
        let help = (reader.lines("help_ja", 1_000), reader.lines("help_en", 1_000));
        let required = reader.flag("required");
        let kind = reader.required_choice("kind", KindCode::from_code);
        let kind = kind.and_then(|kind| self.kind(&mut reader, kind, rows, whole));
        let condition = self.condition(&mut reader);
        let clean = || {
            Some(Question {
                key: key.to_owned(),
                label: words(label)?,
                help: words(help)?,
                required: required?,
                kind: kind?,
                condition: condition?,
                replaces: self.replaces.clone(),
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }

    fn kind(
        &self,
        reader: &mut Reader<'_>,
        kind: KindCode,
        rows: &[ChoiceForm],
        whole: &mut Questionnaire,
    ) -> Option<Kind> {
        Some(match kind {
            KindCode::Short | KindCode::Long => {
                let max = reader.required_count("characters", 1, MOST_CHARACTERS)?;
                match kind {
                    KindCode::Short => Kind::Short { max },
                    _ => Kind::Long { max },
                }
            }
            KindCode::Number => {
                let min = reader.parsed("min", normalise::number);
                let max = reader.parsed("max", normalise::number);
                let unit = (reader.line("unit_ja", 20), reader.line("unit_en", 20));
                let (min, max) = ordered(reader, min?.unwrap_or(0), max?.unwrap_or(MOST_YEN))?;
                let unit = words(unit)?;
                Kind::Number { min, max, unit }
            }
            KindCode::Amount => {
                let (min, max) = (reader.money("min"), reader.money("max"));
                let (min, max) = (min?.map_or(0, Yen::get), max?.map_or(MOST_YEN, Yen::get));
                let (min, max) = ordered(reader, min, max)?;
                Kind::Amount {
                    min: Yen::new(min),
                    max: Yen::new(max),
                }
            }
            KindCode::Date => {
                let (from, to) = (reader.day("from"), reader.day("to"));
                let (from, to) = (from?, to?);
                if from.zip(to).is_some_and(|(from, to)| to < from) {
                    let other = Field::new("from");
                    return reader.refuse("to", ProblemCode::DateBefore { other });
                }
                Kind::Date { from, to }
            }
            KindCode::YesNo => Kind::YesNo,
            KindCode::One => Kind::One {
                choices: choices(reader, rows, whole)?,
            },
            KindCode::Many => {
                let choices = choices(reader, rows, whole);
                let most = match reader.is_blank("most") {
                    true => Some(None),
                    false => reader.required_count("most", 1, 100).map(Some),
                };
                Kind::Many {
                    choices: choices?,
                    most: most?,
                }
            }
        })
    }

    /// Choices of one earlier question; of several, it would not be clear whether all or any must hold.
    fn condition(&self, reader: &mut Reader<'_>) -> Option<Option<Condition>> {
        let mut found: Option<Condition> = None;
        for value in &self.condition {
            let Some((key, choice)) = value.split_once('=') else {
                let value = value.clone();
                return reader.refuse("condition", ProblemCode::UnknownChoice { value });
            };
            match &mut found {
                None => {
                    found = Some(Condition {
                        key: key.to_owned(),
                        choices: vec![choice.to_owned()],
                    });
                }
                Some(condition) if condition.key == key => condition.choices.push(choice.to_owned()),
                Some(_) => return reader.refuse("condition", ProblemCode::NotAllowed),
            }
        }
        Some(found)
    }
}

fn ordered(reader: &mut Reader<'_>, min: i64, max: i64) -> Option<(i64, i64)> {
    if min > max {
        return reader.refuse("max", ProblemCode::OutOfRange { min, max: MOST_YEN });
    }
    Some((min, max))
}

fn choices(reader: &mut Reader<'_>, rows: &[ChoiceForm], whole: &mut Questionnaire) -> Option<Vec<Choice>> {
    if rows.len() < 2 {
        reader.problems.push(
            crate::rows::row_field(ChoiceForm::TABLE, rows.len() + 1, "ja"),
            ProblemCode::Empty,
        );
        return None;
    }
    let mut choices = Some(Vec::new());
    for (position, row) in rows.iter().enumerate() {
        let mut line = Reader::row(ChoiceForm::TABLE, position + 1, |field| row.values(field));
        let label = words((line.required_line("ja", 100), line.line("en", 100)));
        let code = match row.code.as_str() {
            "" => whole.fresh('c'),
            code => code.to_owned(),
        };
        match (label, &mut choices) {
            (Some(label), Some(choices)) => choices.push(Choice { code, label }),
            _ => choices = None,
        }
        reader.problems.extend(line.problems);
    }
    choices
}

impl ChoiceForm {
    /// The row that holds a choice.
    pub fn of(choice: &Choice) -> Self {
        Self {
            code: choice.code.clone(),
            ja: choice.label.ja.clone(),
            en: choice.label.en.clone(),
        }
    }
}
