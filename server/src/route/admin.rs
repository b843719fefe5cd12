//! Routes of those who run the portal.

use app::page::admin;
use axum::routing::{get, post};

use super::Route;

/// In the order of their paths.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::new("/admin", "GET", "who administers anything", get(admin::home::get)),
        Route::new(
            "/admin/applications",
            "GET POST",
            "secretariat, officer, auditor (what the role covers)",
            get(admin::applications::list::get).post(admin::applications::list::post),
        ),
        Route::new(
            "/admin/applications.csv",
            "GET",
            "secretariat, officer, auditor (what the role covers)",
            get(admin::applications::csv::get),
        ),
        Route::new(
            "/admin/applications.xlsx",
            "GET",
            "secretariat, officer, auditor (what the role covers)",
            get(admin::applications::xlsx::get),
        ),
        Route::new(
            "/admin/applications/{id}",
            "GET POST",
            "secretariat, officer, auditor (reads what the role covers)",
            get(admin::applications::application::get).post(admin::applications::application::post),
        ),
        Route::new(
            "/admin/assignments",
            "GET POST",
            "secretariat, officers (approving ones read)",
            get(admin::assignments::list::get).post(admin::assignments::list::post),
        ),
        Route::new(
            "/admin/assignments/{id}",
            "GET POST",
            "secretariat, officers (approving ones read)",
            get(admin::assignments::application::get).post(admin::assignments::application::post),
        ),
        Route::new("/admin/audit", "GET POST", "secretariat, approving officer, auditor", {
            get(admin::audit::get).post(admin::audit::post)
        }),
        Route::new(
            "/admin/audit/{seq}",
            "GET",
            "secretariat, approving officer, auditor",
            get(admin::audit::get_row),
        ),
        Route::new(
            "/admin/calls",
            "GET",
            "officer, approving officer",
            get(admin::calls::list::get),
        ),
        Route::new("/admin/calls/new", "GET POST", "officer, approving officer", {
            get(admin::calls::new::get).post(admin::calls::new::post)
        }),
        Route::new(
            "/admin/calls/{id}",
            "GET",
            "officer, approving officer",
            get(admin::calls::call::get),
        ),
        Route::new("/admin/calls/{id}/end/{step}", "GET POST", "approving officer", {
            get(admin::calls::end::get).post(admin::calls::end::post)
        }),
        Route::new("/admin/calls/{id}/extensions", "GET POST", "approving officer", {
            get(admin::calls::extensions::get).post(admin::calls::extensions::post)
        }),
        Route::new("/admin/calls/{id}/form", "GET POST", "officer, approving officer", {
            get(admin::calls::form::list::get).post(admin::calls::form::list::post)
        }),
        Route::new(
            "/admin/calls/{id}/form/publish",
            "GET POST",
            "officer (reads, gives up), approving officer",
            get(admin::calls::form::publish::get).post(admin::calls::form::publish::post),
        ),
        Route::new(
            "/admin/calls/{id}/form/{section}",
            "GET POST",
            "officer, approving officer",
            get(admin::calls::form::section::get).post(admin::calls::form::section::post),
        ),
        Route::new(
            "/admin/calls/{id}/form/{section}/{question}",
            "GET POST",
            "officer, approving officer",
            get(admin::calls::form::question::get).post(admin::calls::form::question::post),
        ),
        Route::new(
            "/admin/calls/{id}/preview",
            "GET",
            "officer, approving officer",
            get(admin::calls::preview::get),
        ),
        Route::new(
            "/admin/calls/{id}/publish",
            "GET POST",
            "officer (asks), approving officer",
            get(admin::calls::publish::get).post(admin::calls::publish::post),
        ),
        Route::new("/admin/calls/{id}/testers", "GET POST", "officer, approving officer", {
            get(admin::calls::testers::get).post(admin::calls::testers::post)
        }),
        Route::new(
            "/admin/calls/{id}/{section}",
            "GET POST",
            "officer, approving officer",
            get(admin::calls::section::get).post(admin::calls::section::post),
        ),
        Route::new(
            "/admin/decisions",
            "GET",
            "officer, approving officer",
            get(admin::decisions::list::get),
        ),
        Route::new("/admin/decisions/{call}", "GET POST", "officer, approving officer", {
            get(admin::decisions::call::get).post(admin::decisions::call::post)
        }),
        Route::new(
            "/admin/decisions/{call}/{batch}",
            "GET POST",
            "officer, approving officer",
            get(admin::decisions::batch::get).post(admin::decisions::batch::post),
        ),
        Route::new(
            "/admin/decisions/{call}/{batch}/check",
            "GET POST",
            "officer (asks, cancels), another approving officer",
            get(admin::decisions::check::get).post(admin::decisions::check::post),
        ),
        Route::new(
            "/admin/grants",
            "GET",
            "officers, auditor (what the role covers)",
            get(admin::grants::list::get),
        ),
        Route::new(
            "/admin/grants/{id}",
            "GET POST",
            "officers, auditor (reads what the role covers)",
            get(admin::grants::grant::get).post(admin::grants::grant::post),
        ),
        Route::new(
            "/admin/grants/{id}/notices/{event}",
            "GET",
            "officers, auditor (what the role covers)",
            get(admin::grants::notice::get),
        ),
        Route::new(
            "/admin/mails",
            "GET",
            "system administrator",
            get(admin::mails::list::get),
        ),
        Route::new("/admin/mails/{id}", "GET POST", "system administrator", {
            get(admin::mails::mail::get).post(admin::mails::mail::post)
        }),
        Route::new(
            "/admin/mails/{id}/html",
            "GET",
            "system administrator",
            get(admin::mails::preview::get),
        ),
        Route::new(
            "/admin/organizations",
            "GET",
            "secretariat",
            get(admin::organizations::list::get),
        ),
        Route::new("/admin/organizations/import", "GET POST", "secretariat", {
            get(admin::organizations::import::get).post(admin::organizations::import::post)
        }),
        Route::new("/admin/organizations/registrations/{id}", "GET POST", "secretariat", {
            get(admin::organizations::registration::get).post(admin::organizations::registration::post)
        }),
        Route::new("/admin/organizations/{id}", "GET POST", "secretariat", {
            get(admin::organizations::organization::get).post(admin::organizations::organization::post)
        }),
        Route::new("/admin/programs", "GET", "secretariat", get(admin::programs::list::get)),
        Route::new("/admin/programs/{id}", "GET POST", "secretariat", {
            get(admin::programs::program::get).post(admin::programs::program::post)
        }),
        Route::new(
            "/admin/reports",
            "GET",
            "secretariat, officers",
            get(admin::reports::home::get),
        ),
        Route::new(
            "/admin/reports/{file}",
            "GET",
            "secretariat, officers",
            get(admin::reports::csv::get),
        ),
        Route::new("/admin/reviews", "GET", "reviewer", get(admin::reviews::list::get)),
        Route::new("/admin/reviews/{id}", "GET POST", "the assigned reviewer", {
            get(admin::reviews::review::get).post(admin::reviews::review::post)
        }),
        Route::new("/admin/search", "GET", "secretariat", get(admin::search::get)),
        Route::new("/admin/synonyms", "GET POST", "secretariat", {
            get(admin::synonyms::get).post(admin::synonyms::post)
        }),
        Route::new(
            "/admin/users",
            "GET",
            "secretariat, system administrator",
            get(admin::users::list::get),
        ),
        Route::new(
            "/admin/users/invitations/{id}",
            "POST",
            "system administrator",
            post(admin::users::invitation::post),
        ),
        Route::new("/admin/users/invite", "GET POST", "system administrator", {
            get(admin::users::invite::get).post(admin::users::invite::post)
        }),
        Route::new(
            "/admin/users/{id}",
            "GET POST",
            "secretariat (reads), system administrator",
            get(admin::users::user::get).post(admin::users::user::post),
        ),
    ]
}
