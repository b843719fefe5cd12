//! What stands where a list would be when it is empty: what that means and what to do next, never a dead end.

use leptos::prelude::*;

/// A heading of level 2 and, as children, the next steps.
#[component]
pub fn EmptyState(
    /// What is not there.
    #[prop(into)]
    title: String,
    /// What to do.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="kj-empty">
            <h2 class="kj-empty__title">{title}</h2>
            <div class="kj-empty__body">{children()}</div>
        </div>
    }
}
