//! `/my/acting`: chooses the organisation for which a person with several places acts. The choice is kept in the session.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::value::OrganisationId;
use http::HeaderMap;

use crate::page::FormPairs;
use crate::session::Token;
use crate::{Failure, Site, Visit, link};

/// Keeps the choice and leads back to where the visitor was.
///
/// # Errors
/// Leads to the sign-in page; 404 for an organisation in which the visitor has no place; when the database fails.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    headers: HeaderMap,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let user = visit.require_user()?;
    let organisation: OrganisationId = pairs.text("organisation").parse().map_err(|_| Failure::NotFound)?;
    let token = Token::of_request(&site, &headers).ok_or(Failure::NotFound)?;
    site.store.act_for(token.digest(), user, organisation).await?;
    let back = Some(pairs.text("back")).filter(|back| link::is_local(back) && !is_about_one(back));
    let back = back.map_or_else(|| visit.href("/my"), str::to_owned);
    Ok(Redirect::to(&back).into_response())
}

/// Whether a page is about one thing, which may not exist for the other organisation.
fn is_about_one(path: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    path.split('/').any(|part| part.parse::<u64>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 一件のページへは戻らない() {
        assert!(is_about_one("/my/programs/12/edit"));
        assert!(is_about_one("/en/my/organization/members/3?x"));
        assert!(!is_about_one("/my/programs?page=2"));
    }
}
