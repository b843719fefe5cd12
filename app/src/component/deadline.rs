//! A deadline as date and days left, always both (`SRCH-20`). Nothing ticks.

use domain::Lang;
use leptos::prelude::*;

use crate::text::component::ComponentText;

/// A deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// For machines, `2026-03-13`.
    pub iso: String,
    /// For people, 令和8年3月13日（金）.
    pub words: String,
    /// Days until then, 0 on the last day; none when nothing can be sent in any more, or not yet.
    pub days_left: Option<i64>,
}

impl Deadline {
    /// Whether it is within a week.
    pub fn is_near(&self) -> bool {
        self.days_left.is_some_and(|days| days <= domain::program::CLOSING_DAYS)
    }
}

/// 令和8年3月13日（金）（あと9日）, optionally with 締切 before it.
#[component]
pub fn DeadlineText(
    /// Language of the page.
    lang: Lang,
    /// The deadline.
    deadline: Deadline,
    /// Whether the word 締切 stands before the date.
    #[prop(optional)]
    labelled: bool,
) -> impl IntoView {
    let text = ComponentText::of(lang);
    let near = deadline.is_near();
    view! {
        <span class="kj-deadline" data-near=near.then_some("true")>
            {labelled.then(|| view! { <span class="kj-deadline__label">{text.deadline}</span>" " })}
            <time datetime=deadline.iso>{deadline.words}</time>
            {deadline
                .days_left
                .map(|days| view! { " "<span class="kj-deadline__left">{(text.days_left)(days)}</span> })}
        </span>
    }
}
