//! Kinds of questions with their limits. A kind can say whether its input can show a value again; whether the value is a
//! right answer is the check's business.

use serde::{Deserialize, Serialize};

use super::Words;
use crate::code::code_list;
use crate::value::{Day, Yen};

code_list! {
    /// A kind without its limits, as it is chosen in the editor.
    pub enum KindCode {
        Short = "short", "短い文（1行）", "Short text (one line)";
        Long = "long", "長い文", "Long text";
        Number = "number", "数", "Number";
        Amount = "amount", "金額", "Amount in yen";
        Date = "date", "日付", "Date";
        YesNo = "yes-no", "はい・いいえ", "Yes or no";
        One = "one", "一つ選ぶ", "Choose one";
        Many = "many", "いくつでも選ぶ", "Choose any number";
    }
}

/// Something to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Never changes and is never used again: `c7`.
    pub code: String,
    /// What it says.
    pub label: Words,
}

/// What kind of answer a question wants, with its limits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Kind {
    /// One line.
    Short {
        /// Most characters.
        max: u32,
    },
    /// Several lines.
    Long {
        /// Most characters.
        max: u32,
    },
    /// A whole number.
    Number {
        /// Smallest value.
        min: i64,
        /// Largest value.
        max: i64,
        /// What is counted, perhaps empty.
        unit: Words,
    },
    /// Whole yen.
    Amount {
        /// Smallest value.
        min: Yen,
        /// Largest value.
        max: Yen,
    },
    /// A day.
    Date {
        /// First day allowed.
        from: Option<Day>,
        /// Last day allowed.
        to: Option<Day>,
    },
    /// はい or いいえ.
    YesNo,
    /// One of several.
    One {
        /// In the order of the page.
        choices: Vec<Choice>,
    },
    /// Any of several.
    Many {
        /// In the order of the page.
        choices: Vec<Choice>,
        /// Most that can be chosen, if limited.
        most: Option<u32>,
    },
}

/// From here on a largest value says nothing: it is what the editor writes when no limit is typed.
pub const UNLIMITED: i64 = crate::reader::MOST_YEN;

impl Kind {
    /// The codes of yes and no.
    pub const YES: &'static str = "yes";
    /// See [`Self::YES`].
    pub const NO: &'static str = "no";

    /// The kind without its limits.
    pub const fn code(&self) -> KindCode {
        match self {
            Self::Short { .. } => KindCode::Short,
            Self::Long { .. } => KindCode::Long,
            Self::Number { .. } => KindCode::Number,
            Self::Amount { .. } => KindCode::Amount,
            Self::Date { .. } => KindCode::Date,
            Self::YesNo => KindCode::YesNo,
            Self::One { .. } => KindCode::One,
            Self::Many { .. } => KindCode::Many,
        }
    }

    /// What can be chosen, code first; nothing where one types.
    pub fn choices(&self) -> Vec<Choice> {
        let choice = |code: &str, ja, en| Choice {
            code: code.to_owned(),
            label: Words::new(ja, en),
        };
        match self {
            Self::YesNo => vec![choice(Self::YES, "はい", "Yes"), choice(Self::NO, "いいえ", "No")],
            Self::One { choices } | Self::Many { choices, .. } => choices.clone(),
            _ => Vec::new(),
        }
    }

    /// Whether one chooses rather than types.
    pub const fn is_choice(&self) -> bool {
        matches!(self, Self::YesNo | Self::One { .. } | Self::Many { .. })
    }

    /// Whether the input of this kind shows these values exactly as they are, right or wrong, so that nothing of them is lost
    /// when the page is saved.
    pub fn shows(&self, values: &[String]) -> bool {
        match self {
            Self::Long { .. } => values.len() <= 1,
            Self::Short { .. } | Self::Number { .. } | Self::Amount { .. } | Self::Date { .. } => {
                // A field of one line drops line ends.
                values.len() <= 1 && !values.iter().any(|value| value.contains(['\n', '\r']))
            }
            Self::YesNo | Self::One { .. } => values.len() <= 1 && self.offers_all(values),
            Self::Many { .. } => self.offers_all(values),
        }
    }

    fn offers_all(&self, values: &[String]) -> bool {
        let choices = self.choices();
        values
            .iter()
            .all(|value| choices.iter().any(|choice| choice.code == *value))
    }
}
