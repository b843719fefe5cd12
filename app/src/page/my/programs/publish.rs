//! `/my/programs/{id}/publish`: makes the working copy public, or asks the secretariat to. A published program can be
//! found as soon as the answer is there.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::program::ListingState;
use store::Refusal;

use super::{edit, edit_path, get_draft};
use crate::page::FormPairs;
use crate::{Failure, Site, Visit};

/// Publishes, or asks for, exactly the version the organiser has seen, or shows what is missing.
///
/// # Errors
/// Leads to the sign-in page; 403, 404, 409; when the database fails.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    if visit.user().is_none() {
        // This address cannot be opened, so the way back from the sign-in page leads to the button.
        return Err(Failure::SignIn {
            back: visit.href(&format!("/my/programs/{id}/edit")),
        });
    }
    let draft = get_draft(&site, &visit, &id).await?;
    let (id, version) = (draft.id, pairs.seen_version()?);
    match site.store.publish(&visit.actor, id, version, site.check).await {
        Ok(done) if done.state == ListingState::Published => {
            site.wait_for_index().await?;
            Ok(Redirect::to(&visit.href(&format!("{}?published", edit_path(id)))).into_response())
        }
        Ok(_) => Ok(Redirect::to(&visit.href(&format!("{}?requested", edit_path(id)))).into_response()),
        Err(Refusal::Problems(problems)) => edit::show(&site, &visit, draft, Some(problems)).await,
        Err(refusal) => Err(refusal.into()),
    }
}
