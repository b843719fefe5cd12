//! What was done to a person, as a table for those who administer that person.

use leptos::prelude::*;
use store::HistoryEntry;

use crate::Visit;
use crate::component::plain_table;

/// The section with its heading.
pub fn view(visit: &Visit, entries: &[HistoryEntry]) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().member);
    let rows: Vec<_> = entries
        .iter()
        .map(|entry| {
            let actor = entry.actor.clone().unwrap_or_else(|| text.operator.to_owned());
            view! {
                <tr>
                    <td>
                        <time datetime=entry.at.iso_jst()>{entry.at.format_jst(lang)}</time>
                    </td>
                    <td>{entry.deed.name(lang)}</td>
                    <td>{actor}</td>
                    <td>{entry.why.clone()}</td>
                </tr>
            }
        })
        .collect();
    let body = if rows.is_empty() {
        view! { <p>{text.history_none}</p> }.into_any()
    } else {
        plain_table(
            "history-title",
            [text.history_at, text.history_deed, text.history_actor, text.history_why],
            rows,
        )
    };
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="history-title">{text.history}</h2>
            {body}
        </section>
    }
    .into_any()
}
