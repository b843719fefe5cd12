//! `/my/files/{owner}/order`: moves a file one place up or down.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use store::Way;

use super::{get_file, get_open_case};
use crate::page::FormPairs;
use crate::page::attachment::upload_href;
use crate::{Failure, Site, Visit};

/// Does it.
///
/// # Errors
/// Leads to the sign-in page; 400, 403, 404, 409; when the database fails.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(owner): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let case = get_open_case(&site, &visit, &owner).await?;
    let file = get_file(&site, &case, pairs.text("file")).await?;
    let way = match pairs.text("way") {
        "up" => Way::Up,
        "down" => Way::Down,
        _ => return Err(Failure::Http(StatusCode::BAD_REQUEST)),
    };
    site.store.move_file(&visit.actor, file.id, way).await?;
    Ok(Redirect::to(&upload_href(&visit, case.owner)).into_response())
}
