//! `/my/notices/{id}`: opens what a notice is about, and notes that it was read.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::value::NoticeId;

use crate::{Failure, Site, Visit};

/// Leads on.
///
/// # Errors
/// Leads to the sign-in page; 404 for a notice that does not concern the visitor; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let user = visit.require_user()?;
    let id: NoticeId = id.parse().map_err(|_| Failure::NotFound)?;
    let line = site.store.find_notice(user, id).await?.ok_or(Failure::NotFound)?;
    if line.is_unread {
        site.store.read_notices(&visit.actor, &[id]).await?;
    }
    Ok(Redirect::to(&visit.href(&line.notice.path())).into_response())
}
