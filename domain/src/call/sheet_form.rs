//! A criterion of the score sheet as it is typed: a row of the table `criterion`.

use super::sheet::{Criterion, HIGHEST_MARK};
use crate::form::form;
use crate::problem::Problems;
use crate::reader::Reader;
use crate::rows::{Row, row};

form! {
    /// Raw fields of a criterion.
    pub struct CriterionForm;
    one {
        /// Short code.
        code,
        /// Name.
        name,
        /// Question.
        question,
        /// Most points.
        weight,
        /// What mark 1 means.
        anchor1,
        /// What mark 2 means.
        anchor2,
        /// What mark 3 means.
        anchor3,
        /// What mark 4 means.
        anchor4,
        /// What mark 5 means.
        anchor5,
        /// Lowest mark that passes; empty for none.
        pass_from,
    }
    many {}
}

row!(CriterionForm, "criterion");

/// Most points of one criterion.
const MOST_WEIGHT: u32 = 100;

impl CriterionForm {
    /// The form that holds a criterion, to be changed.
    pub fn of(criterion: &Criterion) -> Self {
        let [anchor1, anchor2, anchor3, anchor4, anchor5] = criterion.anchors.clone();
        Self {
            code: criterion.code.clone(),
            name: criterion.name.clone(),
            question: criterion.question.clone(),
            weight: criterion.weight.to_string(),
            anchor1,
            anchor2,
            anchor3,
            anchor4,
            anchor5,
            pass_from: criterion.pass_from.map(|mark| mark.to_string()).unwrap_or_default(),
        }
    }

    /// Checks a row; `row` counts from 1.
    ///
    /// # Errors
    /// All problems found, at the fields of the row.
    pub fn check(&self, row: usize) -> Result<Criterion, Problems> {
        let mut reader = Reader::row(Self::TABLE, row, |field| self.values(field));
        let code = reader.required_line("code", 10);
        let name = reader.required_line("name", 100);
        let question = reader.required_lines("question", 400);
        let weight = reader.required_count("weight", 1, MOST_WEIGHT);
        let anchors =
            ["anchor1", "anchor2", "anchor3", "anchor4", "anchor5"].map(|field| reader.required_lines(field, 200));
        let pass_from = match reader.is_blank("pass_from") {
            true => Some(None),
            false => reader.required_count("pass_from", 1, HIGHEST_MARK.into()).map(Some),
        };
        let clean = || {
            let [one, two, three, four, five] = anchors;
            Some(Criterion {
                code: code?,
                name: name?,
                question: question?,
                weight: weight?,
                anchors: [one?, two?, three?, four?, five?],
                pass_from: pass_from?.and_then(|mark| u8::try_from(mark).ok()),
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }
}
