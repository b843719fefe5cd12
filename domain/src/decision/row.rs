//! What is decided about one application: outcome, amount, conditions with their days, and the reason, which is kept. A
//! draft is kept as typed; only what is proposed must be whole.

use serde::{Deserialize, Serialize};

use super::Outcome;
use crate::form::form;
use crate::normalise;
use crate::problem::{ProblemCode, Problems};
use crate::reader::Reader;
use crate::rows::row;
use crate::value::{Day, Yen};

/// Most conditions of one decision.
pub const MOST_CONDITIONS: usize = 5;

/// Names of the fields of conditions, each with that of its day.
const CONDITIONS: [(&str, &str); MOST_CONDITIONS] = [
    ("condition1", "due1"),
    ("condition2", "due2"),
    ("condition3", "due3"),
    ("condition4", "due4"),
    ("condition5", "due5"),
];

form! {
    /// A decision about one application, as typed: a row of the table `line`, in the order of the batch.
    pub struct VerdictForm;
    one {
        /// Code of [`Outcome`].
        outcome,
        /// 決定額.
        amount,
        /// 文書番号, where it differs from that of the batch.
        number,
        /// 理由.
        reason,
        /// 条件.
        condition1,
        /// Its day.
        due1,
        /// 条件.
        condition2,
        /// Its day.
        due2,
        /// 条件.
        condition3,
        /// Its day.
        due3,
        /// 条件.
        condition4,
        /// Its day.
        due4,
        /// 条件.
        condition5,
        /// Its day.
        due5,
    }
    many {}
}

row!(VerdictForm, "line");

/// 条件: what must be done, and by when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// What.
    pub text: String,
    /// By when.
    pub due: Day,
}

/// A whole decision about one application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// 採否.
    pub outcome: Outcome,
    /// 決定額; nothing where nothing is granted.
    pub amount: Yen,
    /// 条件; only with [`Outcome::OnConditions`].
    pub conditions: Vec<Condition>,
    /// Kept, and told to the applicant.
    pub reason: String,
    /// 文書番号.
    pub number: String,
}

impl VerdictForm {
    /// Most characters of a number.
    pub const NUMBER_CHARS: u32 = 60;
    /// Most characters of the reason.
    pub const REASON_CHARS: u32 = 1_000;
    /// Most characters of a condition.
    pub const CONDITION_CHARS: u32 = 300;

    /// The typed conditions with the names of their fields: those with something in them, and one more to type into.
    pub fn shown_conditions(&self) -> Vec<(&'static str, &'static str)> {
        let filled = CONDITIONS.iter().rposition(|(text, due)| {
            [text, due]
                .iter()
                .any(|field| !normalise::single_line(self.text(field)).is_empty())
        });
        let shown = filled.map_or(1, |last| last + 2);
        CONDITIONS.iter().take(shown).copied().collect()
    }

    /// Checks the decision about an application that asks for `asked`, taken on a day, under the number of its batch.
    /// Less than asked, conditions, a waiting list and a refusal need their reason.
    ///
    /// # Errors
    /// All problems found, at the fields of row `row`.
    pub fn check(&self, row: usize, asked: Yen, decided_on: Option<Day>, number: &str) -> Result<Verdict, Problems> {
        let mut reader = Reader::row(<Self as crate::rows::Row>::TABLE, row, |field| self.values(field));
        let outcome = reader.required_choice("outcome", Outcome::from_code);
        let is_adopted = outcome.is_some_and(Outcome::is_adopted);
        let amount = match reader.money("amount") {
            Some(Some(yen)) if is_adopted && (yen == Yen::ZERO || yen > asked) => {
                let max = asked.get();
                reader.refuse("amount", ProblemCode::OutOfRange { min: 1, max })
            }
            Some(Some(yen)) if outcome.is_some() && !is_adopted && yen > Yen::ZERO => {
                reader.refuse("amount", ProblemCode::NotAllowed)
            }
            Some(Some(yen)) => Some(yen),
            Some(None) if is_adopted => reader.refuse("amount", ProblemCode::Empty),
            Some(None) => Some(Yen::ZERO),
            None => None,
        };
        let own_number = reader.line("number", Self::NUMBER_CHARS);
        let must_explain =
            outcome.is_some_and(|outcome| outcome != Outcome::Adopt) || amount.is_some_and(|it| it < asked);
        let reason = if must_explain {
            reader.required_lines("reason", Self::REASON_CHARS)
        } else {
            reader.lines("reason", Self::REASON_CHARS)
        };
        let conditions = self.conditions(&mut reader, outcome, decided_on);
        let clean = || {
            let own = own_number?;
            Some(Verdict {
                outcome: outcome?,
                amount: amount?,
                conditions: conditions?,
                reason: reason?,
                number: if own.is_empty() { number.to_owned() } else { own },
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }

    fn conditions(
        &self,
        reader: &mut Reader<'_>,
        outcome: Option<Outcome>,
        decided_on: Option<Day>,
    ) -> Option<Vec<Condition>> {
        let wanted = outcome == Some(Outcome::OnConditions);
        let mut conditions = Vec::new();
        let mut is_sound = true;
        for (at, (text, due)) in CONDITIONS.into_iter().enumerate() {
            let is_blank = reader.is_blank(text) && reader.is_blank(due);
            if is_blank && !(wanted && at == 0) {
                continue;
            }
            if !wanted && outcome.is_some() {
                reader.refuse::<()>(text, ProblemCode::NotAllowed);
                is_sound = false;
                continue;
            }
            let words = reader.required_line(text, Self::CONDITION_CHARS);
            let day = match reader.required_day(due) {
                Some(day) if decided_on.is_some_and(|decided| day < decided) => {
                    let other = crate::problem::Field::new("decided_on");
                    reader.refuse(due, ProblemCode::DateBefore { other })
                }
                day => day,
            };
            match words.zip(day) {
                Some((text, due)) => conditions.push(Condition { text, due }),
                None => is_sound = false,
            }
        }
        is_sound.then_some(conditions)
    }
}
