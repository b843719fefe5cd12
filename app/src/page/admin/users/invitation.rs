//! `/admin/users/invitations/{id}`: sends an invitation to the platform again or withdraws it.

use axum::extract::{Path, State};
use axum::response::Response;

use super::{LIST, require_manager};
use crate::page::{FormPairs, invited};
use crate::{Failure, Site, Visit};

/// Does it and leads back to the list.
///
/// # Errors
/// Leads to the sign-in page; 403, 404; when the database fails.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    require_manager(&visit)?;
    invited::answer(&site, &visit, &id, &pairs, LIST).await
}
