//! The pages of the form of a call (`ADM-10`).

use super::form::BAND_FIELDS;
use crate::rows::Row as _;

/// A page of the form; its code is the last part of the page's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// 基本情報.
    Basics,
    /// 日程.
    Dates,
    /// 応募要件.
    Eligibility,
    /// 配分・上限.
    Money,
    /// 経費.
    Costs,
    /// 添付書類.
    Papers,
    /// 変更・報告・保存.
    Reports,
    /// 評価表; the rows of its criteria stand here too.
    Sheet,
}

const MONEY: [&str; 14] = {
    let [one, two, three, four, five, six, seven] = BAND_FIELDS;
    [
        "allocation",
        "rate",
        "cap",
        "band_basis",
        one,
        two,
        three,
        four,
        five,
        six,
        seven,
        "rounding",
        "cut_to",
        "advance",
    ]
};

impl Section {
    /// In the order of the page.
    pub const ALL: &'static [Self] = &[
        Self::Basics,
        Self::Dates,
        Self::Eligibility,
        Self::Money,
        Self::Costs,
        Self::Papers,
        Self::Reports,
        Self::Sheet,
    ];

    /// The last part of the section's address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Basics => "basics",
            Self::Dates => "dates",
            Self::Eligibility => "eligibility",
            Self::Money => "money",
            Self::Costs => "costs",
            Self::Papers => "papers",
            Self::Reports => "reports",
            Self::Sheet => "sheet",
        }
    }

    /// The section of an address.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|section| section.code() == code)
    }

    /// The section a field stands on, also one of a row of the score sheet.
    pub fn of_field(field: &str) -> Option<Self> {
        if field.starts_with(super::CriterionForm::TABLE) {
            return Some(Self::Sheet);
        }
        let mut sections = Self::ALL.iter().copied();
        sections.find(|section| section.fields().contains(&field))
    }

    /// The next section, if there is one.
    pub fn next(self) -> Option<Self> {
        let position = Self::ALL.iter().position(|section| *section == self)?;
        Self::ALL.get(position + 1).copied()
    }

    /// The fields of this page, in the order they stand there.
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Basics => &[
                "code",
                "year",
                "title",
                "title_en",
                "summary_ja",
                "summary_en",
                "contact",
                "issuer",
                "faq",
                "publication",
                "rollout",
            ],
            Self::Dates => &[
                "open_day",
                "open_time",
                "close_day",
                "close_time",
                "project_from",
                "project_to",
                "briefing",
            ],
            Self::Eligibility => &[
                "min_insurers",
                "small_threshold",
                "min_small_share",
                "ratio_basis",
                "lead_kind",
                "member_kind",
                "provider_contract",
                "overlap",
                "max_age",
            ],
            Self::Money => &MONEY,
            Self::Costs => &["item", "quote_above", "quotes", "asset_from", "excluded_words"],
            Self::Papers => &["paper_asked", "paper_required", "paper_hints"],
            Self::Reports => &[
                "minor_share",
                "withdraw_days",
                "report_days",
                "report_by",
                "standard_days",
                "retention_years",
            ],
            Self::Sheet => &["explain", "min_reviewers", "spread"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::CallForm;

    #[test]
    fn 項目はちょうど一つのセクションにある() {
        let mut placed: Vec<_> = Section::ALL.iter().flat_map(|section| section.fields()).collect();
        let mut fields: Vec<_> = CallForm::FIELDS.iter().collect();
        placed.sort_unstable();
        fields.sort_unstable();
        assert_eq!(placed, fields);
    }
}
