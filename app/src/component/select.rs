//! A choice of one among many, as a native select.

use domain::Lang;
use leptos::prelude::*;

use super::choice::Choice;
use super::field::{Field, FormField};
use super::text_input::InputWidth;
use crate::text::component::ComponentText;

/// A select whose first entry is empty unless `prompt` is off.
#[component]
pub fn Select(
    /// Language of the page.
    lang: Lang,
    /// The field.
    field: Field,
    /// The choices.
    choices: Vec<Choice>,
    /// Whether an empty entry stands first.
    #[prop(default = true)]
    prompt: bool,
    /// How wide.
    #[prop(default = InputWidth::Medium)]
    width: InputWidth,
) -> impl IntoView {
    let options = choices
        .into_iter()
        .map(|choice| {
            let chosen = field.has(&choice.value);
            view! { <option value=choice.value selected=chosen>{choice.label}</option> }
        })
        .collect_view();
    let prompt = prompt.then(|| view! { <option value="">{ComponentText::of(lang).select_prompt}</option> });
    let control = view! {
        <span class="kj-select" data-width=width.code()>
            <select
                class="kj-select__control"
                id=field.name.clone()
                name=field.name.clone()
                aria-describedby=field.described_by(None)
                aria-invalid=field.invalid()
            >
                {prompt}
                {options}
            </select>
        </span>
    };
    view! { <FormField lang field>{control}</FormField> }
}
