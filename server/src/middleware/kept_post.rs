//! Keeps a form whose sender turns out not to be signed in, or has to prove again who sits there, so that nothing typed
//! is lost (FORM-06). Only forms of our own
//! pages are kept, never one with a password or code in it, and never an autosave: that one is told, and its page still
//! has the text.

use app::session::Token;
use app::{Failure, Site, Visit, browser, signed_out_autosave};
use axum::body::{Body, HttpBody as _, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, Method, header};
use store::{KEPT_POST_BYTES, KeptFor, KeptPost};

/// Parts of the names of fields that must not be stored anywhere.
const SECRET: &[&str] = &[
    "password",
    "passcode",
    "secret",
    "token",
    "otp",
    "recovery",
    "credential",
];

/// Lets everything through; what is answered with the way to the sign-in page, or to the page that asks for a fresh
/// proof, leaves its form behind.
pub async fn keep_post(State(site): State<Site>, visit: Visit, request: Request, next: Next) -> Response {
    if *request.method() != Method::POST {
        return next.run(request).await;
    }
    if request.headers().contains_key(app::AUTOSAVE_HEADER) {
        let response = next.run(request).await;
        return if asks(&response) == Some(Asked::SignIn) {
            signed_out_autosave(&visit)
        } else {
            response
        };
    }
    if !is_small_form(&request) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, KEPT_POST_BYTES).await else {
        return Failure::Http(http::StatusCode::PAYLOAD_TOO_LARGE).into_response();
    };
    let headers = parts.headers.clone();
    let response = next.run(Request::from_parts(parts, Body::from(bytes.clone()))).await;
    let Some(asked) = asks(&response) else {
        return response;
    };
    match keep(&site, &visit, &headers, &bytes, asked).await {
        Ok(Some(kept)) => kept,
        // Too many are kept, or there is nothing to keep: the sign-in page is still the answer.
        Ok(None) => response,
        Err(failure) => {
            tracing::warn!(%failure, "a form could not be kept");
            response
        }
    }
}

async fn keep(
    site: &Site,
    visit: &Visit,
    headers: &HeaderMap,
    body: &[u8],
    asked: Asked,
) -> Result<Option<Response>, Failure> {
    let fields: Vec<_> = form_urlencoded::parse(body).collect();
    let is_secret = |name: &str| name == "code" || SECRET.iter().any(|word| name.to_lowercase().contains(word));
    let Ok(text) = std::str::from_utf8(body) else {
        return Ok(None);
    };
    if fields.is_empty() || fields.iter().any(|(name, _)| is_secret(name)) {
        return Ok(None);
    }
    let mut person = visit.user().map(|user| user.id);
    if person.is_none()
        && let Some(token) = Token::of_request(site, headers)
    {
        person = site.store.find_ended_session(token.digest()).await?;
    }
    let (owner, cookie) = match (person, visit.browser) {
        (Some(user), _) => (KeptFor::Person(user), None),
        (None, Some(browser)) => (KeptFor::Browser(browser), None),
        (None, None) => {
            let token = Token::generate()?;
            (
                KeptFor::Browser(token.digest()),
                Some(browser::set_cookie(site, &token)),
            )
        }
    };
    let key = Token::generate()?;
    let post = KeptPost {
        path: visit.same_page(visit.lang),
        body: text.to_owned(),
    };
    if !site.store.keep_post(key.digest(), owner, &post).await? {
        return Ok(None);
    }
    let back = visit.href(&format!("/kept/{}", key.encode()));
    let mut response = match asked {
        Asked::SignIn => Failure::SignIn { back },
        Asked::Confirm => Failure::Confirm { back },
    }
    .into_response();
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(Some(response))
}

/// What is asked of the sender first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    SignIn,
    Confirm,
}

fn asks(response: &Response) -> Option<Asked> {
    match response.extensions().get::<Failure>() {
        Some(Failure::SignIn { .. }) => Some(Asked::SignIn),
        Some(Failure::Confirm { .. }) => Some(Asked::Confirm),
        _ => None,
    }
}

/// A form that a browser says it sends from a page of ours, of a length known beforehand.
fn is_small_form(request: &Request) -> bool {
    let headers = request.headers();
    let text = |name| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let is_form = text(header::CONTENT_TYPE).starts_with("application/x-www-form-urlencoded");
    let length = request.body().size_hint().exact();
    // Whether they name our own site was checked before.
    let is_page = headers.contains_key("sec-fetch-site") || headers.contains_key(header::ORIGIN);
    is_form && is_page && length.is_some_and(|length| length <= KEPT_POST_BYTES as u64)
}
