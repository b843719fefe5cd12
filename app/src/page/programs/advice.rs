//! What the search noticed about the words: other words that find more (SRCH-14), words that name a filter, and that a
//! sentence was taken apart because as a whole it found nothing. Only links; nothing is changed by itself in silence.

use domain::search::{SearchRequest, SearchResult};
use leptos::prelude::*;

use crate::component::{Notice, NoticeTone};
use crate::page::label;
use crate::{Visit, link};

/// Most other words that are offered.
const WORDS: usize = 3;

/// Everything there is to say.
pub(super) fn view(visit: &Visit, request: &SearchRequest, result: &SearchResult) -> impl IntoView + use<> {
    view! {
        {loosened(visit, result)}
        {did_you_mean(visit, request, result)}
        {offers(visit, request, result)}
    }
}

fn loosened(visit: &Visit, result: &SearchResult) -> Option<AnyView> {
    if result.loosened.is_empty() {
        return None;
    }
    let text = visit.text().search;
    let title = (text.loosened)(&result.loosened);
    Some(
        view! {
            <Notice lang=visit.lang tone=NoticeTone::Info title>
                <p>{text.loosened_hint}</p>
            </Notice>
        }
        .into_any(),
    )
}

fn did_you_mean(visit: &Visit, request: &SearchRequest, result: &SearchResult) -> Option<AnyView> {
    let text = visit.text().search;
    let links = result.suggestions.iter().take(WORDS).map(|other| {
        let request = SearchRequest {
            q: other.words.clone(),
            ..request.on_page(1)
        };
        (link::search(&request), (text.search_instead)(&other.words, other.count))
    });
    let title = if result.loosened.is_empty() {
        (text.found_few)(&request.q, result.total)
    } else {
        text.did_you_mean.to_owned()
    };
    list(visit, "did-you-mean", title, links.collect())
}

fn offers(visit: &Visit, request: &SearchRequest, result: &SearchResult) -> Option<AnyView> {
    let links = result.offers.iter().map(|offer| {
        let narrowed = SearchRequest {
            q: offer.rest.clone(),
            ..request.with(offer.facet, &offer.value)
        };
        let text = visit.text();
        let value = label::facet_value(visit.lang, offer.facet, &offer.value);
        let words = (text.search.offer)(&offer.word, label::facet(text, offer.facet), &value);
        (link::search(&narrowed), words)
    });
    list(visit, "offers", visit.text().search.offers.to_owned(), links.collect())
}

/// A labelled list of links; nothing when there are none.
fn list(visit: &Visit, id: &'static str, title: String, links: Vec<(String, String)>) -> Option<AnyView> {
    if links.is_empty() {
        return None;
    }
    let items = links
        .into_iter()
        .map(|(path, words)| view! { <li><a href=visit.href(&path)>{words}</a></li> })
        .collect_view();
    Some(
        view! {
            <div class="kj-did-you-mean">
                <p class="kj-did-you-mean__label" id=id>{title}</p>
                <ul class="kj-did-you-mean__list" aria-labelledby=id>{items}</ul>
            </div>
        }
        .into_any(),
    )
}
