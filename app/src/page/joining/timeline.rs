//! The history of a participation. Both sides read the same lines, so that they never argue about what happened.

use leptos::prelude::*;
use store::{Participation, ParticipationEvent};

use crate::Visit;
use crate::component::plain_table;
use crate::text::joining::step as step_words;

/// The section with its heading.
pub fn timeline(visit: &Visit, participation: &Participation, events: &[ParticipationEvent]) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().joining);
    let rows = events
        .iter()
        .map(|event| {
            let what = event.step.map_or(text.timeline_remind, |step| step_words(lang, step));
            let side = event.step.map(|step| match step.side() {
                domain::participation::Side::Society => participation.society.name.clone(),
                domain::participation::Side::Organiser => participation.organiser.name.clone(),
            });
            let who = match (side, &event.actor) {
                (Some(side), Some((_, name))) => format!("{side} {name}"),
                (Some(side), None) => side,
                (None, _) => text.by_portal.to_owned(),
            };
            view! {
                <tr>
                    <td>
                        <time datetime=event.at.iso_jst()>{event.at.format_jst(lang)}</time>
                    </td>
                    <td>{what}</td>
                    <td>{who}</td>
                    <td>{event.note.clone()}</td>
                </tr>
            }
        })
        .collect_view();
    let member = visit.text().member;
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="timeline-title">{text.timeline}</h2>
            {plain_table("timeline-title", [member.history_at, member.history_deed, member.history_actor, member.history_why], rows)}
        </section>
    }
    .into_any()
}
