//! A program as a card of a list; search, home, related programs and the organiser's preview all draw it here.

use domain::Lang;
use domain::participation::may_ask;
use domain::program::Listing;
use domain::search::{Hit, Span};
use leptos::prelude::*;

use super::joining::{Acting, fit};
use super::label;
use crate::Visit;
use crate::component::{ChipLook, Deadline, Fact, ResultCard, plain_span};

/// The deadline of a program, while it can still be joined.
pub fn deadline(visit: &Visit, listing: &Listing) -> Option<Deadline> {
    let days_left = listing.days_left(visit.today)?;
    let day = listing.content.recruit_to?;
    Some(Deadline {
        iso: day.iso(),
        words: day.format(visit.lang),
        days_left: Some(days_left),
    })
}

/// The card of a search hit: what matched is marked, and the insurer that looks reads whether it can join.
pub fn of_hit(visit: &Visit, listing: &Listing, hit: &Hit, acting: Option<&Acting>, is_kept: bool) -> AnyView {
    let snippet = if hit.snippet.is_empty() {
        plain_span(listing.content.summary.clone())
    } else {
        hit.snippet.clone()
    };
    let href = visit.href(&crate::link::program(listing.id));
    let compare = super::programs::compare_box(visit, listing);
    let bookmark = super::programs::bookmark_button(visit, listing, is_kept);
    let tools = view! { <div class="kj-card__tools kj-no-print">{bookmark} {compare}</div> }.into_any();
    let fit = fit_fact(visit, listing, acting);
    full(visit, listing, href, hit.title.clone(), snippet, fit, Some(tools))
}

/// The card as a search would show it, with another address: a draft has no page yet.
pub fn of_preview(visit: &Visit, listing: &Listing, href: &str) -> AnyView {
    let summary = plain_span(listing.content.summary.clone());
    full(
        visit,
        listing,
        href.to_owned(),
        plain_span(listing.content.title.clone()),
        summary,
        None,
        None,
    )
}

/// A card of title, chip and deadline only.
pub fn short(visit: &Visit, listing: &Listing) -> AnyView {
    view! {
        <ResultCard
            lang=visit.lang
            href=visit.href(&crate::link::program(listing.id))
            chip=ChipLook::of_recruit(listing.status(visit.today), visit.lang)
            title=plain_span(listing.content.title.clone())
            deadline=deadline(visit, listing)
            organiser=listing.lead.name.clone()
            tags=vec![label::short_area(visit.lang, listing.content.area)]
            compact=true
        />
    }
    .into_any()
}

fn full(
    visit: &Visit,
    listing: &Listing,
    href: String,
    title: Vec<Span>,
    summary: Vec<Span>,
    fit: Option<Fact>,
    extra: Option<AnyView>,
) -> AnyView {
    let (lang, content) = (visit.lang, &listing.content);
    let mut facts = facts(visit, listing);
    facts.extend(fit);
    view! {
        <ResultCard
            lang
            href
            chip=ChipLook::of_recruit(listing.status(visit.today), lang)
            title
            summary
            facts=facts
            deadline=deadline(visit, listing)
            organiser=listing.lead.name.clone()
            id=extra.is_some().then(|| format!("program-{}", listing.id))
            tags=vec![content.cat.name(lang).to_owned(), content.kind.name(lang).to_owned()]
            extra
        />
    }
    .into_any()
}

/// Whether the insurer can join, in one line, while it can ask to.
pub fn fit_answer(visit: &Visit, listing: &Listing, acting: Option<&Acting>) -> Option<String> {
    let acting = acting.filter(|acting| acting.id != listing.lead.id)?;
    let can_ask = may_ask(listing.status(visit.today));
    can_ask.then(|| fit::in_short(visit.lang, &listing.content, acting))
}

fn fit_fact(visit: &Visit, listing: &Listing, acting: Option<&Acting>) -> Option<Fact> {
    let answer = fit_answer(visit, listing, acting)?;
    Some(Fact::text(visit.text().joining.fit_group, answer))
}

fn facts(visit: &Visit, listing: &Listing) -> Vec<Fact> {
    let (lang, content, text) = (visit.lang, &listing.content, visit.text().detail);
    let mut facts = vec![
        Fact::text(text.area, label::short_area(lang, content.area)),
        Fact::text(
            text.mode,
            label::list(lang, content.modes.iter().map(|mode| mode.name(lang))),
        ),
        Fact::text(text.cost, label::cost(lang, content)),
    ];
    if let Some(limits) = label::limits(lang, content) {
        facts.push(Fact::text(text.conditions, limits));
    }
    if let Some(places) = places(lang, listing) {
        facts.push(Fact::text(text.places, places));
    }
    facts
}

/// How many places there are and how many are left.
pub fn places(lang: Lang, listing: &Listing) -> Option<String> {
    let text = crate::text::Text::of(lang).detail;
    let content = &listing.content;
    match (content.capacity, content.joined) {
        (Some(capacity), joined) => {
            let taken = (text.places_value)(&joined.unwrap_or(0).to_string(), &capacity.to_string());
            let left = content.places_left().unwrap_or(0);
            Some(if left == 0 {
                taken
            } else if lang == Lang::Ja {
                format!("{taken}（{}）", (text.places_left)(left))
            } else {
                format!("{taken} ({})", (text.places_left)(left))
            })
        }
        (None, Some(joined)) => Some((text.places_open)(&joined.to_string())),
        (None, None) => None,
    }
}
