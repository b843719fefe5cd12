//! 更新履歴 of a program for its readers: what was changed when, by the names of the fields, and the same program in other
//! years. What stood there before is the organiser's and the secretariat's to see.

use domain::program::Listing;
use leptos::prelude::*;
use store::ProgramVersion;

use super::find_listings;
use crate::page::program_value::labels;
use crate::text::life::LifeText;
use crate::{Failure, Site, Visit, link};

/// Publications that are listed.
const SHOWN: usize = 10;

/// What the section shows.
#[derive(Clone)]
pub(super) struct Updates {
    versions: Vec<ProgramVersion>,
    chain: Vec<Listing>,
}

/// Loads it: of the other years those that the visitor may read.
pub(super) async fn load(site: &Site, visit: &Visit, listing: &Listing) -> Result<Updates, Failure> {
    let mut versions = site.store.list_versions(listing.id).await?;
    versions.truncate(SHOWN);
    let chain = site.store.list_chain(listing.id).await?;
    let chain = find_listings(site, visit, &chain).await?;
    Ok(Updates { versions, chain })
}

/// The section; nothing while there has been one publication only and no other year.
pub(super) fn view(visit: &Visit, updates: &Updates) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, LifeText::of(visit.lang));
    let versions = updates
        .versions
        .iter()
        .map(|version| {
            let changed = &version.revision.changed;
            let (what, size) = if changed.is_empty() {
                (text.first_version.to_owned(), None)
            } else {
                let size = if version.revision.is_major() {
                    text.major
                } else {
                    text.minor
                };
                (labels(lang, changed), Some(size))
            };
            view! {
                <li>
                    <time datetime=version.at.day_jst().iso()>{version.at.day_jst().format(lang)}</time>
                    {format!(" {what} ")}
                    {size.map(|size| view! { <span class="kj-note">{size}</span> })}
                </li>
            }
        })
        .collect_view();
    let chain = updates
        .chain
        .iter()
        .map(|listing| {
            let href = visit.href(&link::program(listing.id));
            let year = listing.content.fiscal_year().name(lang);
            view! { <li><a href=href>{format!("{year} {}", listing.content.title)}</a></li> }
        })
        .collect_view();
    let has_chain = !updates.chain.is_empty();
    view! {
        {(!updates.versions.is_empty())
            .then(|| {
                view! {
                    <section class="kj-section" aria-labelledby="updates-title">
                        <h2 class="kj-section__title" id="updates-title">{text.updates}</h2>
                        <ul class="kj-prose">{versions}</ul>
                    </section>
                }
            })}
        {has_chain
            .then(|| {
                view! {
                    <section class="kj-section" aria-labelledby="chain-title">
                        <h2 class="kj-section__title" id="chain-title">{text.chain}</h2>
                        <ul class="kj-prose">{chain}</ul>
                    </section>
                }
            })}
    }
}
