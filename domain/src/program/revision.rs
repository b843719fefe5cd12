//! What differs between two publications of a program, and whether the secretariat has to look at it again (ORG-04).

use super::{CleanProgram, ProgramForm};

/// Fields on which a society's decision to join rests: purpose, area, period and conditions. A change of one of them is a
/// major one; all other changes are minor.
const MAJOR: &[&str] = &[
    "kind",
    "cat",
    "sub_cat",
    "purpose",
    "nationwide",
    "pref",
    "period_from",
    "period_to",
    "cost",
    "cost_yen",
    "size",
    "industry",
    "condition_min",
    "condition_max",
    "condition_kind",
    "condition_form",
    "condition_pref",
    "condition_system",
    "condition",
];

/// The changed fields, in the order of the form's sections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    /// Their names.
    pub changed: Vec<&'static str>,
}

impl Revision {
    /// What `now` changes in `before`.
    pub fn between(before: &CleanProgram, now: &CleanProgram) -> Self {
        Self::of_forms(&ProgramForm::of(before), &ProgramForm::of(now))
    }

    /// The same for forms as typed: another spelling of the same date counts as a change.
    pub fn of_forms(before: &ProgramForm, now: &ProgramForm) -> Self {
        let fields = super::Section::ALL.iter().flat_map(|section| section.fields());
        Self {
            changed: fields
                .copied()
                .filter(|field| before.values(field) != now.values(field))
                .collect(),
        }
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty()
    }

    /// Whether a change of this field is a major one.
    pub fn is_major_field(field: &str) -> bool {
        MAJOR.contains(&field)
    }

    /// Whether any of the changes is a major one.
    pub fn is_major(&self) -> bool {
        self.changed.iter().any(|field| Self::is_major_field(field))
    }

    /// Whether people who only follow the program want to hear of it: a major change, or another deadline (ALRT-02).
    pub fn is_news(&self) -> bool {
        self.is_major() || self.changed.contains(&"recruit_to")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 大きな変更の項目はどれも様式にある() {
        for field in MAJOR {
            assert!(ProgramForm::FIELDS.contains(field), "{field}");
        }
    }
}
