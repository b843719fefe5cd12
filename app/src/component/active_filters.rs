//! The chosen filters as links that each remove one (ux 3.5, 10.5): nothing is filtered silently.

use domain::Lang;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::text::component::ComponentText;

/// A chosen filter value.
#[derive(Clone, Debug)]
pub struct ActiveFilter {
    /// Its name, such as 神奈川県.
    pub label: String,
    /// The search without it.
    pub href: String,
}

/// The chosen filters; nothing when there are none.
#[component]
pub fn ActiveFilters(
    /// Language of the page.
    lang: Lang,
    /// In the order of the filter panel.
    filters: Vec<ActiveFilter>,
    /// The search without any filter.
    #[prop(into)]
    clear_href: String,
) -> impl IntoView {
    if filters.is_empty() {
        return None;
    }
    let text = ComponentText::of(lang);
    let (before, after) = text.remove_filter;
    let items = filters
        .into_iter()
        .map(|filter| {
            view! {
                <li>
                    <a class="kj-filter" href=filter.href>
                        <span class="kj-visually-hidden">{before}</span>
                        {filter.label}
                        <span class="kj-visually-hidden">{after}</span>
                        <Glyph icon=Icon::Cross />
                    </a>
                </li>
            }
        })
        .collect_view();
    Some(view! {
        <div class="kj-active">
            <h3 class="kj-active__title" id="active-filters">{text.active_filters}</h3>
            <ul class="kj-active__list" aria-labelledby="active-filters">{items}</ul>
            <a class="kj-active__clear" href=clear_href>{text.clear_filters}</a>
        </div>
    })
}
