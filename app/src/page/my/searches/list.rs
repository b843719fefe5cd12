//! `/my/searches`: the saved searches with what is new in each (W10).

use axum::extract::State;
use axum::response::Response;
use leptos::prelude::*;
use store::SavedSearch;

use super::owner;
use crate::component::{EmptyState, Notice, NoticeTone, plain_table};
use crate::document::{Head, respond};
use crate::page::programs::in_words;
use crate::page::saved_search;
use crate::{Failure, Site, Visit};

/// A search with the number of programs that were not there when it was opened last.
#[derive(Clone)]
struct Line {
    search: SavedSearch,
    news: usize,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let searches = site.store.list_saved_searches(&owner(&visit)?).await?;
    let mut lines = Vec::with_capacity(searches.len());
    for search in searches {
        let reader = site.store.find_search_reader(&visit.actor, search.society).await?;
        let ids = site.index.list_literal_ids(&search.request, reader, visit.today);
        let news = search.opened.unknown_of(ids).len();
        lines.push(Line { search, news });
    }
    let text = visit.text();
    let head = Head::new(text.alert.searches)
        .crumb(text.site.nav_my, visit.href("/my"))
        .here(text.alert.searches)
        .private();
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &lines)).await
}

fn view(visit: &Visit, lines: &[Line]) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().alert);
    let body = if lines.is_empty() {
        let search = visit.href("/programs");
        view! {
            <EmptyState title=text.none>
                <p>{text.none_hint}</p>
                <p><a href=search>{text.to_search}</a></p>
            </EmptyState>
        }
        .into_any()
    } else {
        table(visit, lines)
    };
    let done = saved_search::done(visit);
    view! {
        {done.map(|title| view! { <Notice lang tone=NoticeTone::Success title announced=true /> })}
        <h1 class="kj-title" id="searches-title">{text.searches}</h1>
        <p>{text.searches_lead}</p>
        {body}
    }
}

fn table(visit: &Visit, lines: &[Line]) -> AnyView {
    let text = visit.text().alert;
    let rows = lines.iter().map(|line| row(visit, line)).collect_view();
    plain_table(
        "searches-title",
        [
            text.col_name,
            text.col_words,
            text.col_new,
            text.col_frequency,
            text.col_state,
            text.col_actions,
        ],
        rows,
    )
}

fn row(visit: &Visit, line: &Line) -> impl IntoView + use<> {
    let (lang, text, search) = (visit.lang, visit.text().alert, &line.search);
    let path = format!("/my/searches/{}", search.id);
    let name = search.name.clone();
    let step = saved_search::step_button(visit, search, &name);
    // Who has several places sees for which one it is asked what can be joined.
    let places = visit.user().map_or(&[][..], |user| user.memberships.as_slice());
    let society = search.society.filter(|_| places.len() > 1).map(|id| {
        let place = places.iter().find(|place| place.organisation == id);
        let name = place.map_or(text.society_left, |place| place.organisation_name.as_str());
        (text.for_society)(name)
    });
    view! {
        <tr>
            <th scope="row">
                <a href=visit.href(&path) aria-label=(text.open)(&name)>{name.clone()}</a>
            </th>
            <td>{in_words(lang, &search.request)}{society}</td>
            <td data-number="true">{(text.new_count)(line.news)}</td>
            <td>{search.frequency.name(lang)}</td>
            <td>{search.state.name(lang)}</td>
            <td>
                <form class="kj-table__buttons" method="post" action=visit.href(&path)>
                    <input type="hidden" name="version" value=search.version.to_string() />
                    <a
                        class="kj-button"
                        data-tone="outline"
                        data-size="sm"
                        href=visit.href(&format!("{path}/edit"))
                        aria-label=(text.edit_of)(&name)
                    >
                        {text.edit}
                    </a>
                    {step}
                    <a
                        class="kj-button"
                        data-tone="outline"
                        data-size="sm"
                        href=visit.href(&format!("{path}/delete"))
                        aria-label=(text.delete_of)(&name)
                    >
                        {text.delete}
                    </a>
                </form>
            </td>
        </tr>
    }
}
