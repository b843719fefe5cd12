//! `/my/programs/{id}/delete`: deletes a draft, after asking once.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::permit::Action;
use domain::program::ListingState;

use super::confirm::{self, Deed};
use super::get_draft;
use crate::page::FormPairs;
use crate::text::Text;
use crate::{Failure, Site, Visit};

static DELETE: Deed = Deed {
    action: Action::DeleteDraft,
    possible: |state, _| state == ListingState::Draft,
    path: "delete",
    words: |lang| {
        let text = Text::of(lang).register;
        [text.delete, text.delete_lead, text.delete_button]
    },
};

/// Asks.
///
/// # Errors
/// Leads to the sign-in page; 403, 404, 409; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    confirm::ask(&site, &visit, &id, &DELETE).await
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
    site.store
        .delete_draft(&visit.actor, draft.id, pairs.seen_version()?)
        .await?;
    Ok(Redirect::to(&visit.href("/my/programs?deleted")).into_response())
}
