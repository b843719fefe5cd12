//! What a reviewer gives (審査票, ux 8.2): a mark for each criterion with its reason, a recommendation, and two comments
//! that go to different readers. A draft is kept as typed; only what is submitted must be whole.

use serde::{Deserialize, Serialize};

use crate::call::{HIGHEST_MARK, Mark, ScoreSheet};
use crate::code::code_list;
use crate::form::form;
use crate::problem::{ProblemCode, Problems};
use crate::reader::Reader;
use crate::rows::{Row, row, row_field};

code_list! {
    /// What a reviewer recommends.
    pub enum Recommendation {
        Adopt = "adopt", "採択", "Adopt";
        OnConditions = "on-conditions", "条件付きで採択", "Adopt on conditions";
        Waitlist = "waitlist", "補欠", "Waiting list";
        Reject = "reject", "不採択", "Do not adopt";
    }
}

form! {
    /// A mark, as typed: a row of the table `mark`, in the order of the sheet's criteria.
    pub struct MarkForm;
    one {
        /// `1` to `5`, or `na`.
        mark,
        /// 理由.
        reason,
    }
    many {}
}

row!(MarkForm, "mark");

form! {
    /// What stands beside the marks, as typed.
    pub struct ReviewForm;
    one {
        /// Code of [`Recommendation`].
        recommendation,
        /// 申請者に開示.
        to_applicant,
        /// 事務局のみ.
        to_office,
    }
    many {}
}

/// A review as typed so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewDraft {
    /// In the order of the sheet's criteria.
    pub marks: Vec<MarkForm>,
    /// The rest.
    pub form: ReviewForm,
}

/// A whole review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// In the order of the criteria.
    pub marks: Vec<Mark>,
    /// In the same order; empty where none was given.
    pub reasons: Vec<String>,
    /// 採否の意見.
    pub recommendation: Recommendation,
    /// Shown to applicants after the decision, without a name.
    pub to_applicant: String,
    /// Never shown to applicants.
    pub to_office: String,
}

/// Most characters of a reason.
const REASON_CHARS: u32 = 600;

/// Most characters of a comment.
const COMMENT_CHARS: u32 = 2_000;

impl MarkForm {
    /// Most characters of the reason.
    pub const REASON_CHARS: u32 = REASON_CHARS;

    fn check(&self, row: usize, sheet: &ScoreSheet) -> Result<(Mark, String), Problems> {
        let mut reader = Reader::row(Self::TABLE, row, |field| self.values(field));
        let mark = reader.required("mark", |raw| match raw.trim() {
            "na" => Ok(Mark::NotApplicable),
            other => other
                .parse()
                .ok()
                .filter(|mark| (1..=HIGHEST_MARK).contains(mark))
                .map(Mark::Given)
                .ok_or_else(|| ProblemCode::UnknownChoice {
                    value: other.to_owned(),
                }),
        });
        let reason = match mark {
            Some(mark) if sheet.must_explain(mark) => reader.required_lines("reason", REASON_CHARS),
            _ => reader.lines("reason", REASON_CHARS),
        };
        reader.problems.into_clean(mark.zip(reason))
    }
}

impl ReviewForm {
    /// Most characters of each comment.
    pub const COMMENT_CHARS: u32 = COMMENT_CHARS;
}

impl ReviewDraft {
    /// Reads a posted form: one mark for each criterion, whether typed or not.
    pub fn of<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)> + Clone, criteria: usize) -> Self {
        let mut draft = Self::default();
        for number in 1..=criteria {
            let mut mark = MarkForm::default();
            let prefix = row_field(MarkForm::TABLE, number, "");
            for (name, value) in pairs.clone() {
                if let Some(field) = name.strip_prefix(&prefix) {
                    mark.put(field, value);
                }
            }
            draft.marks.push(mark);
        }
        draft.form.replace(ReviewForm::FIELDS, pairs);
        draft
    }

    /// Checks the whole review.
    ///
    /// # Errors
    /// All problems found, in the order of the sheet: a criterion without a mark, a mark whose reason is missing, no
    /// recommendation, a text that is too long.
    pub fn check(&self, sheet: &ScoreSheet) -> Result<Review, Problems> {
        let mut problems = Problems::new();
        let (mut given, mut reasons) = (Vec::new(), Vec::new());
        let blank = MarkForm::default();
        for row in 1..=sheet.criteria.len() {
            match self.marks.get(row - 1).unwrap_or(&blank).check(row, sheet) {
                Ok((mark, reason)) => {
                    given.push(mark);
                    reasons.push(reason);
                }
                Err(found) => problems.extend(found),
            }
        }
        let mut reader = Reader::new(|field| self.form.values(field));
        let recommendation = reader.required_choice("recommendation", Recommendation::from_code);
        let to_applicant = reader.lines("to_applicant", COMMENT_CHARS);
        let to_office = reader.lines("to_office", COMMENT_CHARS);
        problems.extend(reader.problems);
        let clean = || {
            Some(Review {
                marks: given,
                reasons,
                recommendation: recommendation?,
                to_applicant: to_applicant?,
                to_office: to_office?,
            })
        };
        let clean = clean();
        problems.into_clean(clean)
    }

    /// Whether nothing has been typed.
    pub fn is_blank(&self) -> bool {
        self.marks.iter().all(Row::is_blank) && self.form == ReviewForm::default()
    }
}
