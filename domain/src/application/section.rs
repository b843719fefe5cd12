//! The pages of an application: which fields and tables stand on which page, in the order of the task list (W15, FORM-10).
//! A section knows its fields by name; what they mean is the plan's and the budget's business.

use crate::budget::{LineForm, ShareForm};
use crate::data_flow::FlowForm;
use crate::plan::{KpiForm, TaskForm};
use crate::rows::{self, Row as _};

/// A page of an application; its code is the last part of the page's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// 事業の概要.
    Outline,
    /// 背景・目的.
    Background,
    /// 内容・実施方法.
    Content,
    /// スケジュール.
    Schedule,
    /// 実施体制.
    Structure,
    /// 評価指標.
    Evaluation,
    /// 共同化の効果.
    Effect,
    /// データの取扱い.
    Data,
    /// 経費内訳.
    Budget,
}

/// A table of an application, whose rows carry numbered names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Table {
    /// 月別スケジュール.
    Tasks,
    /// 評価指標.
    Kpis,
    /// データの授受.
    Flows,
    /// 経費の明細.
    Lines,
    /// 構成組合の負担.
    Shares,
}

impl Table {
    /// Every table.
    pub const ALL: &'static [Self] = &[Self::Tasks, Self::Kpis, Self::Flows, Self::Lines, Self::Shares];

    /// What the names of its fields begin with.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tasks => TaskForm::TABLE,
            Self::Kpis => KpiForm::TABLE,
            Self::Flows => FlowForm::TABLE,
            Self::Lines => LineForm::TABLE,
            Self::Shares => ShareForm::TABLE,
        }
    }

    /// The fields of a row, in the order of its columns.
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Tasks => TaskForm::FIELDS,
            Self::Kpis => KpiForm::FIELDS,
            Self::Flows => FlowForm::FIELDS,
            Self::Lines => LineForm::FIELDS,
            Self::Shares => ShareForm::FIELDS,
        }
    }

    /// Which field of which row of which table a name stands for; rows count from 1.
    pub fn of_field(name: &str) -> Option<(Self, usize, &'static str)> {
        Self::ALL.iter().find_map(|table| {
            let (row, field) = rows::split(table.name(), name)?;
            let field = table.fields().iter().find(|known| **known == field)?;
            Some((*table, row, *field))
        })
    }
}

impl Section {
    /// In the order of the task list.
    pub const ALL: &'static [Self] = &[
        Self::Outline,
        Self::Background,
        Self::Content,
        Self::Schedule,
        Self::Structure,
        Self::Evaluation,
        Self::Effect,
        Self::Data,
        Self::Budget,
    ];

    /// The last part of the section's address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Outline => "outline",
            Self::Background => "background",
            Self::Content => "content",
            Self::Schedule => "schedule",
            Self::Structure => "structure",
            Self::Evaluation => "evaluation",
            Self::Effect => "effect",
            Self::Data => "data",
            Self::Budget => "budget",
        }
    }

    /// The section of an address.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|section| section.code() == code)
    }

    /// The fields of this page that stand in no table, in the order they stand there.
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Outline => &["title", "period_from", "period_to", "history", "publication"],
            Self::Background => &["background", "purpose", "targets"],
            Self::Content => &["content", "method"],
            Self::Schedule => &[],
            Self::Structure => &["structure", "selection", "risk"],
            Self::Evaluation => &["evaluation"],
            Self::Effect => &["joint_effect", "small_benefit", "rollout"],
            Self::Data => &["data_plan"],
            Self::Budget => &[
                "tax",
                "sharing",
                "funding_subsidy",
                "funding_members",
                "funding_employer",
                "funding_other",
            ],
        }
    }

    /// The tables of this page.
    pub const fn tables(self) -> &'static [Table] {
        match self {
            Self::Schedule => &[Table::Tasks],
            Self::Evaluation => &[Table::Kpis],
            Self::Data => &[Table::Flows],
            Self::Budget => &[Table::Lines, Table::Shares],
            _ => &[],
        }
    }

    /// The page on which a field stands, also one in a row of a table.
    pub fn of_field(name: &str) -> Option<Self> {
        let table = Table::of_field(name).map(|(table, ..)| table);
        Self::ALL.iter().copied().find(|section| {
            section.fields().contains(&name) || table.is_some_and(|table| section.tables().contains(&table))
        })
    }

    /// The page after this one.
    pub fn next(self) -> Option<Self> {
        let here = Self::ALL.iter().position(|section| *section == self)?;
        Self::ALL.get(here + 1).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budget::BudgetForm;
    use crate::plan::PlanForm;

    #[test]
    fn 項目はちょうど一つのページにある() {
        let mut placed: Vec<_> = Section::ALL.iter().flat_map(|section| section.fields()).collect();
        let mut fields: Vec<_> = PlanForm::FIELDS.iter().chain(BudgetForm::FIELDS).collect();
        placed.sort_unstable();
        fields.sort_unstable();
        assert_eq!(placed, fields);
        let tables: Vec<_> = Section::ALL.iter().flat_map(|section| section.tables()).collect();
        assert_eq!(tables.len(), Table::ALL.len());
    }

    #[test]
    fn 行の項目からページがわかる() {
        assert_eq!(Section::of_field("line2_unit_price"), Some(Section::Budget));
        assert_eq!(Section::of_field("flow1_data"), Some(Section::Data));
        assert_eq!(Section::of_field("purpose"), Some(Section::Background));
        assert_eq!(Section::of_field("line2_nothing"), None);
        assert_eq!(Section::of_field("line0_item"), None);
        assert_eq!(Table::of_field("kpi12_name"), Some((Table::Kpis, 12, "name")));
    }
}
