//! The same links as on the tile map, as a list by region: the control of small screens and of those who prefer lists.

use domain::Lang;
use domain::code::{Prefecture, Region};
use domain::value::grouped;
use leptos::prelude::*;

use crate::text::component::ComponentText;

/// A region with its prefectures, each with a link and a count.
#[derive(Clone, Debug)]
pub struct RegionLinks {
    /// The region.
    pub region: Region,
    /// The search in the whole region.
    pub href: String,
    /// How many programs in the region, each counted once.
    pub count: u32,
    /// Its prefectures.
    pub prefs: Vec<(Prefecture, String, u32)>,
}

fn count_view(text: &'static ComponentText, count: u32) -> impl IntoView {
    view! {
        <span class="kj-count">
            {grouped(count.into())}
            <span class="kj-visually-hidden">{text.count_unit}</span>
        </span>
    }
}

/// One disclosure per region.
#[component]
pub fn PrefAccordion(
    /// Language of the page.
    lang: Lang,
    /// From north to south.
    regions: Vec<RegionLinks>,
) -> impl IntoView {
    let text = ComponentText::of(lang);
    let items = regions
        .into_iter()
        .map(|region| {
            let prefs = region
                .prefs
                .into_iter()
                .map(|(pref, href, count)| {
                    view! {
                        <li>
                            <a class="kj-regions__pref" href=href>
                                <span class="kj-regions__name">{pref.name(lang)}</span>
                                " "
                                {count_view(text, count)}
                            </a>
                        </li>
                    }
                })
                .collect_view();
            let name = region.region.name(lang);
            let single = region.region.prefectures().count() == 1;
            let children = (!single).then(|| {
                view! {
                    <details class="kj-regions__more">
                        <summary class="kj-regions__toggle">
                            <span class="kj-visually-hidden">{(text.branch_children)(name)}</span>
                        </summary>
                        <ul class="kj-regions__prefs">{prefs}</ul>
                    </details>
                }
            });
            view! {
                <li class="kj-regions__item">
                    <a class="kj-regions__region" href=region.href>
                        <span class="kj-regions__name">{name}</span>
                        " "
                        {count_view(text, region.count)}
                    </a>
                    {children}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="kj-regions">{items}</ul> }
}
