//! Where the page stands in the site.

use domain::Lang;
use leptos::prelude::*;

use crate::text::component::ComponentText;

/// A step of the breadcrumb.
#[derive(Clone, Debug)]
pub struct Crumb {
    /// Its name.
    pub label: String,
    /// Where it leads; the page itself has none.
    pub href: Option<String>,
}

impl Crumb {
    /// A step above the page.
    pub fn link(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: Some(href.into()),
        }
    }

    /// The page itself.
    pub fn here(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: None,
        }
    }
}

/// The way from the start page to this one; the last step is the page itself.
#[component]
pub fn Breadcrumb(
    /// Language of the page.
    lang: Lang,
    /// From the start page to this page.
    crumbs: Vec<Crumb>,
) -> impl IntoView {
    let steps = crumbs
        .into_iter()
        .map(|crumb| match crumb.href {
            Some(href) => view! { <li class="kj-breadcrumb__step"><a href=href>{crumb.label}</a></li> }.into_any(),
            None => {
                view! { <li class="kj-breadcrumb__step"><span aria-current="page">{crumb.label}</span></li> }.into_any()
            }
        })
        .collect_view();
    view! {
        <nav class="kj-breadcrumb" aria-labelledby="breadcrumb-label">
            <span class="kj-visually-hidden" id="breadcrumb-label">
                {ComponentText::of(lang).breadcrumb_label}
            </span>
            <ol class="kj-breadcrumb__list">{steps}</ol>
        </nav>
    }
}
