//! `/`: four ways in, a search box, the map, what closes soon and what is new (W1).

use axum::extract::State;
use axum::response::Response;
use domain::code::{ListingKind, Prefecture, Purpose, RecruitStatus, Region, RegionScheme};
use domain::program::Listing;
use domain::search::{Facet, FacetCounts, SearchRequest, Sort};
use leptos::prelude::*;

use super::card;
use super::programs::find_listings;
use crate::component::{
    Choice, EmptyState, Field, Figure, Figures, Icon, InputWidth, NeedCard, PrefAccordion, PrefTile, PrefTileMap,
    RegionLinks, SearchBox, Select, TileChoice,
};
use crate::document::{Head, respond};
use crate::island::suggest::SuggestIsland;
use crate::{Failure, Site, Visit, link};

/// Programs in each of the two short lists.
const SHORT_LIST: usize = 5;

#[derive(Clone)]
struct Home {
    closing: Vec<Listing>,
    newest: Vec<Listing>,
    open: u32,
    published: u32,
    insurers: u64,
    facets: FacetCounts,
}

/// What is recruiting now: the base of the map, so that its numbers equal the lists they lead to.
fn recruiting() -> SearchRequest {
    SearchRequest {
        statuses: [RecruitStatus::Open].into(),
        ..SearchRequest::default()
    }
}

/// Shows the page.
///
/// # Errors
/// When the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let scope = visit.actor.search_scope();
    let open = site.index.search(&recruiting(), scope, visit.today);
    let new = SearchRequest {
        sort: Some(Sort::New),
        ..SearchRequest::default()
    };
    let new = site.index.search(&new, scope, visit.today);
    let ids = |hits: &[domain::search::Hit]| hits.iter().take(SHORT_LIST).map(|hit| hit.id).collect::<Vec<_>>();
    let home = Home {
        closing: find_listings(&site, &visit, &ids(&open.hits)).await?,
        newest: find_listings(&site, &visit, &ids(&new.hits)).await?,
        open: open.total,
        published: new.total,
        insurers: site.store.count_insurers().await?,
        facets: open.facets,
    };
    let shown = visit.clone();
    respond(&site, &visit, Head::new(""), move || view(&shown, &home)).await
}

fn view(visit: &Visit, home: &Home) -> impl IntoView + use<> {
    view! {
        {hero(visit)}
        {needs(visit)}
        {map(visit, home)}
        {purposes(visit, home)}
        {lists(visit, home)}
        {figures(visit, home)}
    }
}

fn hero(visit: &Visit) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().home);
    let places = Region::in_scheme(RegionScheme::Eight)
        .flat_map(|region| region.prefectures())
        .map(|pref| Choice::new(pref.code(), pref.name(lang)));
    let places = std::iter::once(Choice::new("", text.search_everywhere))
        .chain(places)
        .collect::<Vec<_>>();
    let (source, label) = (
        visit.href("/suggest.json"),
        visit.text().search.suggest_label.to_owned(),
    );
    view! {
        <section class="kj-hero" aria-labelledby="hero-title">
            <h1 class="kj-hero__title" id="hero-title">{text.heading}</h1>
            <p class="kj-hero__lead">{text.lead}</p>
            <form class="kj-hero__form" method="get" action=visit.href("/programs") role="search">
                <Select
                    lang
                    field=Field::new("pref", text.search_pref)
                    choices=places
                    prompt=false
                    width=InputWidth::Medium
                />
                <SearchBox lang value="" id="q" label=text.search_label hint=text.search_hint>
                    <SuggestIsland input="q".to_owned() source label />
                </SearchBox>
            </form>
        </section>
    }
}

fn needs(visit: &Visit) -> impl IntoView + use<> {
    let text = visit.text().home;
    let of_kind = |kind: ListingKind| {
        let request = SearchRequest {
            kinds: [kind].into(),
            ..SearchRequest::default()
        };
        visit.href(&link::search(&request))
    };
    let join = visit.href(&link::search(&recruiting()));
    view! {
        <section class="kj-section" aria-labelledby="needs-title">
            <h2 class="kj-section__title" id="needs-title">{text.needs}</h2>
            <ul class="kj-needs">
                <NeedCard href=join icon=Icon::Search title=text.need_join text=text.need_join_body />
                <NeedCard
                    href=of_kind(ListingKind::Partner)
                    icon=Icon::People
                    title=text.need_partner
                    text=text.need_partner_body
                />
                <NeedCard
                    href=visit.href("/my/programs/new")
                    icon=Icon::Megaphone
                    title=text.need_recruit
                    text=text.need_recruit_body
                />
                <NeedCard
                    href=of_kind(ListingKind::Reference)
                    icon=Icon::Book
                    title=text.need_reference
                    text=text.need_reference_body
                />
            </ul>
        </section>
    }
}

fn map(visit: &Visit, home: &Home) -> impl IntoView + use<> {
    let text = visit.text().home;
    let href = |facet, value: &str| visit.href(&link::search(&recruiting().with(facet, value)));
    let count = |pref: Prefecture| home.facets.count(Facet::Pref, pref.code());
    let tiles = Prefecture::ALL
        .iter()
        .map(|pref| PrefTile {
            pref: *pref,
            count: Some(count(*pref)),
            choice: TileChoice::Link(href(Facet::Pref, pref.code())),
        })
        .collect::<Vec<_>>();
    let regions = Region::in_scheme(RegionScheme::Eight)
        .map(|region| RegionLinks {
            region,
            href: href(Facet::Region, region.code()),
            count: home.facets.count(Facet::Region, region.code()),
            prefs: region
                .prefectures()
                .map(|pref| (pref, href(Facet::Pref, pref.code()), count(pref)))
                .collect(),
        })
        .collect::<Vec<_>>();
    view! {
        <section class="kj-section" aria-labelledby="map-title">
            <h2 class="kj-section__title" id="map-title">{text.map}</h2>
            <p class="kj-section__lead">{text.map_note}</p>
            <div class="kj-map-columns">
                <PrefTileMap lang=visit.lang tiles labelled_by="map-title" />
                <div class="kj-map-columns__list">
                    <h3 class="kj-section__subtitle">{text.map_regions}</h3>
                    <PrefAccordion lang=visit.lang regions />
                </div>
            </div>
        </section>
    }
}

fn purposes(visit: &Visit, home: &Home) -> impl IntoView + use<> {
    let text = visit.text();
    let items = Purpose::ALL
        .iter()
        .map(|purpose| {
            let request = recruiting().with(Facet::Cat, purpose.code());
            let count = home.facets.count(Facet::Cat, purpose.code());
            view! {
                <li>
                    <a class="kj-tag-link" href=visit.href(&link::search(&request))>
                        {purpose.name(visit.lang)}
                        " "
                        <span class="kj-count">
                            {count}
                            <span class="kj-visually-hidden">{text.component.count_unit}</span>
                        </span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="kj-section" aria-labelledby="purposes-title">
            <h2 class="kj-section__title" id="purposes-title">{text.home.cats}</h2>
            <ul class="kj-tag-links">{items}</ul>
        </section>
    }
}

fn lists(visit: &Visit, home: &Home) -> impl IntoView + use<> {
    let text = visit.text().home;
    let newest = SearchRequest {
        sort: Some(Sort::New),
        ..SearchRequest::default()
    };
    let closing = visit.href(&link::search(&recruiting()));
    let newest = visit.href(&link::search(&newest));
    view! {
        <div class="kj-columns">
            {list(visit, "closing", text.closing, &home.closing, text.closing_none, closing, text.see_all_closing)}
            {list(visit, "newest", text.newest, &home.newest, text.newest_none, newest, text.see_all_new)}
        </div>
    }
}

fn list(
    visit: &Visit,
    id: &'static str,
    title: &'static str,
    listings: &[Listing],
    none: &'static str,
    all_href: String,
    all: &'static str,
) -> impl IntoView + use<> {
    let title_id = format!("{id}-title");
    let cards = listings
        .iter()
        .map(|listing| card::short(visit, listing))
        .collect_view();
    let body = if listings.is_empty() {
        let register = visit.href("/my/programs/new");
        let label = visit.text().home.need_recruit;
        view! { <EmptyState title=none><a href=register>{label}</a></EmptyState> }.into_any()
    } else {
        view! {
            <ul class="kj-results">{cards}</ul>
            <p class="kj-section__more"><a href=all_href>{all}</a></p>
        }
        .into_any()
    };
    view! {
        <section class="kj-section" aria-labelledby=title_id.clone()>
            <h2 class="kj-section__title" id=title_id.clone()>{title}</h2>
            {body}
        </section>
    }
}

fn figures(visit: &Visit, home: &Home) -> impl IntoView + use<> {
    let text = visit.text().home;
    let figures = vec![
        Figure::new(text.figure_programs, home.published.to_string(), text.unit_programs),
        Figure::new(text.figure_open, home.open.to_string(), text.unit_programs),
        Figure::new(text.figure_insurers, home.insurers.to_string(), text.unit_insurers),
    ];
    view! {
        <section class="kj-section" aria-labelledby="figures-title">
            <h2 class="kj-section__title" id="figures-title">{text.figures}</h2>
            <Figures figures />
        </section>
    }
}
