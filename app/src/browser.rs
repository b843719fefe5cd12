//! The cookie by which a browser is known again after signing out: it says on which browsers a person has signed in
//! before, and whose kept form is whose. It signs nobody in.

use domain::value::UserId;
use http::{HeaderMap, HeaderValue};

use crate::session::{Token, cookie};
use crate::{Failure, Site, Visit};

/// Browsers keep no cookie longer than 400 days.
const KEEP: &str = "; Max-Age=34560000";

/// The hash of the browser's token, if the request has one.
pub fn of_request(site: &Site, headers: &HeaderMap) -> Option<[u8; 32]> {
    Token::of_cookie(headers, name(site)).map(|token| token.digest())
}

/// The cookie that gives a browser its token.
pub fn set_cookie(site: &Site, token: &Token) -> HeaderValue {
    cookie(site, name(site), &token.encode(), KEEP)
}

/// Remembers that `user` has signed in on the visitor's browser, and answers with the cookie for a browser that has none
/// yet.
///
/// # Errors
/// When the database or the system's randomness fails.
pub async fn remember(site: &Site, visit: &Visit, user: UserId) -> Result<Option<HeaderValue>, Failure> {
    let (digest, cookie) = match visit.browser {
        Some(digest) => (digest, None),
        None => {
            let token = Token::generate()?;
            (token.digest(), Some(set_cookie(site, &token)))
        }
    };
    site.store.remember_browser(user, digest, visit.lang).await?;
    Ok(cookie)
}

fn name(site: &Site) -> &'static str {
    if site.secure_cookies {
        "__Host-kyodo-browser"
    } else {
        "kyodo-browser"
    }
}
