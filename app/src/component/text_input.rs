//! One line of text.

use domain::Lang;
use leptos::prelude::*;

use super::field::{Field, FormField};

/// What is typed, for keyboards and password managers. Numbers are text fields: a wheel must not change them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    /// Any text.
    #[default]
    Text,
    /// A whole number.
    Number,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Tel,
    /// A password; it is never shown again.
    Password,
}

impl InputKind {
    const fn attributes(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Text => ("text", None),
            Self::Number => ("text", Some("numeric")),
            Self::Email => ("email", None),
            Self::Tel => ("tel", None),
            Self::Password => ("password", None),
        }
    }
}

/// How much is expected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputWidth {
    /// About 8 half-width characters.
    Short,
    /// About 20 half-width characters.
    Medium,
    /// The whole column.
    #[default]
    Full,
}

impl InputWidth {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Medium => "medium",
            Self::Full => "full",
        }
    }
}

/// A text input. The unit stands in the label too, because a suffix is not read out.
#[component]
pub fn TextInput(
    /// Language of the page.
    lang: Lang,
    /// The field.
    field: Field,
    /// What is typed.
    #[prop(optional)]
    kind: InputKind,
    /// How much is expected.
    #[prop(optional)]
    width: InputWidth,
    /// Unit after the input, such as 円.
    #[prop(optional, into)]
    suffix: Option<String>,
    /// The `autocomplete` token.
    #[prop(optional, into)]
    autocomplete: Option<String>,
) -> impl IntoView {
    let (input_type, input_mode) = kind.attributes();
    let value = if kind == InputKind::Password {
        String::new()
    } else {
        field.typed()
    };
    let input = view! {
        <input
            class="kj-input"
            type=input_type
            id=field.name.clone()
            name=field.name.clone()
            value=value
            inputmode=input_mode
            autocomplete=autocomplete
            data-width=width.code()
            aria-describedby=field.described_by(None)
            aria-invalid=field.invalid()
        />
    };
    let suffix = suffix.map(|unit| view! { <span class="kj-field__suffix" aria-hidden="true">{unit}</span> });
    view! {
        <FormField lang field>
            <div class="kj-field__row">{input} {suffix}</div>
        </FormField>
    }
}
