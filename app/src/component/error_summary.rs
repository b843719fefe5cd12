//! All errors of a form at its top, each a link to its field (`FORM-13`).

use domain::Lang;
use leptos::prelude::*;

use crate::text::component::ComponentText;

/// An error and where it is.
#[derive(Clone, Debug)]
pub struct FieldError {
    /// Where the link leads: `#title`, or a page with a fragment.
    pub href: String,
    /// The same words as at the field.
    pub message: String,
}

impl FieldError {
    /// An error of a field on this page.
    pub fn new(field: &str, message: impl Into<String>) -> Self {
        Self {
            href: format!("#{field}"),
            message: message.into(),
        }
    }

    /// An error of a field on another page.
    pub fn elsewhere(href: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            message: message.into(),
        }
    }
}

/// The summary, `#error-summary`; nothing when there is no error.
#[component]
pub fn ErrorSummary(
    /// Language of the page.
    lang: Lang,
    /// In the order of the form.
    errors: Vec<FieldError>,
) -> impl IntoView {
    if errors.is_empty() {
        return None;
    }
    let count = u32::try_from(errors.len()).unwrap_or(u32::MAX);
    let items = errors
        .into_iter()
        .map(|error| view! { <li><a href=error.href>{error.message}</a></li> })
        .collect_view();
    Some(view! {
        <div class="kj-errors" id="error-summary" tabindex="-1" role="group" aria-labelledby="error-summary-title">
            <h2 class="kj-errors__title" id="error-summary-title">
                {(ComponentText::of(lang).error_summary)(count)}
            </h2>
            <ul class="kj-errors__list">{items}</ul>
        </div>
    })
}
