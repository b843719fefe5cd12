//! The entry cards of the start page: the four needs for which people come (ux 2).

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// One need, as `<li>` of a `<ul class="kj-needs">`: a title with a verb and one sentence.
#[component]
pub fn NeedCard(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// Its icon.
    icon: Icon,
    /// What one wants to do.
    #[prop(into)]
    title: String,
    /// What one gets.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! {
        <li class="kj-need">
            <span class="kj-need__icon">
                <Glyph icon />
            </span>
            <h3 class="kj-need__title">
                <a class="kj-need__link" href=href>{title}</a>
            </h3>
            <p class="kj-need__text">{text}</p>
        </li>
    }
}
