//! The body of error pages (W33): plain words and what to do, with a reference number where there is one.

use domain::Lang;
use leptos::prelude::*;

use crate::text::component::ComponentText;

/// Heading of level 1, explanation and, as children, links or a search box.
#[component]
pub fn ErrorPageBody(
    /// Language of the page.
    lang: Lang,
    /// The HTTP status, shown small for those who ask for help.
    status: u16,
    /// What happened.
    #[prop(into)]
    title: String,
    /// What it means and what to do, one paragraph each.
    paragraphs: Vec<String>,
    /// Number under which the fault was logged.
    #[prop(optional_no_strip)]
    reference: Option<String>,
    /// Ways on.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let text = ComponentText::of(lang);
    let paragraphs = paragraphs
        .into_iter()
        .map(|line| view! { <p>{line}</p> })
        .collect_view();
    let reference = reference.map(|number| {
        view! {
            <p class="kj-fault__reference">
                {text.reference}
                " "
                <code>{number}</code>
            </p>
        }
    });
    view! {
        <div class="kj-fault">
            <p class="kj-fault__status">{status}</p>
            <h1 class="kj-fault__title" tabindex="-1">{title}</h1>
            <div class="kj-fault__body kj-prose">{paragraphs}</div>
            {reference}
            {children.map(|children| view! { <div class="kj-fault__next">{children()}</div> })}
        </div>
    }
}
