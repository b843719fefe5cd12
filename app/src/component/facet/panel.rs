//! The frame of all facets: a column on wide screens, one disclosure on small ones, open by default (decision 4).

use domain::Lang;
use leptos::prelude::*;

use crate::text::component::ComponentText;

/// The filter panel `#filters` with the button that applies the filters, to stand inside the search form. On small
/// screens a link to `#results` stands before the long list.
#[component]
pub fn FacetPanel(
    /// Language of the page.
    lang: Lang,
    /// How many values are chosen in all facets.
    chosen: u32,
    /// The search without any filter.
    #[prop(into)]
    clear_href: String,
    /// The facets.
    children: Children,
) -> impl IntoView {
    let text = ComponentText::of(lang);
    view! {
        <section class="kj-panel" id="filters" tabindex="-1" aria-labelledby="filters-title">
            <h2 class="kj-panel__title" id="filters-title">{text.filters}</h2>
            <a class="kj-panel__jump" href="#results">{text.skip_results}</a>
            <details class="kj-panel__fold" open=true>
                <summary class="kj-panel__summary">{(text.filters_chosen)(chosen)}</summary>
                <div class="kj-panel__facets">{children()}</div>
                <div class="kj-panel__actions">
                    <button class="kj-button" data-tone="outline" type="submit">{text.apply_filters}</button>
                    {(chosen > 0).then(|| view! { <a class="kj-panel__clear" href=clear_href>{text.clear_filters}</a> })}
                </div>
            </details>
        </section>
    }
}
