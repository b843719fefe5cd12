//! `/api/v1/programs/{id}`: one program.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::value::ProgramId;
use http::{HeaderMap, StatusCode};

use super::answer::{Failed, ProgramDetail};
use super::marked;
use crate::edition::Edition;
use crate::page::programs::find_listings;
use crate::{Failure, Site, Visit};

/// Answers the program.
///
/// # Errors
/// 404 also for what is not public.
#[utoipa::path(
    get,
    path = "/api/v1/programs/{id}",
    operation_id = "getProgram",
    params(("id" = String, Path, example = "1")),
    responses(
        (status = 200, body = ProgramDetail),
        (status = 304),
        (status = 404, body = Failed),
        (status = 429, body = Failed),
    )
)]
pub async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let visit = visit.as_anonymous();
    let id: ProgramId = id.parse().map_err(|_| Failure::NotFound)?;
    let edition = Edition::of(&site, &visit, "").await?;
    let listings = find_listings(&site, &visit, &[id]).await?;
    let listing = listings.first().ok_or(Failure::NotFound)?;
    if edition.is_known(&headers) {
        return Ok(marked(&edition, StatusCode::NOT_MODIFIED));
    }
    Ok(marked(&edition, Json(ProgramDetail::of(&site, &visit, listing))))
}
