//! `/programs/{id}/summary`: one program on one A4 page, for a decision by circular or a board meeting (INS-09). Long
//! texts are cut, so that it always is one page; the room for the decision stays empty.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::program::Listing;
use domain::value::ProgramId;
use leptos::prelude::*;

use super::may_read;
use crate::document::{Head, respond};
use crate::page::decision;
use crate::{Failure, Site, Visit, link, markup};

/// Most characters of the long texts.
const TEXT_CHARS: usize = 220;

/// Most characters of a fact.
const FACT_CHARS: usize = 110;

/// Shows the page.
///
/// # Errors
/// 404 also for what the visitor may not read.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let id: ProgramId = id.parse().map_err(|_| Failure::NotFound)?;
    let listing = site.store.find_listing(id).await?.ok_or(Failure::NotFound)?;
    if !may_read(&visit, &listing) {
        return Err(Failure::NotFound);
    }
    let address = link::absolute(&site, &visit.href(&link::program(id)));
    let title = visit.text().decide.summary;
    let head = Head::new(title)
        .crumb(visit.text().site.nav_search, visit.href("/programs"))
        .crumb(listing.content.title.clone(), visit.href(&link::program(id)))
        .here(title)
        .private();
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &listing, &address)).await
}

fn view(visit: &Visit, listing: &Listing, address: &str) -> impl IntoView + use<> {
    let (text, detail, content) = (visit.text().decide, visit.text().detail, &listing.content);
    let written = (visit.lang != domain::Lang::Ja).then_some("ja");
    let cut = |words: &str, most: usize| cut(words, most, text.summary_cut);
    let contact = [
        content.contact.organisation.as_str(),
        content.contact.department.as_str(),
    ];
    let tel = content
        .contact
        .tel
        .as_ref()
        .map(crate::page::label::phone)
        .unwrap_or_default();
    let contact: Vec<&str> = contact
        .into_iter()
        .chain([tel.as_str()])
        .filter(|part| !part.is_empty())
        .collect();
    // What the organiser wrote is Japanese; facts are said in the language of the page.
    let mut rows = vec![
        (
            detail.purpose,
            cut(&markup::to_text(&content.purpose), TEXT_CHARS),
            written,
        ),
        (
            detail.content,
            cut(&markup::to_text(&content.content), TEXT_CHARS),
            written,
        ),
    ];
    let facts = decision::facts(visit, listing).into_iter();
    rows.extend(facts.map(|(label, value)| (label, cut(&value, FACT_CHARS), None)));
    rows.push((text.summary_contact, cut(&contact.join(" "), FACT_CHARS), written));
    rows.push((text.summary_address, address.to_owned(), None));
    let rows = rows
        .into_iter()
        .filter(|(_, value, _)| !value.is_empty())
        .map(|(label, value, lang)| view! { <tr><th scope="row">{label}</th><td lang=lang>{value}</td></tr> })
        .collect_view();
    let decided = [
        text.summary_judgement,
        text.summary_reason,
        text.summary_share,
        text.summary_seal,
    ]
    .map(|label| view! { <tr><th scope="row">{label}</th><td class="kj-summary-sheet__room"></td></tr> })
    .collect_view();
    let back = visit.href(&link::program(listing.id));
    view! {
        <p class="kj-no-print"><a href=back>{text.back}</a></p>
        <p class="kj-note kj-no-print">{text.summary_hint}</p>
        <article class="kj-summary-sheet">
            <p class="kj-summary-sheet__kind">{text.summary_title}</p>
            <h1 class="kj-summary-sheet__title" lang=written>{content.title.clone()}</h1>
            <p class="kj-summary-sheet__lead" lang=written>{cut(&content.summary, TEXT_CHARS)}</p>
            <table class="kj-summary-sheet__table">
                <caption class="kj-visually-hidden">{detail.facts}</caption>
                <tbody>{rows}</tbody>
            </table>
            <table class="kj-summary-sheet__table">
                <caption class="kj-visually-hidden">{text.summary_seal}</caption>
                <tbody>{decided}</tbody>
            </table>
            <p class="kj-summary-sheet__made">{(text.summary_made)(&visit.today.format(visit.lang))}</p>
        </article>
    }
}

/// A text with single spaces, cut to so many characters.
fn cut(words: &str, most: usize, end: &str) -> String {
    let line = domain::normalise::single_line(words);
    if line.chars().count() <= most {
        return line;
    }
    let kept: String = line.chars().take(most).collect();
    format!("{kept}{end}")
}
