//! `/my/account/factors/passkeys/{id}/remove`: takes a passkey away.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::value::PasskeyId;

use super::super::{Removal, answer_removal, ask_removal};
use crate::{Failure, Site, Visit};

/// Asks.
///
/// # Errors
/// Leads to the sign-in page; 404, also for somebody else's.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let user = visit.require_recent()?;
    let id: PasskeyId = id.parse().map_err(|_| Failure::NotFound)?;
    let factors = site.store.find_second_factors(user.id).await?;
    let passkey = factors
        .passkeys
        .into_iter()
        .find(|passkey| passkey.id == id)
        .ok_or(Failure::NotFound)?;
    let text = visit.text().factor;
    let removal = Removal {
        title: text.passkey_remove_title,
        lead: text.passkey_remove_lead,
        button: text.remove,
        name: passkey.name,
        action: format!("/my/account/factors/passkeys/{id}/remove"),
    };
    ask_removal(&site, &visit, removal).await
}

/// Does it.
///
/// # Errors
/// As [`get`].
pub async fn post(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    visit.require_recent()?;
    let id: PasskeyId = id.parse().map_err(|_| Failure::NotFound)?;
    let policy = site.rules.policy;
    let removed = site.store.remove_passkey(&visit.actor, visit.lang, id, policy).await;
    answer_removal(&site, &visit, removed).await
}
