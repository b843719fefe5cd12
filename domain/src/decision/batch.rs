//! What a batch of decisions has in common: its name inside the office, number and day of the notices, and when applicants
//! learn of it.

use super::{Verdict, VerdictForm};
use crate::form::form;
use crate::normalise;
use crate::problem::{ProblemCode, Problems};
use crate::reader::Reader;
use crate::value::{Day, Instant, Yen};

form! {
    /// The head of a batch, as typed.
    pub struct BatchForm;
    one {
        /// Name inside the office.
        name,
        /// 文書番号 of the notices.
        number,
        /// 決定日.
        decided_on,
        /// Day of the release; at once after the approval when empty.
        release_day,
        /// Its time.
        release_time,
        /// `1` when the officer confirms that the budget is exceeded.
        over_budget,
    }
    many {}
}

/// The head of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CleanBatch {
    /// Name inside the office.
    pub name: String,
    /// 文書番号.
    pub number: String,
    /// 決定日, printed on the notices.
    pub decided_on: Day,
    /// When it is released; none for at once.
    pub release_at: Option<Instant>,
    /// Whether the officer has confirmed that the budget is exceeded.
    pub over_budget: bool,
}

impl BatchForm {
    /// Most characters of the name.
    pub const NAME_CHARS: u32 = 60;
    /// Most characters of the number.
    pub const NUMBER_CHARS: u32 = 60;

    /// Checks the head at a moment.
    ///
    /// # Errors
    /// All problems found, in the order of the form: a name, number or day is missing; the release lies in the past, or has
    /// only one of day and time; the decision would be dated after its release.
    pub fn check(&self, now: Instant) -> Result<CleanBatch, Problems> {
        let mut reader = Reader::new(|field| self.values(field));
        let name = reader.required_line("name", Self::NAME_CHARS);
        let number = reader.required_line("number", Self::NUMBER_CHARS);
        let decided_on = reader.required_day("decided_on");
        let release_at = if reader.is_blank("release_day") && reader.is_blank("release_time") {
            Some(None)
        } else {
            let day = reader.required_day("release_day");
            let time = reader.required("release_time", normalise::time);
            match day.zip(time) {
                Some((day, time)) if Instant::from_jst(day, time) <= now => {
                    reader.refuse("release_day", ProblemCode::TimeIsOver)
                }
                Some((day, time)) => Some(Some(Instant::from_jst(day, time))),
                None => None,
            }
        };
        if let (Some(decided), Some(release)) = (decided_on, release_at)
            && decided > release.unwrap_or(now).day_jst()
        {
            reader.refuse::<()>("decided_on", ProblemCode::InFuture);
        }
        let over_budget = reader.flag("over_budget");
        let clean = || {
            Some(CleanBatch {
                name: name?,
                number: number?,
                decided_on: decided_on?,
                release_at: release_at?,
                over_budget: over_budget?,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }

    /// Checks the lines of a batch, each with what its application asks for: what they decide in the same order, nothing for
    /// a line that is not whole, and all problems.
    pub fn check_lines<'a>(
        &self,
        lines: impl IntoIterator<Item = (&'a VerdictForm, Yen)>,
    ) -> (Vec<Option<Verdict>>, Problems) {
        let decided_on = normalise::date(&self.decided_on).ok();
        let number = normalise::single_line(&self.number);
        let mut problems = Problems::new();
        let mut verdicts = Vec::new();
        for (at, (form, asked)) in lines.into_iter().enumerate() {
            match form.check(at + 1, asked, decided_on, &number) {
                Ok(verdict) => verdicts.push(Some(verdict)),
                Err(wrong) => {
                    problems.extend(wrong);
                    verdicts.push(None);
                }
            }
        }
        (verdicts, problems)
    }
}
