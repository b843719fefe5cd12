//! The schedule of a plan (月別ガント): who does what in which months. A task outside of the program's period is refused.

use serde::{Deserialize, Serialize};

use crate::form::form;
use crate::normalise;
use crate::problem::{Field, ProblemCode, Problems};
use crate::reader::Reader;
use crate::rows::{Row as _, row, row_field};
use crate::value::{Day, Month};

/// Most tasks of a plan.
pub const MOST_TASKS: usize = 60;

form! {
    /// Raw fields of a task.
    pub struct TaskForm;
    one {
        /// 実施内容.
        title,
        /// 担当.
        actor,
        /// First month.
        from,
        /// Last month; empty means the first.
        to,
    }
    many {}
}

row!(TaskForm, "task");

/// Something done in some months.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// 実施内容.
    pub title: String,
    /// 担当.
    pub actor: String,
    /// First month.
    pub from: Month,
    /// Last month.
    pub to: Month,
}

impl TaskForm {
    /// Most characters of a text field, if it is limited.
    pub fn limit(field: &str) -> Option<u32> {
        matches!(field, "title" | "actor").then_some(100)
    }

    /// Reads a task; `row` counts from 1, `period` is the program's.
    ///
    /// # Errors
    /// All problems found, at the fields of the row.
    pub fn check(&self, row: usize, period: (Day, Day)) -> Result<Task, Problems> {
        let mut reader = Reader::row(Self::TABLE, row, |field| self.values(field));
        let title = reader.required_line("title", 100);
        let actor = reader.line("actor", 100);
        let from = reader.required("from", normalise::month);
        let to = reader.parsed("to", normalise::month).map(|to| to.or(from));
        let (first, last) = (Month::of(period.0), Month::of(period.1));
        match (from, to.flatten()) {
            (Some(from), Some(to)) if to < from => {
                let other = Field::from(row_field(Self::TABLE, row, "from"));
                reader.refuse::<()>("to", ProblemCode::DateBefore { other });
            }
            (Some(from), _) if from < first || from > last => {
                reader.refuse::<()>("from", ProblemCode::NotAllowed);
            }
            (_, Some(to)) if to > last => {
                reader.refuse::<()>("to", ProblemCode::NotAllowed);
            }
            _ => {}
        }
        let clean = || {
            Some(Task {
                title: title?,
                actor: actor?,
                from: from?,
                to: to??,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }

    /// The form that holds a task, to be changed.
    pub fn of(task: &Task) -> Self {
        Self {
            title: task.title.clone(),
            actor: task.actor.clone(),
            from: task.from.to_string(),
            to: task.to.to_string(),
        }
    }
}

/// Where a task's bar begins and how many months it covers, in a chart of the period; parts outside are cut off.
pub fn bar(task: &Task, period: (Day, Day)) -> Option<(usize, usize)> {
    let (first, last) = (Month::of(period.0), Month::of(period.1));
    let (from, to) = (task.from.max(first), task.to.min(last));
    if to < from {
        return None;
    }
    let start = usize::try_from(first.months_until(from)).ok()?;
    let length = usize::try_from(from.months_until(to)).ok()? + 1;
    Some((start, length))
}
