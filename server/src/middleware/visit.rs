//! Puts together who asks, in which language and for what, once per request, and writes one log line about the answer.

use std::time::Instant;

use app::session::Token;
use app::{Failure, Site, Visit, browser, dress_failure};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::Lang;
use domain::permit::Actor;
use domain::session::Session;
use domain::user::User;
use http::{HeaderValue, header};
use store::Origin;

use super::client::Client;

/// Asking how long a session lasts does not make it last longer.
const LOOK: &str = "/session.json";

/// Most of a browser's name that is kept.
const AGENT_CHARS: usize = 200;

/// Adds a [`Visit`] to the request.
pub async fn add_visit(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let mut visit = unknown_visit(&site, &request);
    let token = Token::of_request(&site, request.headers());
    let mut response = match find_session(&site, token, visit.path == LOOK).await {
        Ok(found) => {
            if let Some((session, user)) = found {
                visit.unread = count_unread(&site, &user).await;
                visit.actor = Actor::User(user);
                visit.session = Some(session);
            }
            let origin = origin(&request);
            request.extensions_mut().insert(visit.clone());
            origin.scope(next.run(request)).await
        }
        Err(failure) => dress_failure(&site, &visit, failure.into_response()).await,
    };
    // Whatever a signed-in person is shown stays out of every cache, the browser's own included: the next person at the
    // same desk must not find it with the back button.
    if visit.user().is_some() {
        let rule = HeaderValue::from_static("no-store");
        response.headers_mut().insert(header::CACHE_CONTROL, rule);
    }
    tracing::info!(
        reference = visit.reference,
        method = %method,
        path = visit.loggable_path(),
        status = response.status().as_u16(),
        user = visit.user().map(|user| user.id.get()),
        ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        "answered"
    );
    response
}

/// The visit of somebody of whom nothing is known but the request.
pub fn unknown_visit(site: &Site, request: &Request) -> Visit {
    let client = request.extensions().get::<Client>();
    Visit {
        lang: request.extensions().get::<Lang>().copied().unwrap_or(Lang::Ja),
        actor: Actor::Anonymous,
        session: None,
        path: request.uri().path().to_owned(),
        query: request.uri().query().unwrap_or_default().to_owned(),
        now: site.now(),
        today: site.today(),
        unread: 0,
        browser: browser::of_request(site, request.headers()),
        reference: client.map(|client| client.reference.clone()).unwrap_or_default(),
    }
}

async fn find_session(site: &Site, token: Option<Token>, look: bool) -> Result<Option<(Session, User)>, Failure> {
    match token {
        Some(token) if look => Ok(site.store.look_at_session(token.digest()).await?),
        Some(token) => Ok(site.store.find_session(token.digest()).await?),
        None => Ok(None),
    }
}

/// The number beside the bell. A page is worth more than it, so a failure is only noted.
async fn count_unread(site: &Site, user: &User) -> u64 {
    match site.store.count_unread(user).await {
        Ok(count) => count,
        Err(error) => {
            tracing::warn!(%error, "unread notices not counted");
            0
        }
    }
}

/// Where the request comes from, for sessions and the audit log.
fn origin(request: &Request) -> Origin {
    let client = request.extensions().get::<Client>();
    let agent = request
        .headers()
        .get(header::USER_AGENT)
        .and_then(|agent| agent.to_str().ok());
    Origin {
        address: client
            .and_then(|client| client.address)
            .map(|address| address.to_string())
            .unwrap_or_default(),
        agent: agent
            .map(|agent| agent.chars().take(AGENT_CHARS).collect())
            .unwrap_or_default(),
        reference: client.map(|client| client.reference.clone()).unwrap_or_default(),
    }
}
