//! Limits how often one address may ask, before anything is looked up for it. Which kind a request is follows from the
//! list of routes: a form that everyone may send is costly, any other form is not.

use std::sync::Arc;

use app::{Failure, Site};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, Method, StatusCode, header};

use super::client::Client;
use super::refuse::Refused;
use crate::front::limit::{Allowance, Class, Limiter};
use crate::front::proxy::network;
use crate::route::Route;

/// Endings of addresses that programs read.
const DATA: &[&str] = &[".json", ".csv", ".atom", ".ics", ".xlsx"];

/// Signing out costs nothing and must always work.
const FREE: &[&str] = &["/logout"];

/// What the limit needs to know.
#[derive(Clone)]
pub struct Limits {
    site: Site,
    limiter: Option<Arc<Limiter>>,
    /// Paths of costly forms.
    costly: Arc<[&'static str]>,
}

impl Limits {
    /// Reads the kinds off the routes.
    pub fn new(site: &Site, limiter: Option<Arc<Limiter>>, routes: &[Route]) -> Self {
        let costly = routes
            .iter()
            .filter(|route| route.who.starts_with("everyone") && route.methods.split(' ').any(|method| method != "GET"))
            .map(|route| route.path)
            .filter(|path| !FREE.contains(path));
        Self {
            site: site.clone(),
            limiter,
            costly: costly.collect(),
        }
    }

    fn class(&self, method: &Method, path: &str) -> Class {
        if path.starts_with("/api/") || DATA.iter().any(|ending| path.ends_with(ending)) {
            Class::Api
        } else if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
            Class::Page
        } else if self.costly.iter().any(|route| matches(route, path)) {
            Class::Costly
        } else {
            Class::Form
        }
    }
}

/// The check. Requests that did not come over a network are not counted.
pub async fn check_limit(State(limits): State<Limits>, request: Request, next: Next) -> Response {
    let address = request.extensions().get::<Client>().and_then(|client| client.address);
    let (Some(limiter), Some(address)) = (&limits.limiter, address) else {
        return next.run(request).await;
    };
    let class = limits.class(request.method(), request.uri().path());
    match limiter.take(class, network(address)) {
        Ok(left) => {
            let mut response = next.run(request).await;
            if class == Class::Api {
                tell(&mut response, left);
            }
            response
        }
        Err(empty) => {
            tracing::info!(%address, ?class, "too many requests");
            let mut response = Failure::Http(StatusCode::TOO_MANY_REQUESTS).into_response();
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(empty.seconds));
            let refused = Refused::new(&limits.site, &request);
            let mut response = refused.answer(&limits.site, response).await;
            if class == Class::Api {
                tell(&mut response, empty);
            }
            response
        }
    }
}

/// Tells programs how much is left.
fn tell(response: &mut Response, left: Allowance) {
    for (name, value) in [
        ("ratelimit-limit", u64::from(left.limit)),
        ("ratelimit-remaining", u64::from(left.remaining)),
        ("ratelimit-reset", left.seconds),
    ] {
        response
            .headers_mut()
            .insert(HeaderName::from_static(name), HeaderValue::from(value));
    }
}

/// Whether a path belongs to a route; `{…}` stands for one part.
fn matches(route: &str, path: &str) -> bool {
    let mut parts = path.split('/');
    route.split('/').all(|wanted| {
        parts
            .next()
            .is_some_and(|part| wanted.starts_with('{') || wanted == part)
    }) && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 経路とアドレスを比べる() {
        assert!(matches("/invitations/{token}", "/invitations/abc"));
        assert!(matches("/login", "/login"));
        assert!(!matches("/login", "/login/x"));
        assert!(!matches("/invitations/{token}", "/invitations"));
        assert!(!matches("/invitations/{token}/accept", "/invitations/abc/refuse"));
    }
}
