//! `/programs`: search with filters, chips, order and paging (W2). The address is the whole state; a live update fetches
//! this same page and takes over its parts.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::response::Response;
use domain::permit::Actor;
use domain::program::Listing;
use domain::search::{Hit, Ignored, Layout, PageSize, SearchRequest, SearchResult, Sort};
use domain::value::ProgramId;
use http::HeaderMap;
use leptos::prelude::*;

use super::asked::Asked;
use super::outputs::{self, Addresses};
use super::{advice, facets, find_listings, heading, save, table, tools, zero};
use crate::component::{
    ActiveFilter, ActiveFilters, Choice, LayoutSelect, Notice, NoticeTone, PageSizeSelect, Pagination, SearchBox,
    SortSelect, StatusLine,
};
use crate::document::{Head, respond};
use crate::island::live_search::LiveSearchIsland;
use crate::island::suggest::SuggestIsland;
use crate::page::joining::Acting;
use crate::page::{card, label};
use crate::{Failure, Site, Visit, link};

/// Id of the search form; controls outside of it name it.
const FORM: &str = "search-form";

#[derive(Clone)]
pub(super) struct Found {
    pub request: SearchRequest,
    pub ignored: Vec<Ignored>,
    pub result: SearchResult,
    pub cards: Vec<(Listing, Hit)>,
    /// For a search without results: conditions that can be dropped, with what remains.
    pub ways_out: Vec<zero::WayOut>,
    /// For whom it is said what can be joined.
    pub acting: Option<Acting>,
    /// Those of the cards that the visitor keeps.
    pub kept: BTreeSet<ProgramId>,
}

/// Shows the page.
///
/// # Errors
/// When the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, headers: HeaderMap) -> Result<Response, Failure> {
    let asked = Asked::of(&site, &visit).await?;
    let is_common = asked.ignored.is_empty() && matches!(visit.actor, Actor::Anonymous);
    if !is_common {
        return draw(&site, &visit, asked).await;
    }
    // However the address spells the request, the page is that of its one spelling.
    let visit = Visit {
        query: asked.request.query(),
        ..visit
    };
    let drawn = || draw(&site, &visit, asked);
    site.pages.get_or_draw(&site, &visit, &headers, drawn).await
}

async fn draw(site: &Site, visit: &Visit, asked: Asked) -> Result<Response, Failure> {
    let found = find(site, visit, asked).await?;
    let title = heading::in_words(visit.lang, &found.request);
    let mut head = Head::new(title.clone()).here(visit.text().search.title);
    head.searches = true;
    let feed = visit.href(&link::output(&found.request.on_page(1), "atom"));
    head.feed = Some((feed, title.clone()));
    let addresses = Addresses::of(site, visit, &found.request);
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &title, &found, &addresses)).await
}

/// Searches and loads the cards of the page.
pub(super) async fn find(site: &Site, visit: &Visit, asked: Asked) -> Result<Found, Failure> {
    let reader = asked.reader(visit);
    let Asked {
        request,
        ignored,
        acting,
    } = asked;
    let result = site.index.search(&request, reader, visit.today);
    let ids: Vec<_> = result.hits.iter().map(|hit| hit.id).collect();
    let listings = find_listings(site, visit, &ids).await?;
    let cards = listings
        .into_iter()
        .filter_map(|listing| {
            let hit = result.hits.iter().find(|hit| hit.id == listing.id)?.clone();
            Some((listing, hit))
        })
        .collect();
    let kept = match visit.user() {
        Some(user) => site.store.find_bookmarked(user.id, &ids).await?,
        None => BTreeSet::new(),
    };
    let ways_out = if result.total == 0 {
        zero::ways_out(site, visit, &request, reader)
    } else {
        Vec::new()
    };
    Ok(Found {
        request,
        ignored,
        result,
        cards,
        ways_out,
        acting,
        kept,
    })
}

fn view(visit: &Visit, title: &str, found: &Found, addresses: &Addresses) -> impl IntoView + use<> {
    let (text, request) = (visit.text().search, &found.request);
    let total = found.result.total;
    let count = if total == 0 {
        text.none.to_owned()
    } else {
        (text.count)(total)
    };
    let action = visit.href("/programs#results");
    let words = search_words(visit, request).into_any();
    let filters = facets::panel(visit, request, &found.result.facets).into_any();
    let save = save::button(visit, request).into_any();
    let choosers = (total > 0).then(|| choosers(visit, request));
    let results = results(visit, found).into_any();
    let compare = tools::compare_form(visit).into_any();
    let bookmarks = tools::bookmark_forms(visit, request);
    let outputs = outputs::view(visit, request, addresses, title, total).into_any();
    view! {
        <h1 class="kj-title" data-live="title">{title.to_owned()}</h1>
        <LiveSearchIsland form=FORM.to_owned() failed=text.failed.to_owned()>
            <form class="kj-search-page" id=FORM method="get" action=action role="search">
                {words}
                <div class="kj-search-page__columns">
                    <div class="kj-search-page__filters" data-live="filters">{filters}</div>
                    <section class="kj-search-page__results" aria-labelledby="results">
                        <h2 class="kj-visually-hidden" id="results" tabindex="-1">{text.results}</h2>
                        <div class="kj-results-head">
                            <StatusLine id="search-status" text=count />
                            <div data-live="save">{save}</div>
                            <div class="kj-results-head__choosers" data-live="choosers">{choosers}</div>
                        </div>
                        <div data-live="results">{results}</div>
                        {outputs}
                    </section>
                </div>
            </form>
        </LiveSearchIsland>
        {compare}
        <div data-live="bookmarks">{bookmarks}</div>
    }
}

fn search_words(visit: &Visit, request: &SearchRequest) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().search);
    let (source, label) = (visit.href("/suggest.json"), text.suggest_label.to_owned());
    view! {
        <div class="kj-search-page__words">
            <SearchBox lang value=request.q.clone() id="q">
                <SuggestIsland input="q".to_owned() source label />
            </SearchBox>
            {match_choice(visit, request)}
        </div>
    }
}

/// AND or OR, in words (SRCH-13). The default has no value, so that addresses stay short.
fn match_choice(visit: &Visit, request: &SearchRequest) -> impl IntoView + use<> {
    let text = visit.text().search;
    let any = request.any;
    view! {
        <fieldset class="kj-inline-choice">
            <legend class="kj-visually-hidden">{text.match_legend}</legend>
            <span class="kj-choice">
                <input class="kj-choice__control" type="radio" name="match" value="" id="match-all" checked=!any />
                <label class="kj-choice__label" for="match-all">{text.match_all}</label>
            </span>
            <span class="kj-choice">
                <input class="kj-choice__control" type="radio" name="match" value="any" id="match-any" checked=any />
                <label class="kj-choice__label" for="match-any">{text.match_any}</label>
            </span>
        </fieldset>
    }
}

fn results(visit: &Visit, found: &Found) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().search);
    let (request, total) = (&found.request, found.result.total);
    let last_page = total.div_ceil(request.per.get()).max(1);
    let paged = request.clone();
    let visitor = visit.clone();
    let href = move |page: u32| format!("{}#results", visitor.href(&link::search(&paged.on_page(page))));
    let body = if total == 0 {
        zero::view(visit, found).into_any()
    } else if found.cards.is_empty() {
        let first = visit.href(&link::search(&request.on_page(1)));
        view! { <p>{text.page_empty} " " <a href=first>{text.to_first}</a></p> }.into_any()
    } else {
        view! {
            {hits(visit, found)}
            {tools::tray(visit)}
            <Pagination lang current=request.page.get() last=last_page href />
        }
        .into_any()
    };
    view! {
        {ignored(visit, &found.ignored)}
        {chips(visit, request)}
        {advice::view(visit, request, &found.result)}
        {gaps(visit, found)}
        {body}
        {save::block(visit, request)}
    }
}

/// The results of the page.
fn hits(visit: &Visit, found: &Found) -> AnyView {
    if found.request.layout == Layout::Table {
        return table::view(visit, found);
    }
    let cards = found
        .cards
        .iter()
        .map(|(listing, hit)| {
            let is_kept = found.kept.contains(&listing.id);
            card::of_hit(visit, listing, hit, found.acting.as_ref(), is_kept)
        })
        .collect_view();
    view! { <ul class="kj-results">{cards}</ul> }.into_any()
}

/// That programs are missing because the society has not told enough to decide.
fn gaps(visit: &Visit, found: &Found) -> Option<AnyView> {
    let text = visit.text().joining;
    let acting = found
        .acting
        .as_ref()
        .filter(|acting| found.request.fit && acting.facts.has_gaps());
    acting?;
    let profile = visit.href("/my/organization");
    Some(
        view! {
            <Notice lang=visit.lang tone=NoticeTone::Info title=text.fit_gaps>
                <p><a href=profile>{text.fit_profile}</a></p>
            </Notice>
        }
        .into_any(),
    )
}

/// Order, number and layout of results. What is the default for this request has no value.
fn choosers(visit: &Visit, request: &SearchRequest) -> impl IntoView + use<> {
    let lang = visit.lang;
    let default = SearchRequest {
        sort: None,
        ..request.clone()
    }
    .order();
    let sort_value = |sort: Sort| if sort == default { "" } else { sort.code() };
    let size_value = |size: PageSize| if size == PageSize::default() { "" } else { size.code() };
    let orders = Sort::ALL
        .iter()
        .filter(|sort| **sort != Sort::Relevance || !request.q.is_empty())
        .map(|sort| Choice::new(sort_value(*sort), label::sort(visit.text(), *sort)))
        .collect::<Vec<_>>();
    let sizes = PageSize::ALL
        .iter()
        .map(|size| Choice::new(size_value(*size), size.get().to_string()))
        .collect();
    let layout_value = |layout: Layout| if layout == Layout::default() { "" } else { layout.code() };
    let layouts = Layout::ALL
        .iter()
        .map(|layout| {
            let name = match layout {
                Layout::Cards => visit.text().search.view_cards,
                Layout::Table => visit.text().search.view_table,
            };
            Choice::new(layout_value(*layout), name)
        })
        .collect();
    view! {
        <SortSelect lang form=FORM choices=orders chosen=sort_value(request.order()) />
        <PageSizeSelect lang form=FORM choices=sizes chosen=size_value(request.per) />
        <LayoutSelect lang form=FORM choices=layouts chosen=layout_value(request.layout) />
    }
}

fn chips(visit: &Visit, request: &SearchRequest) -> impl IntoView + use<> {
    let filters: Vec<_> = request
        .selected()
        .into_iter()
        .map(|(facet, value)| ActiveFilter {
            label: label::facet_value(visit.lang, facet, &value),
            href: format!("{}#results", visit.href(&link::search(&request.without(facet, &value)))),
        })
        .collect();
    let clear_href = visit.href(&link::search(&request.without_filters()));
    (!filters.is_empty()).then(|| view! { <ActiveFilters lang=visit.lang filters clear_href /> })
}

fn ignored(visit: &Visit, ignored: &[Ignored]) -> impl IntoView + use<> {
    let text = visit.text().search;
    ignored
        .iter()
        .take(3)
        .map(|unknown| {
            let sentence = (text.ignored)(&format!("{}={}", unknown.name, unknown.value));
            view! { <Notice lang=visit.lang tone=NoticeTone::Warning title=sentence /> }
        })
        .collect_view()
}
