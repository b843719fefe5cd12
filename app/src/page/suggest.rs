//! `/suggest.json`: what might be meant while somebody is still typing (SRCH-15). Every suggestion is a real address.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::search::{Facet, SearchRequest};
use domain::value::ProgramId;
use http::header;
use search_index::SuggestionKind;

use crate::island::suggest::Suggested;
use crate::{Failure, Site, Visit, link};

/// Most suggestions at once.
const LIMIT: usize = 8;

/// Answers the suggestions for `q`.
///
/// # Errors
/// Never; a `Failure` only for the router's sake.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let (typed, _) = SearchRequest::from_query(&visit.query);
    let suggestions = suggestions(&site, &visit, &typed.q);
    Ok(([(header::CACHE_CONTROL, "private, max-age=60")], Json(suggestions)).into_response())
}

/// What the visitor may mean.
pub(super) fn suggestions(site: &Site, visit: &Visit, typed: &str) -> Vec<Suggested> {
    let text = visit.text().search;
    site.index
        .suggest(typed, visit.actor.search_scope(), LIMIT)
        .into_iter()
        .map(|suggestion| {
            let of_facet = |facet| SearchRequest::default().with(facet, &suggestion.value);
            let (group, request) = match suggestion.kind {
                SuggestionKind::Prefecture => (text.facet_place, Some(of_facet(Facet::Pref))),
                SuggestionKind::Purpose => (text.facet_purpose, Some(of_facet(Facet::Cat))),
                SuggestionKind::Theme => (text.facet_purpose, Some(of_facet(Facet::Theme))),
                SuggestionKind::Organisation => {
                    let request = SearchRequest {
                        q: format!("\"{}\"", suggestion.text),
                        ..SearchRequest::default()
                    };
                    (visit.text().detail.lead, Some(request))
                }
                SuggestionKind::Program => (text.group_program, None),
            };
            let href = match (request, suggestion.value.parse::<ProgramId>()) {
                (Some(request), _) => link::search(&request),
                (None, Ok(id)) => link::program(id),
                (None, Err(_)) => link::search(&SearchRequest::default()),
            };
            Suggested {
                group: group.to_owned(),
                text: suggestion.text,
                href: visit.href(&href),
            }
        })
        .collect()
}
