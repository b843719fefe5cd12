//! The filters beside a result list, and the counts they carry.

use serde::{Deserialize, Serialize};

/// A group of filter values. Values of one facet are joined by OR, facets by AND.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Facet {
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
}

impl Facet {
    /// In the order of the filter panel.
    pub const ALL: &'static [Self] = &[
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
    ];

    /// The name of its URL parameter and of its key in JSON.
    pub fn code(self) -> &'static str {
        match self {
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
        }
    }

    /// From a URL parameter.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|facet| facet.code() == code)
    }
}

/// How many programs there would be with this value and all other facets as they are (SRCH-01).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetCount {
    /// Code of the value.
    pub value: String,
    /// Number of programs.
    pub count: u32,
}

/// The counts of every facet; each value of a code list is there once, in the list's order, with 0 if need be.
/// Fiscal years are those that occur, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetCounts(pub Vec<(Facet, Vec<FacetCount>)>);

impl FacetCounts {
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
