//! A date in one field that takes every usual spelling (ux 7.4); the server reads it.

use domain::Lang;
use leptos::prelude::*;

use super::field::Field;
use super::text_input::{InputWidth, TextInput};
use crate::text::component::ComponentText;

/// A date input. Without support text of its own it shows the accepted spellings.
#[component]
pub fn DateInput(
    /// Language of the page.
    lang: Lang,
    /// The field.
    field: Field,
) -> impl IntoView {
    let mut field = field;
    field
        .hint
        .get_or_insert_with(|| ComponentText::of(lang).date_example.to_owned());
    view! { <TextInput lang field width=InputWidth::Medium /> }
}
