//! What follows a proof of identity: the one way to open a session. Who has a second factor shows it first; between the two
//! nobody is signed in, and the browser holds a token for the page that asks for the second one, and for nothing else.

use axum::response::{IntoResponse, Redirect, Response};
use domain::second_factor::FactorPolicy;
use domain::session::Factor;
use domain::value::UserId;
use http::{HeaderMap, HeaderValue, header};
use store::{PENDING_LIFETIME, Pending};

use crate::federation::Federation;
use crate::session::Token;
use crate::vault::Vault;
use crate::{Failure, Site, Visit, browser, cookie};

/// The cookie between the two factors.
const PENDING: &str = "second";

/// How people sign in, as the operator has set it.
#[derive(Clone, Debug)]
pub struct SignInRules {
    /// Who must have a second factor.
    pub policy: FactorPolicy,
    /// Keeps what must be encrypted.
    pub vault: Vault,
    /// Providers that may sign people in.
    pub federation: Federation,
}

/// Leads a person who has proven to be `user` by `factor` on to `back`, or to the person's own page when it is empty: with
/// a session, or by way of the second factor when there is one and `factor` is only one. `back` must be a local address,
/// see [`crate::link::is_local`].
///
/// # Errors
/// When the database or the system's randomness fails.
pub async fn complete(
    site: &Site,
    visit: &Visit,
    user: UserId,
    factor: Factor,
    back: &str,
) -> Result<Response, Failure> {
    if factor.is_strong() || !site.store.find_second_factors(user).await?.exist() {
        return open(site, visit, user, factor, back).await;
    }
    let token = Token::generate()?;
    site.store.open_pending_sign_in(user, token.digest(), back).await?;
    let mut response = Redirect::to(&visit.href("/login/second")).into_response();
    let given = cookie::give(site, PENDING, &token.encode(), PENDING_LIFETIME.as_secs());
    response.headers_mut().insert(header::SET_COOKIE, given);
    Ok(response)
}

/// The sign-in of this browser that waits for its second factor.
///
/// # Errors
/// When the database fails.
pub async fn find_pending(site: &Site, headers: &HeaderMap) -> Result<Option<(Token, Pending)>, Failure> {
    let Some(token) = cookie::find(site, headers, PENDING).and_then(Token::decode) else {
        return Ok(None);
    };
    let pending = site.store.find_pending_sign_in(token.digest()).await?;
    Ok(pending.map(|pending| (token, pending)))
}

/// Opens the session of a sign-in that waited for its second factor; `None` when it was opened already.
///
/// # Errors
/// As [`complete`].
pub async fn finish(
    site: &Site,
    visit: &Visit,
    token: &Token,
    pending: &Pending,
    factor: Factor,
) -> Result<Option<Response>, Failure> {
    if !site.store.close_pending_sign_in(token.digest()).await? {
        return Ok(None);
    }
    open(site, visit, pending.user, factor, &pending.back).await.map(Some)
}

/// Notes that the signed-in person has just proven `factor`, under a new token. The header gives it to the browser.
///
/// # Errors
/// Leads to the sign-in page when the session has ended; when the database fails.
pub async fn strengthen(
    site: &Site,
    visit: &Visit,
    headers: &HeaderMap,
    factor: Factor,
) -> Result<HeaderValue, Failure> {
    let old = Token::of_request(site, headers).ok_or_else(|| Failure::SignIn {
        back: visit.same_page(visit.lang),
    })?;
    let token = Token::generate()?;
    site.store
        .strengthen_session(&visit.actor, old.digest(), token.digest(), factor)
        .await?;
    Ok(token.set_cookie(site))
}

async fn open(site: &Site, visit: &Visit, user: UserId, factor: Factor, back: &str) -> Result<Response, Failure> {
    let token = Token::generate()?;
    site.store
        .open_session(user, token.digest(), factor, store::SESSION_LIFETIME)
        .await?;
    let remembered = browser::remember(site, visit, user).await?;
    let mut response = Redirect::to(&target(visit, back)).into_response();
    response
        .headers_mut()
        .append(header::SET_COOKIE, token.set_cookie(site));
    response
        .headers_mut()
        .append(header::SET_COOKIE, cookie::take(site, PENDING));
    if let Some(cookie) = remembered {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Where a signed-in person is led.
pub fn target(visit: &Visit, back: &str) -> String {
    if back.is_empty() {
        visit.href("/my")
    } else {
        back.to_owned()
    }
}

/// Whether this visitor must set up a second factor before anything else.
pub fn lacks_factor(site: &Site, visit: &Visit) -> bool {
    let weak = visit
        .session
        .as_ref()
        .is_some_and(|session| !session.factor.is_strong());
    weak && visit.user().is_some_and(|user| site.rules.policy.demands(user))
}
