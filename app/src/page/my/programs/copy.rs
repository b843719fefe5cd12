//! `/my/programs/{id}/copy`: starts next year's program from this one, after asking once (ORG-03).

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::permit::Action;

use super::confirm::{self, Deed};
use super::{edit_path, get_draft};
use crate::text::life::LifeText;
use crate::{Failure, Site, Visit};

static COPY: Deed = Deed {
    action: Action::CreateProgram,
    possible: |_, _| true,
    path: "copy",
    words: |lang| {
        let text = LifeText::of(lang);
        [text.copy, text.copy_lead, text.copy_button]
    },
};

/// Asks.
///
/// # Errors
/// Leads to the sign-in page; 403, 404; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    confirm::ask(&site, &visit, &id, &COPY).await
}

/// Does it, and leads to the new draft.
///
/// # Errors
/// As [`get`]; 409 when the organisation has ended.
pub async fn post(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let draft = get_draft(&site, &visit, &id).await?;
    let copy = site.store.copy_program(&visit.actor, draft.id).await?;
    Ok(Redirect::to(&visit.href(&format!("{}?copied", edit_path(copy)))).into_response())
}
