//! `/my/programs/{id}/end`: ends a listing, after asking once.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::permit::{Action, Subject};
use domain::program::ListingState;

use super::{confirm, get_draft};
use crate::page::FormPairs;
use crate::{Failure, Site, Visit};

/// Asks.
///
/// # Errors
/// Leads to the sign-in page; 403, 404, 409; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let draft = get_draft(&site, &visit, &id).await?;
    if !visit.may(Action::EndProgram, Subject::Organisation(draft.owner.id)) {
        return Err(Failure::Forbidden);
    }
    if draft.state != ListingState::Published {
        return Err(Failure::WrongState { state: draft.state });
    }
    let text = visit.text().register;
    let question = confirm::Question { title: text.end, lead: text.end_lead, button: text.end_button, path: "end" };
    confirm::show(&site, &visit, draft, question).await
}

/// Does it.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let draft = get_draft(&site, &visit, &id).await?;
    let version = pairs.text("version").parse().map_err(|_| Failure::Stale)?;
    site.store.end_program(&visit.actor, draft.id, version).await?;
    site.wait_for_index().await?;
    Ok(Redirect::to(&visit.href("/my/programs?ended")).into_response())
}
