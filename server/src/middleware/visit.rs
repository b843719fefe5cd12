//! Puts together who asks, in which language and for what, once per request, and writes one log line about the answer.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use app::session::Token;
use app::{Failure, Site, Visit, dress_failure};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::Lang;
use domain::permit::Actor;

/// Adds a [`Visit`] to the request.
pub async fn add_visit(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let mut visit = Visit {
        lang: request.extensions().get::<Lang>().copied().unwrap_or(Lang::Ja),
        actor: Actor::Anonymous,
        path: request.uri().path().to_owned(),
        query: request.uri().query().unwrap_or_default().to_owned(),
        today: site.today(),
        reference: reference(),
    };
    let token = Token::of_request(&site, request.headers());
    let response = match find_actor(&site, token).await {
        Ok(actor) => {
            visit.actor = actor;
            request.extensions_mut().insert(visit.clone());
            next.run(request).await
        }
        Err(failure) => dress_failure(&site, &visit, failure.into_response()).await,
    };
    tracing::info!(
        reference = visit.reference,
        method = %method,
        path = visit.path,
        status = response.status().as_u16(),
        user = visit.user().map(|user| user.id.get()),
        ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        "answered"
    );
    response
}

async fn find_actor(site: &Site, token: Option<Token>) -> Result<Actor, Failure> {
    let Some(token) = token else {
        return Ok(Actor::Anonymous);
    };
    let user = site.store.find_session(token.digest()).await?;
    Ok(user.map_or(Actor::Anonymous, Actor::User))
}

/// A number a person can read out over the telephone, unique enough to find the line in the log.
fn reference() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let mut noise = [0; 2];
    // Without randomness the count alone still tells requests of one process apart.
    let _ = getrandom::fill(&mut noise);
    let count = COUNT.fetch_add(1, Ordering::Relaxed) & 0xFFFF;
    format!("{count:04X}-{:02X}{:02X}", noise[0], noise[1])
}
