//! Text with the matches of a query marked. The pieces are plain text, so nothing in them can become markup.

use domain::search::Span;
use leptos::prelude::*;

/// A text without matches.
pub fn plain_span(text: impl Into<String>) -> Vec<Span> {
    vec![Span {
        text: text.into(),
        marked: false,
    }]
}

/// Pieces in a row, matches inside `<mark>`.
#[component]
pub fn MarkedText(
    /// The pieces.
    spans: Vec<Span>,
) -> impl IntoView {
    spans
        .into_iter()
        .map(|span| {
            if span.marked {
                view! { <mark>{span.text}</mark> }.into_any()
            } else {
                span.text.into_any()
            }
        })
        .collect_view()
}
