//! The eight sections of the registration task list (ORG-01) and how far each one is.

use crate::Problems;
use crate::section_state::SectionState;

use super::ProgramForm;

/// A page of the registration form; its code is the last part of the page's URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// 基本情報.
    Basics,
    /// 目的・内容・対象.
    Purpose,
    /// 実施地域・実施形態.
    Area,
    /// 期間・費用.
    Period,
    /// 体制・個人情報の取扱い.
    Structure,
    /// 募集条件.
    Recruit,
    /// 問合せ先.
    Contact,
    /// 公開設定.
    Publish,
}

impl Section {
    /// In the order of the task list.
    pub const ALL: &'static [Self] = &[
        Self::Basics,
        Self::Purpose,
        Self::Area,
        Self::Period,
        Self::Structure,
        Self::Recruit,
        Self::Contact,
        Self::Publish,
    ];

    /// The last part of the section's URL.
    pub fn code(self) -> &'static str {
        match self {
            Self::Basics => "basics",
            Self::Purpose => "purpose",
            Self::Area => "area",
            Self::Period => "period",
            Self::Structure => "structure",
            Self::Recruit => "recruit",
            Self::Contact => "contact",
            Self::Publish => "publish",
        }
    }

    /// The section of a URL.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|section| section.code() == code)
    }

    /// The form fields on this page, in the order they stand there.
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Basics => &["title", "kind", "cat", "sub_cat", "theme", "summary"],
            Self::Purpose => &[
                "purpose",
                "content",
                "problem",
                "result",
                "target",
                "target_note",
                "target_n",
            ],
            Self::Area => &["nationwide", "pref", "area_note", "mode"],
            Self::Period => &["period_from", "period_to", "cost", "cost_yen", "cost_note"],
            Self::Structure => &["structure", "provider", "data_use", "data_note"],
            Self::Recruit => &[
                "recruit_from",
                "recruit_to",
                "capacity",
                "joined",
                "size",
                "industry",
                "condition_min",
                "condition_max",
                "condition_kind",
                "condition_form",
                "condition_pref",
                "condition_system",
                "condition",
            ],
            Self::Contact => &[
                "contact_org",
                "contact_dept",
                "contact_tel",
                "contact_email",
                "contact_hours",
            ],
            Self::Publish => &["visibility", "members_visibility", "subsidy", "subsidy_note"],
        }
    }

    /// The section a field stands on.
    pub fn of_field(field: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|section| section.fields().contains(&field))
    }

    /// The next section, if there is one.
    pub fn next(self) -> Option<Self> {
        let position = Self::ALL.iter().position(|section| *section == self)?;
        Self::ALL.get(position + 1).copied()
    }

    /// How far the section is, given the problems of the whole form.
    pub fn state(self, form: &ProgramForm, problems: &Problems) -> SectionState {
        let mine = problems
            .iter()
            .filter(|problem| self.fields().contains(&problem.field.as_str()));
        let is_blank = self.fields().iter().all(|field| form.values(field).is_empty());
        SectionState::judge(is_blank, mine.map(|problem| &problem.code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 項目はちょうど一つのセクションにある() {
        for field in ProgramForm::FIELDS {
            let homes = Section::ALL
                .iter()
                .filter(|section| section.fields().contains(field))
                .count();
            assert_eq!(homes, 1, "{field}");
        }
        let listed: usize = Section::ALL.iter().map(|section| section.fields().len()).sum();
        assert_eq!(listed, ProgramForm::FIELDS.len());
    }

    #[test]
    fn 空の様式は未着手() {
        let form = ProgramForm::default();
        let problems = form.check().unwrap_err();
        for section in Section::ALL {
            assert_eq!(section.state(&form, &problems), SectionState::Untouched, "{section:?}");
        }
    }
}
