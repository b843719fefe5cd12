//! Order, size and number of the pages of a result list, as they stand in an address. Says nothing of what is found.

/// Order of the results (SRCH-21).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// 関連度; only with words.
    Relevance,
    /// 締切が近い順: open ones by deadline, then coming ones by start, then the rest, newest first.
    Deadline,
    /// 新着順, by first publication.
    New,
    /// 更新順.
    Updated,
    /// 参加組合数.
    Members,
    /// 募集枠の残り.
    Places,
    /// 名称（五十音順）.
    Name,
}

impl Sort {
    /// In the order of the menu.
    pub const ALL: &'static [Self] = &[
        Self::Relevance,
        Self::Deadline,
        Self::New,
        Self::Updated,
        Self::Members,
        Self::Places,
        Self::Name,
    ];

    /// Value of `sort=`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Deadline => "deadline",
            Self::New => "new",
            Self::Updated => "updated",
            Self::Members => "members",
            Self::Places => "places",
            Self::Name => "name",
        }
    }

    /// From `sort=`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|sort| sort.code() == code)
    }
}

/// Results per page (SRCH-22).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageSize {
    /// 20.
    #[default]
    Twenty,
    /// 50.
    Fifty,
    /// 100.
    Hundred,
}

impl PageSize {
    /// In the order of the menu.
    pub const ALL: &'static [Self] = &[Self::Twenty, Self::Fifty, Self::Hundred];

    /// How many results.
    pub fn get(self) -> u32 {
        match self {
            Self::Twenty => 20,
            Self::Fifty => 50,
            Self::Hundred => 100,
        }
    }

    /// Value of `per=`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Twenty => "20",
            Self::Fifty => "50",
            Self::Hundred => "100",
        }
    }

    /// From `per=`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|size| size.code() == code)
    }
}

/// How the results are shown. It changes nothing of what is found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// Cards with a passage of each text.
    #[default]
    Cards,
    /// One row each.
    Table,
}

impl Layout {
    /// In the order of the menu.
    pub const ALL: &'static [Self] = &[Self::Cards, Self::Table];

    /// Value of `view=`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Cards => "cards",
            Self::Table => "table",
        }
    }

    /// From `view=`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|layout| layout.code() == code)
    }
}

/// A page number, at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Page(u32);

impl Page {
    /// The last page that can be asked for.
    pub const MAX: u32 = 100_000;

    /// A page number within bounds.
    pub fn new(number: u32) -> Self {
        Self(number.clamp(1, Self::MAX))
    }

    /// The number.
    pub fn get(self) -> u32 {
        self.0
    }
}

impl Default for Page {
    fn default() -> Self {
        Self(1)
    }
}
