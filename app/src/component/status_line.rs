//! The one live region of a page (decision 6): it says what changed, and is never the changed list itself.

use leptos::prelude::*;

/// A polite status line. Islands write into it by its id.
#[component]
pub fn StatusLine(
    /// Id for scripts and for `aria-describedby`.
    #[prop(into)]
    id: String,
    /// What it says when the page arrives; may be empty.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <p class="kj-status" id=id role="status">{text}</p> }
}
