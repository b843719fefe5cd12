//! `/admin/search?q=&id=`: why a search finds what it finds, for those who look after synonyms and texts.

use axum::extract::State;
use axum::response::Response;
use domain::permit::{Action, Subject};
use domain::program::Listing;
use domain::search::SearchRequest;
use domain::value::ProgramId;
use leptos::prelude::*;
use search_index::Explanation;

use crate::component::{Checkboxes, Choice, Field, Notice, NoticeTone, TextInput, plain_table};
use crate::document::{Head, respond};
use crate::page::programs::find_listings;
use crate::{Failure, Site, Visit, link};

/// What the page shows.
#[derive(Clone)]
struct Shown {
    request: SearchRequest,
    /// The first results with their scores.
    hits: Vec<(Listing, Option<f32>)>,
    /// The one that is asked about.
    asked: Option<(ProgramId, Option<Explanation>)>,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    require(&visit)?;
    let pairs: Vec<_> = form_urlencoded::parse(visit.query.as_bytes()).collect();
    let value = |name: &str| {
        pairs
            .iter()
            .find(|(named, _)| named == name)
            .map(|(_, value)| value.to_string())
    };
    let typed = [
        ("q", value("q").unwrap_or_default()),
        ("match", value("match").unwrap_or_default()),
    ];
    let (request, _) = SearchRequest::from_pairs(typed.iter().map(|(name, value)| (*name, value.as_str())));
    let mut hits = Vec::new();
    if !request.q.is_empty() {
        let found = site.index.search(&request, visit.actor.search_scope(), visit.today);
        let ids: Vec<ProgramId> = found.hits.iter().map(|hit| hit.id).collect();
        for listing in find_listings(&site, &visit, &ids).await? {
            let why = site.index.explain(&request.q, request.any, listing.id, visit.today);
            hits.push((listing, why.map(|why| why.score)));
        }
    }
    let asked: Option<ProgramId> = value("id").and_then(|id| id.parse().ok());
    let asked = asked.map(|id| (id, site.index.explain(&request.q, request.any, id, visit.today)));
    let shown = Shown { request, hits, asked };
    let title = visit.text().search_admin.explain;
    let head = Head::new(title)
        .crumb(visit.text().admin.title, visit.href("/admin"))
        .here(title)
        .private();
    let visitor = visit.clone();
    respond(&site, &visit, head, move || view(&visitor, &shown)).await
}

/// Lets in who looks after the search.
pub(super) fn require(visit: &Visit) -> Result<(), Failure> {
    visit.require_user()?;
    if visit.may(Action::ManageSearch, Subject::Portal) {
        Ok(())
    } else {
        Err(Failure::Forbidden)
    }
}

fn view(visit: &Visit, shown: &Shown) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().search_admin);
    let words = Field::new("q", text.words).value(shown.request.q.clone());
    let any = if shown.request.any { vec!["any"] } else { Vec::new() };
    let any = Field::new("match", visit.text().search.match_legend).values(any);
    let why = shown.asked.as_ref().map(|(id, why)| match why {
        Some(why) => explanation(visit, *id, shown, why),
        None => view! { <Notice lang tone=NoticeTone::Info title=text.why_not /> }.into_any(),
    });
    let hits = (!shown.request.q.is_empty()).then(|| hits(visit, shown));
    view! {
        <h1 class="kj-title">{text.explain}</h1>
        <p>{text.explain_lead}</p>
        <form class="kj-form" method="get" action=visit.href("/admin/search")>
            <TextInput lang field=words />
            <Checkboxes lang field=any choices=vec![Choice::new("any", text.any)] />
            <button class="kj-button" data-tone="primary" type="submit">{text.show}</button>
        </form>
        {why}
        {hits}
    }
}

fn hits(visit: &Visit, shown: &Shown) -> AnyView {
    let text = visit.text().search_admin;
    let rows = shown
        .hits
        .iter()
        .map(|(listing, score)| {
            let title = listing.content.title.clone();
            let mut query = form_urlencoded::Serializer::new(shown.request.query());
            query.append_pair("id", &listing.id.to_string());
            let why = visit.href(&format!("/admin/search?{}", query.finish()));
            view! {
                <tr>
                    <th scope="row"><a href=visit.href(&link::program(listing.id))>{title.clone()}</a></th>
                    <td data-number="true">{score.map(number)}</td>
                    <td><a href=why aria-label=(text.why_of)(&title)>{text.why}</a></td>
                </tr>
            }
        })
        .collect_view();
    let body = if shown.hits.is_empty() {
        view! { <p>{text.hit_none}</p> }.into_any()
    } else {
        plain_table("hits-title", [text.col_program, text.col_score, text.why], rows)
    };
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="hits-title">{text.hits}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn explanation(visit: &Visit, id: ProgramId, shown: &Shown, why: &Explanation) -> AnyView {
    let text = visit.text().search_admin;
    let name = shown
        .hits
        .iter()
        .find(|(listing, _)| listing.id == id)
        .map_or_else(|| id.to_string(), |(listing, _)| listing.content.title.clone());
    let mut parts: Vec<(String, f32)> = Vec::new();
    for (need, at) in why.needs.iter().zip(1..) {
        for (label, score) in [
            (text.part_text, need.text),
            (text.part_title, need.title),
            (text.part_pref, need.prefecture),
        ] {
            parts.push((format!("{} {label}", (text.part_need)(at)), score));
        }
    }
    parts.extend([
        (text.part_all_in_title.to_owned(), why.all_in_title),
        (text.part_same_title.to_owned(), why.same_title),
        (text.part_recruiting.to_owned(), why.recruiting),
        (text.part_fresh.to_owned(), why.freshness),
    ]);
    parts.retain(|(_, score)| *score != 0.0);
    parts.push((text.part_sum.to_owned(), why.score));
    let parts = parts
        .into_iter()
        .map(
            |(label, score)| view! { <tr><th scope="row">{label}</th><td data-number="true">{number(score)}</td></tr> },
        )
        .collect_view();
    let ways = why
        .needs
        .iter()
        .zip(1..)
        .flat_map(|(need, at)| need.ways.iter().map(move |way| (at, way)))
        .map(|(at, way)| {
            view! {
                <tr>
                    <th scope="row">{(text.part_need)(at)}</th>
                    <td>{(text.how)(way.how)}</td>
                    <td lang="ja">{way.what.clone()}</td>
                    <td data-number="true">{way.mentions}</td>
                    <td data-number="true">{number(way.weight)}</td>
                    <td data-number="true">{number(way.score)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="kj-section" aria-labelledby="why-title">
            <h2 class="kj-section__title" id="why-title">{(text.why_of)(&name)}</h2>
            <div class="kj-table-frame" tabindex="0" role="region" aria-label=text.parts>
                <table class="kj-table">
                    <caption>{text.parts}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{text.col_part}</th>
                            <th scope="col">{text.col_score}</th>
                        </tr>
                    </thead>
                    <tbody>{parts}</tbody>
                </table>
            </div>
            <div class="kj-table-frame" tabindex="0" role="region" aria-label=text.ways>
                <table class="kj-table">
                    <caption>{text.ways}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{text.words}</th>
                            <th scope="col">{text.col_how}</th>
                            <th scope="col">{text.col_what}</th>
                            <th scope="col">{text.col_mentions}</th>
                            <th scope="col">{text.col_weight}</th>
                            <th scope="col">{text.col_score}</th>
                        </tr>
                    </thead>
                    <tbody>{ways}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn number(score: f32) -> String {
    format!("{score:.2}")
}
