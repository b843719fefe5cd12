//! The main menu below the header.

use domain::Lang;
use leptos::prelude::*;

use crate::text::component::ComponentText;

/// An entry of the main menu.
#[derive(Clone, Debug)]
pub struct NavItem {
    /// Where it leads.
    pub href: String,
    /// Its name.
    pub label: String,
    /// Whether the page belongs to it.
    pub current: bool,
}

impl NavItem {
    /// An entry.
    pub fn new(href: impl Into<String>, label: impl Into<String>, current: bool) -> Self {
        Self {
            href: href.into(),
            label: label.into(),
            current,
        }
    }
}

/// The main menu; it is visible at every width and needs no script.
#[component]
pub fn SiteNav(
    /// Language of the page.
    lang: Lang,
    /// Its entries.
    items: Vec<NavItem>,
) -> impl IntoView {
    let entries = items
        .into_iter()
        .map(|item| {
            view! {
                <li class="kj-nav__item">
                    <a class="kj-nav__link" href=item.href aria-current=item.current.then_some("page")>
                        {item.label}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="kj-nav" aria-labelledby="nav-label">
            <span class="kj-visually-hidden" id="nav-label">
                {ComponentText::of(lang).nav_label}
            </span>
            <ul class="kj-nav__list kj-container">{entries}</ul>
        </nav>
    }
}
