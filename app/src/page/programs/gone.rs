//! A program that could be read and cannot now: suspended, or archived. Whoever could have read it learns that it is gone
//! for now and where to go on, and nothing of what stood there; everybody else gets what a missing program gets.

use axum::response::Response;
use domain::permit::{Action, Subject};
use domain::program::ListingState;
use domain::value::ProgramId;
use http::StatusCode;
use leptos::prelude::*;

use super::joining;
use crate::document::{Head, respond};
use crate::text::life::LifeText;
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// 404; when the database fails.
pub(super) async fn show(site: &Site, visit: &Visit, id: ProgramId) -> Result<Response, Failure> {
    let (state, owner, content) = site.store.find_hidden(id).await?.ok_or(Failure::NotFound)?;
    let subject = Subject::Listing {
        owner,
        visibility: content.visibility,
    };
    if !visit.may(Action::ReadListing, subject) && !joining::takes_part(site, visit, id).await? {
        return Err(Failure::NotFound);
    }
    let text = LifeText::of(visit.lang);
    let head = Head::new(text.gone_title)
        .crumb(visit.text().site.nav_search, visit.href("/programs"))
        .here(text.gone_title)
        .private()
        .status(StatusCode::GONE);
    let why = match state {
        ListingState::Suspended => text.gone_suspended,
        _ => text.gone_archived,
    };
    let search = visit.href("/programs");
    respond(site, visit, head, move || {
        view! {
            <h1 class="kj-title">{text.gone_title}</h1>
            <p>{why}</p>
            <p><a href=search.clone()>{text.gone_search}</a></p>
        }
    })
    .await
}
