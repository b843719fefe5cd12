//! Several lines of text with the limit in words.

use domain::Lang;
use leptos::prelude::*;

use super::field::{Field, FormField};
use crate::markup::escape;
use crate::text::component::ComponentText;

/// A textarea. The limit is told, never enforced while typing; children stand below it, for the live counter, which
/// finds the textarea by the field's name.
#[component]
pub fn TextArea(
    /// Language of the page.
    lang: Lang,
    /// The field.
    field: Field,
    /// Visible lines.
    #[prop(default = 6)]
    rows: u32,
    /// Limit in characters as readers count them.
    #[prop(optional_no_strip)]
    limit: Option<u32>,
    /// Live counter.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let text = ComponentText::of(lang);
    let limit_id = format!("{}-limit", field.name);
    let described_by = field.described_by(limit.map(|_| limit_id.as_str()));
    // The parser drops one line break after the tag, so that one is added: a text may begin with its own.
    // As markup, because Leptos writes the children of a textarea as they are.
    let content = format!("\n{}", escape(&field.typed()));
    let control = view! {
        <textarea
            class="kj-input kj-textarea"
            id=field.name.clone()
            name=field.name.clone()
            rows=rows
            data-limit=limit
            aria-describedby=described_by
            aria-invalid=field.invalid()
            inner_html=content
        ></textarea>
    };
    let limit = limit.map(|limit| {
        view! { <p class="kj-field__limit" id=limit_id>{(text.text_limit)(limit)}</p> }
    });
    view! {
        <FormField lang field>
            {control}
            <div class="kj-field__below">{limit} {children.map(|children| children())}</div>
        </FormField>
    }
}
