//! A program in a list: what it is, for whom, until when (ux 4.4). The title is the only link of the card.

use domain::Lang;
use domain::search::Span;
use leptos::prelude::*;

use super::chip::{Chip, ChipLook};
use super::deadline::{Deadline, DeadlineText};
use super::description_list::{DescriptionList, Fact};
use super::marked::MarkedText;
use crate::text::component::ComponentText;

/// A card of the result list, as `<li>` of a `<ul class="kj-results">` (with an `h3`).
#[component]
pub fn ResultCard(
    /// Language of the page.
    lang: Lang,
    /// The program's page.
    #[prop(into)]
    href: String,
    /// Its status.
    chip: ChipLook,
    /// Its title with matches marked.
    title: Vec<Span>,
    /// One or two lines: summary, or the snippet around the matches.
    #[prop(optional)]
    summary: Vec<Span>,
    /// 実施地域, 対象, 参加組合 and the like.
    #[prop(optional)]
    facts: Vec<Fact>,
    /// End of recruiting, where there is one.
    #[prop(optional_no_strip)]
    deadline: Option<Deadline>,
    /// Who organises it.
    #[prop(optional, into)]
    organiser: String,
    /// Categories and other words beside the chip.
    #[prop(optional)]
    tags: Vec<String>,
    /// What can be done with it, at the end.
    #[prop(optional_no_strip)]
    extra: Option<AnyView>,
    /// Place on the page that can be led to.
    #[prop(optional_no_strip)]
    id: Option<String>,
    /// Without facts and summary, for the short lists of the start page.
    #[prop(optional)]
    compact: bool,
) -> impl IntoView {
    let text = ComponentText::of(lang);
    // What organisers write is Japanese, on English pages too.
    let written = (lang != Lang::Ja).then_some("ja");
    let tags = tags
        .into_iter()
        .map(|tag| view! { <span class="kj-card__tag">{tag}</span> })
        .collect_view();
    let summary = (!compact && !summary.is_empty())
        .then(|| view! { <p class="kj-card__summary" lang=written><MarkedText spans=summary /></p> });
    let facts = (!compact && !facts.is_empty()).then(|| view! { <DescriptionList facts /> });
    let deadline = deadline.map(|deadline| {
        view! { <p class="kj-card__deadline"><DeadlineText lang deadline labelled=true /></p> }
    });
    let organiser = (!organiser.is_empty()).then(|| {
        view! {
            <p class="kj-card__organiser">
                <span class="kj-card__organiser-label">{text.organiser}</span>
                " "
                {organiser}
            </p>
        }
    });
    view! {
        <li class="kj-card" id=id data-compact=compact.then_some("true")>
            <article class="kj-card__body">
                <p class="kj-card__marks">
                    <Chip look=chip />
                    {tags}
                </p>
                <h3 class="kj-card__title" lang=written>
                    <a class="kj-card__link" href=href>
                        <MarkedText spans=title />
                    </a>
                </h3>
                {summary}
                {facts}
                <div class="kj-card__foot">{deadline} {organiser}</div>
                {extra}
            </article>
        </li>
    }
}
