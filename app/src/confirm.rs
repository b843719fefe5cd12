//! What follows a renewed proof of identity: the one way to note it, whatever was proven. The question itself is asked by
//! [`crate::page::confirm`] for the password, and by the pages of other factors.

use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderMap, header};

use crate::session::Token;
use crate::{Failure, Site, Visit, sign_in};

/// Notes that the visitor has just proven again to be the signed-in person, gives the session another token and sends the
/// browser on to `back`. `back` must be a local address, see [`crate::link::is_local`].
///
/// # Errors
/// [`Failure::SignIn`] when the session has ended meanwhile; when the database or the system's randomness fails.
pub async fn complete(site: &Site, visit: &Visit, headers: &HeaderMap, back: &str) -> Result<Response, Failure> {
    visit.require_user()?;
    let old = Token::of_request(site, headers).ok_or_else(|| ended(back))?;
    let token = Token::generate()?;
    match site.store.confirm_session(old.digest(), token.digest()).await {
        Ok(()) => {}
        Err(store::Refusal::NotFound) => return Err(ended(back)),
        Err(refusal) => return Err(refusal.into()),
    }
    let mut response = Redirect::to(&sign_in::target(visit, back)).into_response();
    response
        .headers_mut()
        .insert(header::SET_COOKIE, token.set_cookie(site));
    Ok(response)
}

fn ended(back: &str) -> Failure {
    Failure::SignIn { back: back.to_owned() }
}
