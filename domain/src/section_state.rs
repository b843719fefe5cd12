//! How far a section of a long form is (`FORM-11`). It judges by what was typed and what a check found; it checks nothing.

use crate::problem::ProblemCode;

/// The state of a section in a task list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionState {
    /// 未着手: nothing typed.
    Untouched,
    /// 入力中: something typed, something required still missing.
    Started,
    /// 要修正: something typed cannot be taken as it is.
    NeedsCorrection,
    /// 完了.
    Done,
}

impl SectionState {
    /// The state of a section by its problems. A section without required fields is done even when nothing was typed.
    pub fn judge<'a>(is_blank: bool, problems: impl IntoIterator<Item = &'a ProblemCode>) -> Self {
        let (mut missing, mut wrong) = (false, false);
        for problem in problems {
            match problem {
                ProblemCode::Empty => missing = true,
                _ => wrong = true,
            }
        }
        match (is_blank, missing, wrong) {
            (_, false, false) => Self::Done,
            (true, _, _) => Self::Untouched,
            (false, _, true) => Self::NeedsCorrection,
            (false, true, false) => Self::Started,
        }
    }
}
