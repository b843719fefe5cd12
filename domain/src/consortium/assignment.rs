//! A piece of work in a consortium (担当作業): what is to be done, by which society, by when.

use crate::form::form;
use crate::problem::Problems;
use crate::reader::Reader;
use crate::value::{Day, OrganisationId};

form! {
    /// A piece of work, as typed.
    pub struct AssignmentForm;
    one {
        /// 作業.
        title,
        /// 担当, the id of a member.
        society,
        /// 期限.
        due,
    }
    many {}
}

/// A checked piece of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CleanAssignment {
    /// 作業.
    pub title: String,
    /// 担当; whether it belongs to the consortium is the command's question.
    pub society: OrganisationId,
    /// 期限.
    pub due: Day,
}

impl AssignmentForm {
    /// Most characters of a text field, if it is limited.
    pub fn limit(field: &str) -> Option<u32> {
        (field == "title").then_some(120)
    }

    /// Checks every field at once.
    ///
    /// # Errors
    /// All problems found, in the order of the form.
    pub fn check(&self) -> Result<CleanAssignment, Problems> {
        let mut reader = Reader::new(|field| self.values(field));
        let title = reader.required_line("title", Self::limit("title").unwrap_or(u32::MAX));
        let society = reader.required_choice("society", |id| id.parse().ok());
        let due = reader.required_day("due");
        let clean = || {
            Some(CleanAssignment {
                title: title?,
                society: society?,
                due: due?,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 作業と担当と期限がそろって初めて作業になる() {
        let typed = AssignmentForm {
            title: "  同意書を集める ".into(),
            society: "12".into(),
            due: "令和9年1月15日".into(),
        };
        let clean = typed.check().unwrap();
        assert_eq!((clean.title.as_str(), clean.society.get()), ("同意書を集める", 12));
        let problems = AssignmentForm::default().check().unwrap_err();
        for field in AssignmentForm::FIELDS {
            assert!(problems.has_field(field), "{field}");
        }
    }
}
