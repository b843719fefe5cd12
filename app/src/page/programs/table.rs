//! The results as rows, for comparing many at a glance: one line each, the same columns for all. It draws; what is found
//! and in which order is the list's.

use domain::Lang;
use domain::program::Listing;
use domain::search::Hit;
use leptos::prelude::*;

use super::list::Found;
use super::tools::{bookmark_button, compare_box};
use crate::component::{Chip, ChipLook, DeadlineText, MarkedText, plain_table};
use crate::page::{card, label};
use crate::{Visit, link};

/// The rows of one page of results.
pub(super) fn view(visit: &Visit, found: &Found) -> AnyView {
    let (text, detail) = (visit.text().search, visit.text().detail);
    let columns = [
        text.column_program,
        detail.area,
        text.column_purpose,
        text.column_recruiting,
        detail.cost,
    ];
    let rows = found
        .cards
        .iter()
        .map(|(listing, hit)| row(visit, found, listing, hit))
        .collect_view();
    view! {
        <h3 class="kj-visually-hidden" id="results-table">{text.results_table}</h3>
        {plain_table("results-table", columns, rows)}
    }
    .into_any()
}

fn row(visit: &Visit, found: &Found, listing: &Listing, hit: &Hit) -> impl IntoView + use<> {
    let (lang, content) = (visit.lang, &listing.content);
    let written = (lang != Lang::Ja).then_some("ja");
    let deadline = card::deadline(visit, listing).map(|deadline| view! { <p><DeadlineText lang deadline /></p> });
    let fit =
        card::fit_answer(visit, listing, found.acting.as_ref()).map(|answer| view! { <p class="kj-note">{answer}</p> });
    let bookmark = bookmark_button(visit, listing, found.kept.contains(&listing.id));
    view! {
        <tr id=format!("program-{}", listing.id)>
            <th scope="row" lang=written>
                <a href=visit.href(&link::program(listing.id))>
                    <MarkedText spans=hit.title.clone() />
                </a>
                <p class="kj-table__below">{listing.lead.name.clone()}</p>
                <div class="kj-card__tools kj-no-print" lang=lang.tag()>{bookmark} {compare_box(visit, listing)}</div>
            </th>
            <td>{label::short_area(lang, content.area)}</td>
            <td>{content.cat.name(lang)}</td>
            <td>
                <Chip look=ChipLook::of_recruit(listing.status(visit.today), lang) />
                {deadline} {fit}
            </td>
            <td>{label::cost(lang, content)}</td>
        </tr>
    }
}
