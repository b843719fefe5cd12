//! The members of a consortium and its history, as tables.

use domain::consortium::{MembershipStep, Place};
use leptos::prelude::*;
use store::ConsortiumEvent;

use super::{Inside, place_chip, size};
use crate::Visit;
use crate::component::{Chip, plain_table};
use crate::page::label::count;
use crate::text::consortium::event as event_words;

/// What the lead can do with a place: something of [`steps`], or make it the lead.
pub(super) fn is_manageable(inside: &Inside, place: &Place) -> bool {
    inside.whole.state.is_open() && place.organisation != inside.whole.lead && !steps(place).is_empty()
}

/// The steps that the lead can take.
pub(super) fn steps(place: &Place) -> Vec<MembershipStep> {
    let all = [
        MembershipStep::Welcome,
        MembershipStep::Refuse,
        MembershipStep::InviteAgain,
        MembershipStep::Remove,
    ];
    all.into_iter()
        .filter(|step| place.state.next(*step).is_some())
        .collect()
}

/// Everybody who has a place; the lead sees also those who gave it up.
pub(super) fn members(visit: &Visit, inside: &Inside) -> impl IntoView + use<> {
    let (lang, text, whole) = (visit.lang, visit.text().consortium, &inside.whole);
    let leads = inside.leads(visit);
    let shares = whole.shares().unwrap_or_default();
    let rows = whole
        .places
        .iter()
        .filter(|place| leads || place.state.is_present())
        .map(|place| {
            let share = shares.iter().find(|share| share.organisation == place.organisation);
            let href = visit.href(&format!("{}/members/{}", inside.path(), place.organisation));
            let name = if leads && is_manageable(inside, place) {
                let label = (text.manage)(&place.name);
                view! { <a href=href aria-label=label>{place.name.clone()}</a> }.into_any()
            } else {
                place.name.clone().into_any()
            };
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td>{place.role.name(lang)}</td>
                    <td data-number="">{place.members.map(|members| count(members.get()))}</td>
                    <td>{place.role.is_insurer().then(|| size(visit, place.members))}</td>
                    <td data-number="">{share.map(|share| share.yen.to_string())}</td>
                    <td><Chip look=place_chip(place.state, lang) /></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="members-title">{text.members}</h2>
            {plain_table("members-title", [text.name, text.role, text.member_count, text.size, text.share, text.state], rows)}
        </section>
    }
}

/// What has happened, for all who belong.
pub(super) fn timeline(visit: &Visit, events: &[ConsortiumEvent]) -> impl IntoView + use<> {
    let (lang, text, words) = (visit.lang, visit.text().consortium, visit.text().member);
    let rows = events
        .iter()
        .map(|event| {
            let who = event.actor.as_ref().map(|(_, name)| name.clone());
            view! {
                <tr>
                    <td>
                        <time datetime=event.at.iso_jst()>{event.at.format_jst(lang)}</time>
                    </td>
                    <td>{event_words(lang, &event.step)}</td>
                    <td>{event.society.clone()}</td>
                    <td>{who}</td>
                    <td>{event.note.clone()}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="timeline-title">{text.timeline}</h2>
            {plain_table("timeline-title", [words.history_at, words.history_deed, text.name, words.history_actor, words.history_why], rows)}
        </section>
    }
}
