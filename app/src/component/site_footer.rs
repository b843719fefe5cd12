//! The foot of every page: the same links at the same place (`PUB-06`), the operator, the design credit.

use domain::Lang;
use leptos::prelude::*;

use crate::text::component::ComponentText;

/// A link of the footer.
#[derive(Clone, Debug)]
pub struct FooterLink {
    /// Where it leads.
    pub href: String,
    /// Its name.
    pub label: String,
}

impl FooterLink {
    /// A link.
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            label: label.into(),
        }
    }
}

/// Links, operator, credit.
#[component]
pub fn SiteFooter(
    /// Language of the page.
    lang: Lang,
    /// Links in the order of all pages.
    links: Vec<FooterLink>,
    /// Who runs the portal; one line.
    #[prop(into)]
    operator: String,
) -> impl IntoView {
    let text = ComponentText::of(lang);
    let entries = links
        .into_iter()
        .map(|link| view! { <li><a href=link.href>{link.label}</a></li> })
        .collect_view();
    view! {
        <footer class="kj-footer">
            <div class="kj-footer__inner kj-container">
                <p class="kj-footer__name">{text.site_name}</p>
                <nav aria-labelledby="footer-label">
                    <span class="kj-visually-hidden" id="footer-label">{text.footer_label}</span>
                    <ul class="kj-footer__links">{entries}</ul>
                </nav>
                <p class="kj-footer__small">{operator}</p>
                <p class="kj-footer__small">{text.design_credit}</p>
            </div>
        </footer>
    }
}
