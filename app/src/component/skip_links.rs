//! Links to the parts of a page, visible on focus. They come first in the document.

use domain::Lang;
use leptos::prelude::*;

use crate::text::component::ComponentText;

/// Skip links to `#main` and, on search pages, to `#filters` and `#results`.
#[component]
pub fn SkipLinks(
    /// Language of the page.
    lang: Lang,
    /// Whether the page has filters and results.
    #[prop(optional)]
    search: bool,
) -> impl IntoView {
    let text = ComponentText::of(lang);
    view! {
        <div class="kj-skip">
            <a class="kj-skip__link" href="#main">{text.skip_main}</a>
            {search
                .then(|| {
                    view! {
                        <a class="kj-skip__link" href="#filters">{text.skip_filters}</a>
                        <a class="kj-skip__link" href="#results">{text.skip_results}</a>
                    }
                })}
        </div>
    }
}
