//! `/my/consortia/{id}/agreement.docx`: the draft of an agreement as DOCX.

use axum::extract::{Path, State};
use axum::response::Response;

use super::super::printed::Shape;
use super::file;
use crate::{Failure, Site, Visit};

/// Hands it out.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's; 409 for a PDF while there are no fonts.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    file(&site, &visit, &id, Shape::Docx).await
}
