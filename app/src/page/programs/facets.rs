//! The filter panel of the search page, from the request and the counts of its result.

use domain::code::{Purpose, Region, RegionScheme, Theme};
use domain::search::{Facet, FacetCounts, SearchRequest};
use domain::value::Month;
use leptos::prelude::*;

use crate::Visit;
use crate::component::{FacetBranch, FacetFields, FacetGroup, FacetOption, FacetOrder, FacetPanel, FacetTree};
use crate::link;
use crate::page::label;

/// The panel.
pub fn panel(visit: &Visit, request: &SearchRequest, counts: &FacetCounts) -> impl IntoView + use<> {
    let lang = visit.lang;
    let clear_href = visit.href(&link::search(&request.without_filters()));
    let panel = Panel {
        visit,
        request,
        counts,
        chosen: request.selected(),
    };
    let chosen = u32::try_from(panel.chosen.len()).unwrap_or(u32::MAX);
    let facets = view! {
        {panel.fit()}
        {panel.flat(Facet::Status, true, FacetOrder::AsGiven)}
        {panel.place()}
        {panel.purpose()}
        {panel.single(Facet::Due)}
        {panel.flat(Facet::Size, true, FacetOrder::AsGiven)}
        {panel.flat(Facet::Cost, false, FacetOrder::AsGiven)}
        {panel.flat(Facet::Mode, false, FacetOrder::AsGiven)}
        {panel.flat(Facet::Kind, false, FacetOrder::AsGiven)}
        {panel.flat(Facet::Year, false, FacetOrder::AsGiven)}
        {panel.period()}
        {panel.flat(Facet::Industry, false, FacetOrder::ByCount)}
        {panel.flat(Facet::Org, false, FacetOrder::ByCount)}
        {panel.flat(Facet::Subsidy, false, FacetOrder::AsGiven)}
        {panel.single(Facet::Posted)}
    }
    .into_any();
    view! { <FacetPanel lang chosen clear_href>{facets}</FacetPanel> }
}

struct Panel<'a> {
    visit: &'a Visit,
    request: &'a SearchRequest,
    counts: &'a FacetCounts,
    chosen: Vec<(Facet, String)>,
}

impl Panel<'_> {
    fn option(&self, facet: Facet, value: &str, name: String) -> FacetOption {
        FacetOption::new(
            value,
            name,
            self.counts.count(facet, value),
            self.is_chosen(facet, value),
        )
    }

    fn is_chosen(&self, facet: Facet, value: &str) -> bool {
        let mut chosen = self.chosen.iter();
        chosen.any(|(named, code)| *named == facet && code == value)
    }

    fn options(&self, facet: Facet) -> Vec<FacetOption> {
        let counts = self.counts.of(facet).iter();
        let name = |value: &str| label::facet_value(self.visit.lang, facet, value);
        counts
            .map(|count| self.option(facet, &count.value, name(&count.value)))
            .collect()
    }

    /// One value or none: longer stretches of days hold the shorter ones.
    fn single(&self, facet: Facet) -> AnyView {
        let (lang, options) = (self.visit.lang, self.options(facet));
        let legend = label::facet(self.visit.text(), facet);
        view! { <FacetGroup lang name=facet.code() legend options single=true /> }.into_any()
    }

    fn flat(&self, facet: Facet, open: bool, order: FacetOrder) -> AnyView {
        let (lang, options) = (self.visit.lang, self.options(facet));
        let legend = label::facet(self.visit.text(), facet);
        view! { <FacetGroup lang name=facet.code() legend options order open /> }.into_any()
    }

    /// 実施期間, typed as months.
    fn period(&self) -> AnyView {
        let (lang, text) = (self.visit.lang, self.visit.text().search);
        let shown = |month: Option<Month>| month.map(|month| month.to_string()).unwrap_or_default();
        let fields = vec![
            (Facet::From.code(), text.period_from, shown(self.request.from)),
            (Facet::To.code(), text.period_to, shown(self.request.to)),
        ];
        view! { <FacetFields lang name="period" legend=text.facet_period hint=text.period_hint fields /> }.into_any()
    }

    /// Only for those who act for an insurer; nothing is counted for others.
    fn fit(&self) -> Option<AnyView> {
        let is_counted = !self.counts.of(Facet::Fit).is_empty();
        is_counted.then(|| self.flat(Facet::Fit, true, FacetOrder::AsGiven))
    }

    fn place(&self) -> AnyView {
        let (lang, text) = (self.visit.lang, self.visit.text().search);
        let branches: Vec<_> = Region::in_scheme(RegionScheme::Eight)
            .map(|region| FacetBranch {
                parent: self.option(Facet::Region, region.code(), region.name(lang).to_owned()),
                children: region
                    .prefectures()
                    .map(|pref| FacetOption {
                        reading: pref.reading(),
                        ..self.option(Facet::Pref, pref.code(), pref.name(lang).to_owned())
                    })
                    .collect(),
            })
            .collect();
        let legend = label::facet(self.visit.text(), Facet::Pref);
        let local_only = self.request.local_only;
        let map = self.visit.href("/#map-title");
        let map_label = self.visit.text().home.map;
        view! {
            <FacetTree lang parent_name="region" child_name="pref" legend branches open=true>
                <p class="kj-facet__map-link"><a href=map>{map_label}</a></p>
                <div class="kj-option">
                    <label class="kj-option__label" for="nationwide">{text.nationwide_label}</label>
                    <span class="kj-select" data-size="sm">
                        <select class="kj-select__control" id="nationwide" name="nationwide">
                            <option value="" selected=!local_only>{text.nationwide_with}</option>
                            <option value="0" selected=local_only>{text.nationwide_without}</option>
                        </select>
                    </span>
                </div>
            </FacetTree>
        }
        .into_any()
    }

    fn purpose(&self) -> AnyView {
        let lang = self.visit.lang;
        let branches: Vec<_> = Purpose::ALL
            .iter()
            .map(|purpose| FacetBranch {
                parent: self.option(Facet::Cat, purpose.code(), purpose.name(lang).to_owned()),
                children: Theme::of(*purpose)
                    .map(|theme| self.option(Facet::Theme, theme.code(), theme.name(lang).to_owned()))
                    .collect(),
            })
            .collect();
        let legend = label::facet(self.visit.text(), Facet::Cat);
        view! { <FacetTree lang parent_name="cat" child_name="theme" legend branches open=true /> }.into_any()
    }
}
