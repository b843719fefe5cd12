//! The filters beside a result list, and the counts they carry.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A group of filter values. Values of one facet are joined by OR, facets by AND.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Facet {
    /// 自組合が参加可能: answered for the society that asks, and only counted when one does.
    Fit,
    /// 募集状況.
    Status,
    /// 地方, parents of [`Self::Pref`]; the two are one filter.
    Region,
    /// 実施地域.
    Pref,
    /// 事業の目的, parents of [`Self::Theme`]; the two are one filter.
    Cat,
    /// 健康課題.
    Theme,
    /// 参加できる組合の規模.
    Size,
    /// 業態.
    Industry,
    /// 費用負担.
    Cost,
    /// 実施形態.
    Mode,
    /// 掲載区分.
    Kind,
    /// 実施年度.
    Year,
    /// 補助金.
    Subsidy,
    /// 実施期間: runs in this month or later; asked for in words, so nothing is counted.
    From,
    /// 実施期間: runs in this month or earlier; nothing is counted.
    To,
    /// 応募締切: how soon.
    Due,
    /// 掲載日: how long ago.
    Posted,
    /// 主催者の種類.
    Org,
}

impl Facet {
    /// In the order of the filter panel.
    pub const ALL: &'static [Self] = &[
        Self::Fit,
        Self::Status,
        Self::Region,
        Self::Pref,
        Self::Cat,
        Self::Theme,
        Self::Size,
        Self::Industry,
        Self::Cost,
        Self::Mode,
        Self::Kind,
        Self::Year,
        Self::Subsidy,
        Self::From,
        Self::To,
        Self::Due,
        Self::Posted,
        Self::Org,
    ];

    /// The name of its URL parameter and of its key in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Fit => "fit",
            Self::Status => "status",
            Self::Region => "region",
            Self::Pref => "pref",
            Self::Cat => "cat",
            Self::Theme => "theme",
            Self::Size => "size",
            Self::Industry => "industry",
            Self::Cost => "cost",
            Self::Mode => "mode",
            Self::Kind => "kind",
            Self::Year => "year",
            Self::Subsidy => "subsidy",
            Self::From => "from",
            Self::To => "to",
            Self::Due => "due",
            Self::Posted => "posted",
            Self::Org => "org",
        }
    }

    /// Whether there is a list of values to choose from, each with its count.
    pub fn is_listed(self) -> bool {
        !matches!(self, Self::From | Self::To)
    }

    /// From a URL parameter.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|facet| facet.code() == code)
    }
}

/// How many programs there would be with this value and all other facets as they are (SRCH-01).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetCount {
    /// Code of the value. Borrowed from the code list wherever there is one: a search answers with some 150 of them.
    pub value: Cow<'static, str>,
    /// Number of programs.
    pub count: u32,
}

/// The counts of every facet; each value of a code list is there once, in the list's order, with 0 if need be.
/// Fiscal years are those that occur, newest first. [`Facet::Fit`] has none unless a society asks, [`Facet::From`] and
/// [`Facet::To`] never.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetCounts(pub Vec<(Facet, Vec<FacetCount>)>);

impl FacetCounts {
    /// Says what a filter counts for whoever asks.
    pub fn set(&mut self, facet: Facet, counts: Vec<FacetCount>) {
        if let Some((_, known)) = self.0.iter_mut().find(|(named, _)| *named == facet) {
            *known = counts;
        }
    }

    /// The counts of one facet.
    pub fn of(&self, facet: Facet) -> &[FacetCount] {
        self.0
            .iter()
            .find(|(named, _)| *named == facet)
            .map_or(&[], |(_, counts)| counts)
    }

    /// The count of one value; 0 when it does not occur.
    pub fn count(&self, facet: Facet, value: &str) -> u32 {
        self.of(facet)
            .iter()
            .find(|count| count.value == value)
            .map_or(0, |count| count.count)
    }
}
