//! A search without results is never a dead end (SRCH-16): each condition that can be dropped, with what remains.

use domain::search::{Reader, SearchRequest};
use leptos::prelude::*;

use super::list::Found;
use crate::page::label;
use crate::{Site, Visit, link};

/// Most ways out that are offered.
const OFFERED: usize = 6;

/// A condition to drop.
#[derive(Clone)]
pub struct WayOut {
    /// Its name.
    label: String,
    /// The search without it.
    request: SearchRequest,
    /// What that finds.
    total: u32,
}

/// Each single condition whose removal finds something, most first.
pub fn ways_out(site: &Site, visit: &Visit, request: &SearchRequest, reader: Reader) -> Vec<WayOut> {
    let lang = visit.lang;
    let mut candidates: Vec<(String, SearchRequest)> = request
        .selected()
        .into_iter()
        .take(20)
        .map(|(facet, value)| (label::facet_value(lang, facet, &value), request.without(facet, &value)))
        .collect();
    if !request.q.is_empty() {
        candidates.push((request.q.clone(), request.without_words()));
        if !request.any {
            candidates.push((
                visit.text().search.match_any.to_owned(),
                SearchRequest {
                    any: true,
                    ..request.on_page(1)
                },
            ));
        }
    }
    let mut found: Vec<WayOut> = candidates
        .into_iter()
        .map(|(label, request)| {
            let total = site.index.search(&request, reader, visit.today).total;
            WayOut { label, request, total }
        })
        .filter(|way| way.total > 0)
        .collect();
    found.sort_by_key(|way| std::cmp::Reverse(way.total));
    found.truncate(OFFERED);
    found
}

/// The advice.
pub fn view(visit: &Visit, found: &Found) -> impl IntoView + use<> {
    let text = visit.text().search;
    let ways = found
        .ways_out
        .iter()
        .map(|way| {
            let href = visit.href(&link::search(&way.request));
            let words = if way.request.any && !found.request.any {
                way.label.clone()
            } else {
                (text.remove)(&way.label)
            };
            view! { <li><a href=href>{words}</a> " " {(text.count)(way.total)}</li> }
        })
        .collect_view();
    let clear = visit.href(&link::search(&found.request.without_filters().without_words()));
    view! {
        <div class="kj-zero">
            {(!found.ways_out.is_empty())
                .then(|| {
                    view! {
                        <p>{text.none_hint}</p>
                        <ul class="kj-zero__ways">{ways}</ul>
                    }
                })}
            {(!found.request.q.is_empty()).then(|| view! { <p>{text.none_words}</p> })}
            <p><a href=clear>{text.clear}</a></p>
        </div>
    }
}
