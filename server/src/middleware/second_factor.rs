//! Holds people whose role demands a second factor to setting one up first. Until then a session opens nothing else, so
//! that no page has to remember to ask.

use app::{Site, Visit, lacks_factor};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

/// What it takes to set one up, to prove once more who one is, to stay meanwhile, and to leave.
const OPEN: &[&str] = &[
    "/confirm",
    "/logout",
    "/my/account/factors/passkeys",
    "/my/account/factors/passkeys/options",
    "/my/account/factors/required",
    "/my/account/factors/totp",
    "/session.json",
    "/session/keep",
];

/// Leads to the page that says what is needed, from everywhere else.
pub async fn demand_factor(State(site): State<Site>, visit: Visit, request: Request, next: Next) -> Response {
    if lacks_factor(&site, &visit) && !OPEN.contains(&visit.path.as_str()) {
        return Redirect::to(&visit.href("/my/account/factors/required")).into_response();
    }
    next.run(request).await
}
