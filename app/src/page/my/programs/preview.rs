//! `/my/programs/{id}/preview`: the public page and the card, drawn by the same components (ORG-02).

use axum::extract::{Path, State};
use axum::response::Response;
use domain::program::Listing;
use leptos::prelude::*;
use store::Draft;

use super::{as_listing, edit_path, get_draft, head};
use crate::component::{Notice, NoticeTone};
use crate::document::respond;
use crate::page::card;
use crate::page::programs::sheet;
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let draft = get_draft(&site, &visit, &id).await?;
    let listing = as_listing(&site, &draft);
    let head = head(&visit, &draft, visit.text().register.preview);
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &draft, listing.as_ref())).await
}

fn view(visit: &Visit, draft: &Draft, listing: Option<&Listing>) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().register);
    let back = visit.href(&edit_path(draft.id));
    let Some(listing) = listing else {
        return view! {
            <h1 class="kj-title">{text.preview}</h1>
            <Notice lang tone=NoticeTone::Warning title=text.preview_gaps>
                <p><a href=back>{text.to_list}</a></p>
            </Notice>
        }
        .into_any();
    };
    view! {
        <Notice lang tone=NoticeTone::Info title=text.preview_note>
            <p><a href=back>{text.to_list}</a></p>
        </Notice>
        <section class="kj-preview" aria-labelledby="card-title">
            <h2 class="kj-section__title" id="card-title">{text.preview_card}</h2>
            <ul class="kj-results">{card::of_preview(visit, listing, "#page-title")}</ul>
        </section>
        <section class="kj-preview" aria-labelledby="page-title">
            <h2 class="kj-section__title" id="page-title">{text.preview_page}</h2>
            {sheet(visit, listing)}
        </section>
    }
    .into_any()
}
