//! `/my/organization/audit` and `/my/organization/audit/{seq}`: the audit log of the organisation that the visitor
//! administers (ADM-11).

use axum::extract::{Path, State};
use axum::response::Response;

use crate::page::FormPairs;
use crate::page::audit::{Scope, export, show_list, show_row};
use crate::{Failure, Site, Visit};

/// Shows the list.
///
/// # Errors
/// Leads to the sign-in page; 403; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    show_list(&site, &visit, Scope::own(&visit)?).await
}

/// Answers the filtered rows as CSV.
///
/// # Errors
/// As [`get`].
pub async fn post(State(site): State<Site>, visit: Visit, pairs: FormPairs) -> Result<Response, Failure> {
    export(&site, &visit, &Scope::own(&visit)?, &pairs).await
}

/// Shows one row.
///
/// # Errors
/// As [`get`]; 404.
pub async fn get_row(State(site): State<Site>, visit: Visit, Path(seq): Path<String>) -> Result<Response, Failure> {
    show_row(&site, &visit, Scope::own(&visit)?, &seq).await
}
