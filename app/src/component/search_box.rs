//! The keyword box with its button, to stand inside a GET form. The label is always visible.

use domain::Lang;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::text::component::ComponentText;

/// Label, search input `q` and button; children stand between input and button, for suggestions.
#[component]
pub fn SearchBox(
    /// Language of the page.
    lang: Lang,
    /// What was typed.
    #[prop(into)]
    value: String,
    /// Id of the input.
    #[prop(into)]
    id: String,
    /// Instead of 「キーワード」.
    #[prop(optional, into)]
    label: Option<String>,
    /// Support text below the label.
    #[prop(optional, into)]
    hint: Option<String>,
    /// Suggestions.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let text = ComponentText::of(lang);
    let label = label.unwrap_or_else(|| text.search_label.to_owned());
    let hint_id = hint.is_some().then(|| format!("{id}-hint"));
    view! {
        <div class="kj-search">
            <label class="kj-search__label" for=id.clone()>{label}</label>
            {hint.map(|hint| view! { <p class="kj-search__hint" id=hint_id.clone()>{hint}</p> })}
            <div class="kj-search__row">
                <div class="kj-search__field">
                    <input
                        class="kj-input kj-search__input"
                        type="search"
                        name="q"
                        id=id
                        value=value
                        autocomplete="off"
                        enterkeyhint="search"
                        aria-describedby=hint_id
                    />
                    {children.map(|children| children())}
                </div>
                <button class="kj-button kj-search__button" data-tone="primary" type="submit">
                    <Glyph icon=Icon::Search />
                    {text.search_button}
                </button>
            </div>
        </div>
    }
}
