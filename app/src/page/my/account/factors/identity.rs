//! `/my/account/factors/identities/{id}/remove`: unlinks an account at another provider.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::value::IdentityId;

use super::{Removal, answer_removal, ask_removal};
use crate::{Failure, Site, Visit};

/// Asks.
///
/// # Errors
/// Leads to the sign-in page; 404.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let user = visit.require_recent()?;
    let id: IdentityId = id.parse().map_err(|_| Failure::NotFound)?;
    let identities = site.store.list_identities(user.id).await?;
    let identity = identities
        .into_iter()
        .find(|identity| identity.id == id)
        .ok_or(Failure::NotFound)?;
    let text = visit.text().factor;
    let removal = Removal {
        title: text.identity_unlink_title,
        lead: text.identity_unlink_lead,
        button: text.identity_unlink,
        name: format!("{} {}", identity.issuer, identity.email),
        action: format!("/my/account/factors/identities/{id}/remove"),
    };
    ask_removal(&site, &visit, removal).await
}

/// Does it.
///
/// # Errors
/// As [`get`].
pub async fn post(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    visit.require_recent()?;
    let id: IdentityId = id.parse().map_err(|_| Failure::NotFound)?;
    let removed = site.store.unlink_identity(&visit.actor, visit.lang, id).await;
    answer_removal(&site, &visit, removed).await
}
