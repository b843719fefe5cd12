//! A search request and its one spelling as a URL. Parsing never fails: what is not understood is reported beside the
//! request and otherwise ignored.

use std::collections::BTreeSet;

use crate::code::{
    CostSharing, Industry, InsurerKind, ListingKind, Mode, Prefecture, PrefectureSet, Purpose, RecruitStatus, Region,
    SizeBand, SubsidyUse, Theme,
};
use crate::normalise;
use crate::value::{FiscalYear, Month};

use super::{DueWithin, Facet, Layout, Page, PageSize, PostedWithin, Sort};

/// Longest query that is looked at, in characters; the rest is cut off.
pub const QUERY_CHARS: usize = 200;

/// A parameter that was not understood; told to the user, never an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// Name of the parameter.
    pub name: String,
    /// Its value, cut to a length that can be shown.
    pub value: String,
}

/// What is asked for. Sets are ordered, so equal requests have equal URLs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchRequest {
    /// Words as typed, trimmed.
    pub q: String,
    /// Any of the words is enough, instead of all of them (SRCH-13).
    pub any: bool,
    /// 自組合が参加可能: only what the society that asks can join now. The address does not say which society.
    pub fit: bool,
    /// 募集状況.
    pub statuses: BTreeSet<RecruitStatus>,
    /// 地方: each stands for all its prefectures.
    pub regions: BTreeSet<Region>,
    /// 都道府県.
    pub prefs: PrefectureSet,
    /// Leaves out programs that run 全国 when prefectures are chosen (PREF-08); they are included otherwise.
    pub local_only: bool,
    /// 事業の目的.
    pub cats: BTreeSet<Purpose>,
    /// 健康課題.
    pub themes: BTreeSet<Theme>,
    /// Size bands that must be able to join.
    pub sizes: BTreeSet<SizeBand>,
    /// 業態 that must be able to join.
    pub industries: BTreeSet<Industry>,
    /// 費用負担.
    pub costs: BTreeSet<CostSharing>,
    /// 実施形態.
    pub modes: BTreeSet<Mode>,
    /// 掲載区分.
    pub kinds: BTreeSet<ListingKind>,
    /// 実施年度.
    pub years: BTreeSet<FiscalYear>,
    /// 補助金.
    pub subsidies: BTreeSet<SubsidyUse>,
    /// 実施期間: runs in this month or later.
    pub from: Option<Month>,
    /// 実施期間: runs in this month or earlier.
    pub to: Option<Month>,
    /// 応募締切.
    pub due: Option<DueWithin>,
    /// 掲載日.
    pub posted: Option<PostedWithin>,
    /// 主催者の種類.
    pub orgs: BTreeSet<InsurerKind>,
    /// Order; `None` is the default of [`Self::order`].
    pub sort: Option<Sort>,
    /// Page, 1 for the first.
    pub page: Page,
    /// Results per page.
    pub per: PageSize,
    /// How they are shown.
    pub layout: Layout,
}

impl SearchRequest {
    /// Reads a request from decoded URL pairs; repeated names add up.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> (Self, Vec<Ignored>) {
        let mut request = Self::default();
        let mut ignored = Vec::new();
        for (name, value) in pairs {
            let value = value.trim();
            if !value.is_empty() && !request.take(name, value) {
                ignored.push(Ignored {
                    name: cut(name),
                    value: cut(value),
                });
            }
        }
        (request, ignored)
    }

    /// Reads a request from the query part of a URL, broken percent-escapes included.
    pub fn from_query(query: &str) -> (Self, Vec<Ignored>) {
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
        Self::from_pairs(pairs.iter().map(|(name, value)| (name.as_ref(), value.as_ref())))
    }

    /// Takes one parameter; `false` when it is not understood.
    fn take(&mut self, name: &str, value: &str) -> bool {
        fn add<T: Ord>(set: &mut BTreeSet<T>, value: Option<T>) -> bool {
            value.map(|value| set.insert(value)).is_some()
        }
        // Of two stretches of days the longer one lets everything through that either does.
        fn widen<T: Ord>(kept: &mut Option<T>, value: Option<T>) -> bool {
            let is_known = value.is_some();
            *kept = kept.take().max(value);
            is_known
        }
        match name {
            "q" => {
                self.q = normalise::single_line(value).chars().take(QUERY_CHARS).collect();
                true
            }
            "match" => {
                self.any = value == "any";
                matches!(value, "any" | "all")
            }
            "fit" => {
                self.fit |= value == "1";
                value == "1"
            }
            "status" => add(&mut self.statuses, RecruitStatus::from_code(value)),
            "region" => add(&mut self.regions, Region::from_code(value)),
            "pref" => Prefecture::from_code(value)
                .map(|pref| self.prefs.insert(pref))
                .is_some(),
            "nationwide" => {
                self.local_only = value == "0";
                matches!(value, "0" | "1")
            }
            "cat" => add(&mut self.cats, Purpose::from_code(value)),
            "theme" => add(&mut self.themes, Theme::from_code(value)),
            "size" => add(&mut self.sizes, SizeBand::from_code(value)),
            "industry" => add(&mut self.industries, Industry::from_code(value)),
            "cost" => add(&mut self.costs, CostSharing::from_code(value)),
            "mode" => add(&mut self.modes, Mode::from_code(value)),
            "kind" => add(&mut self.kinds, ListingKind::from_code(value)),
            "year" => add(&mut self.years, year(value)),
            "subsidy" => add(&mut self.subsidies, SubsidyUse::from_code(value)),
            "from" => {
                self.from = normalise::month(value).ok();
                self.from.is_some()
            }
            "to" => {
                self.to = normalise::month(value).ok();
                self.to.is_some()
            }
            "due" => widen(&mut self.due, DueWithin::from_code(value)),
            "posted" => widen(&mut self.posted, PostedWithin::from_code(value)),
            "org" => add(&mut self.orgs, InsurerKind::from_code(value)),
            "sort" => {
                self.sort = Sort::from_code(value);
                self.sort.is_some()
            }
            "page" => {
                let number = value.parse::<u32>().ok().filter(|number| *number >= 1);
                self.page = Page::new(number.unwrap_or(1));
                number.is_some()
            }
            "per" => {
                let size = PageSize::from_code(value);
                self.per = size.unwrap_or_default();
                size.is_some()
            }
            "view" => {
                let layout = Layout::from_code(value);
                self.layout = layout.unwrap_or_default();
                layout.is_some()
            }
            _ => false,
        }
    }

    /// The request as URL pairs: only what differs from the default, always in the same order.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.q.is_empty() {
            pairs.push(("q", self.q.clone()));
        }
        if self.any {
            pairs.push(("match", "any".to_owned()));
        }
        for (facet, value) in self.selected() {
            pairs.push((facet.code(), value));
        }
        if self.local_only {
            pairs.push(("nationwide", "0".to_owned()));
        }
        if let Some(sort) = self.sort {
            pairs.push(("sort", sort.code().to_owned()));
        }
        if self.page.get() > 1 {
            pairs.push(("page", self.page.get().to_string()));
        }
        if self.per != PageSize::default() {
            pairs.push(("per", self.per.code().to_owned()));
        }
        if self.layout != Layout::default() {
            pairs.push(("view", self.layout.code().to_owned()));
        }
        pairs
    }

    /// The request as the query part of a URL, without `?`; empty for the default request.
    pub fn query(&self) -> String {
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(self.pairs())
            .finish()
    }

    /// Every chosen filter value with its facet, in the order of the filter panel.
    pub fn selected(&self) -> Vec<(Facet, String)> {
        fn codes<T: Copy>(set: &BTreeSet<T>, code: fn(T) -> &'static str) -> Vec<String> {
            set.iter().map(|value| code(*value).to_owned()).collect()
        }
        let values = |facet: &Facet| match facet {
            Facet::Fit => self.fit.then(|| "1".to_owned()).into_iter().collect(),
            Facet::Status => codes(&self.statuses, RecruitStatus::code),
            Facet::Region => codes(&self.regions, Region::code),
            Facet::Pref => self.prefs.iter().map(|pref| pref.code().to_owned()).collect(),
            Facet::Cat => codes(&self.cats, Purpose::code),
            Facet::Theme => codes(&self.themes, Theme::code),
            Facet::Size => codes(&self.sizes, SizeBand::code),
            Facet::Industry => codes(&self.industries, Industry::code),
            Facet::Cost => codes(&self.costs, CostSharing::code),
            Facet::Mode => codes(&self.modes, Mode::code),
            Facet::Kind => codes(&self.kinds, ListingKind::code),
            Facet::Year => self.years.iter().map(|year| year.get().to_string()).collect(),
            Facet::Subsidy => codes(&self.subsidies, SubsidyUse::code),
            Facet::From => self.from.iter().map(Month::to_string).collect(),
            Facet::To => self.to.iter().map(Month::to_string).collect(),
            Facet::Due => self.due.iter().map(|due| due.code().to_owned()).collect(),
            Facet::Posted => self.posted.iter().map(|posted| posted.code().to_owned()).collect(),
            Facet::Org => codes(&self.orgs, InsurerKind::code),
        };
        Facet::ALL
            .iter()
            .flat_map(|facet| values(facet).into_iter().map(|value| (*facet, value)))
            .collect()
    }

    /// Whether a filter value is chosen.
    pub fn has(&self, facet: Facet, value: &str) -> bool {
        self.selected()
            .iter()
            .any(|(named, chosen)| *named == facet && chosen == value)
    }

    /// The same request with one filter value more, on its first page.
    #[must_use]
    pub fn with(&self, facet: Facet, value: &str) -> Self {
        let mut request = Self {
            page: Page::default(),
            ..self.clone()
        };
        request.take(facet.code(), value);
        request
    }

    /// The same request with one filter value less, on its first page.
    #[must_use]
    pub fn without(&self, facet: Facet, value: &str) -> Self {
        let kept: Vec<_> = self
            .pairs()
            .into_iter()
            .filter(|(name, chosen)| *name != "page" && !(*name == facet.code() && chosen == value))
            .collect();
        Self::from_pairs(kept.iter().map(|(name, value)| (*name, value.as_str()))).0
    }

    /// The same request without any filter, words and order kept.
    #[must_use]
    pub fn without_filters(&self) -> Self {
        Self {
            q: self.q.clone(),
            any: self.any,
            sort: self.sort,
            per: self.per,
            layout: self.layout,
            ..Self::default()
        }
    }

    /// The same request without words.
    #[must_use]
    pub fn without_words(&self) -> Self {
        Self {
            q: String::new(),
            any: false,
            page: Page::default(),
            ..self.clone()
        }
    }

    /// The same request on another page.
    #[must_use]
    pub fn on_page(&self, number: u32) -> Self {
        Self {
            page: Page::new(number),
            ..self.clone()
        }
    }

    /// The order that applies: relevance with words and deadline without, unless chosen.
    pub fn order(&self) -> Sort {
        match self.sort {
            Some(Sort::Relevance) if self.q.is_empty() => Sort::Deadline,
            Some(sort) => sort,
            None if self.q.is_empty() => Sort::Deadline,
            None => Sort::Relevance,
        }
    }

    /// The chosen prefectures, those of chosen regions included. Empty means no filter by place.
    pub fn prefectures(&self) -> PrefectureSet {
        let regions = self.regions.iter().flat_map(|region| region.prefectures());
        self.prefs.iter().chain(regions).collect()
    }

    /// Whether nothing is asked for but an order or a page.
    pub fn is_unfiltered(&self) -> bool {
        self.q.is_empty() && self.selected().is_empty()
    }
}

/// A fiscal year in the range the calendar of the portal knows; also `令和8年度` and the like.
fn year(value: &str) -> Option<FiscalYear> {
    normalise::fiscal_year(value)
        .ok()
        .filter(|year| (1990..=2100).contains(&year.get()))
}

fn cut(value: &str) -> String {
    value.chars().take(40).collect()
}
