//! `/my/account/factors/totp/remove`: takes the authenticator app away.

use axum::extract::State;
use axum::response::Response;

use super::super::{Removal, answer_removal, ask_removal};
use crate::{Failure, Site, Visit};

/// Asks.
///
/// # Errors
/// Leads to the sign-in page; 404 when there is none.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let user = visit.require_recent()?;
    if site.store.find_totp(user.id).await?.is_none() {
        return Err(Failure::NotFound);
    }
    let text = visit.text().factor;
    let removal = Removal {
        title: text.totp_remove_title,
        lead: text.totp_remove_lead,
        button: text.remove,
        name: String::new(),
        action: "/my/account/factors/totp/remove".to_owned(),
    };
    ask_removal(&site, &visit, removal).await
}

/// Does it.
///
/// # Errors
/// As [`get`].
pub async fn post(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    visit.require_recent()?;
    let policy = site.rules.policy;
    let removed = site.store.remove_totp(&visit.actor, visit.lang, policy).await;
    answer_removal(&site, &visit, removed).await
}
