//! Answers only under the portal's own name, when that is configured: pages reached under another one could be fed to
//! caches or used to read them across sites. Health checks come by address and are not asked.

use app::{Failure, Site};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};

use super::refuse::Refused;
use crate::front::{Front, plain_host};

/// The check.
pub async fn check_host(State((site, front)): State<(Site, Front)>, request: Request, next: Next) -> Response {
    let Some(own) = &front.host else {
        return next.run(request).await;
    };
    let status = match asked_host(&request) {
        Some(asked) => {
            let scheme = if front.secure { "https" } else { "http" };
            if plain_host(scheme, &asked) == **own {
                return next.run(request).await;
            }
            StatusCode::MISDIRECTED_REQUEST
        }
        None => StatusCode::BAD_REQUEST,
    };
    let refused = Refused::new(&site, &request);
    refused.answer(&site, Failure::Http(status).into_response()).await
}

/// The one host that the request names. An address with a host in the request line counts more than the header (RFC
/// 9112, 3.2.2); both must not contradict each other here.
fn asked_host(request: &Request) -> Option<String> {
    let mut given = request.headers().get_all(header::HOST).iter();
    let header = given.next().and_then(|host| host.to_str().ok());
    if given.next().is_some() {
        return None;
    }
    match (request.uri().authority(), header) {
        (Some(line), Some(header)) if !line.as_str().eq_ignore_ascii_case(header) => None,
        (Some(line), _) => Some(line.as_str().to_owned()),
        (None, header) => header.map(str::to_owned),
    }
}
