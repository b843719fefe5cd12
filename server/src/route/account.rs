//! Routes by which people come in: sign-in, passwords, mail without an account, links from mails.

use app::page::{alerts, calendar, confirm, email, invitations, kept, login, password, register, session, unsubscribe};
use axum::routing::{get, post};

use super::Route;

/// In the order of their paths.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::new("/alerts", "GET POST", "everyone", {
            get(alerts::subscribe::get).post(alerts::subscribe::post)
        }),
        Route::new("/alerts/confirm/{token}", "GET POST", "holder of the link", {
            get(alerts::confirm::get).post(alerts::confirm::post)
        }),
        Route::new("/alerts/{token}", "GET POST", "holder of the link", {
            get(alerts::manage::get).post(alerts::manage::post)
        }),
        Route::new("/calendar/{token}", "GET", "holder of the link", get(calendar::get)),
        Route::new(
            "/confirm",
            "GET POST",
            "signed in",
            get(confirm::get).post(confirm::post),
        ),
        Route::new("/email/confirm/{token}", "GET POST", "holder of the link", {
            get(email::confirm::get).post(email::confirm::post)
        }),
        Route::new("/email/stop/{token}", "GET POST", "holder of the link", {
            get(email::stop::get).post(email::stop::post)
        }),
        Route::new("/invitations/{token}", "GET POST", "who has the link", {
            get(invitations::get).post(invitations::post)
        }),
        Route::new(
            "/kept/{key}",
            "GET POST",
            "sender of the form",
            get(kept::get).post(kept::post),
        ),
        Route::new("/login", "GET POST", "everyone", get(login::get).post(login::post)),
        Route::new("/login/oidc/{provider}", "GET", "everyone", get(login::oidc::get)),
        Route::new(
            "/login/oidc/{provider}/return",
            "GET",
            "everyone",
            get(login::oidc::get_return),
        ),
        Route::new("/login/passkey", "POST", "everyone", post(login::passkey::post)),
        Route::new(
            "/login/passkey/options",
            "POST",
            "everyone",
            post(login::passkey::post_options),
        ),
        Route::new("/login/second", "GET POST", "after the password", {
            get(login::second::get).post(login::second::post)
        }),
        Route::new("/logout", "POST", "everyone", post(login::post_logout)),
        Route::new("/password/forgotten", "GET POST", "everyone", {
            get(password::forgotten::get).post(password::forgotten::post)
        }),
        Route::new("/password/reset/{token}", "GET POST", "holder of the link", {
            get(password::reset::get).post(password::reset::post)
        }),
        Route::new("/register", "GET POST", "everyone", {
            get(register::form::get).post(register::form::post)
        }),
        Route::new("/register/confirm/{token}", "GET POST", "holder of the link", {
            get(register::confirm::get).post(register::confirm::post)
        }),
        Route::new("/session.json", "GET", "everyone", get(session::get_json)),
        Route::new("/session/keep", "POST", "signed in", post(session::post_keep)),
        Route::new("/unsubscribe/{token}", "GET POST", "holder of the link", {
            get(unsubscribe::get).post(unsubscribe::post)
        }),
    ]
}
