//! Routes of signed-in people: their organisation, their programs, their account.

use app::page::my;
use axum::routing::{get, post};

use super::Route;

/// In the order of their paths.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::new("/my", "GET", "signed in", get(my::home::get)),
        Route::new("/my/account", "GET", "signed in", get(my::account::home::get)),
        Route::new("/my/account/email", "GET POST", "signed in", {
            get(my::account::email::get).post(my::account::email::post)
        }),
        Route::new(
            "/my/account/factors",
            "GET",
            "signed in",
            get(my::account::factors::list::get),
        ),
        Route::new("/my/account/factors/identities/{id}/remove", "GET POST", "its owner", {
            get(my::account::factors::identity::get).post(my::account::factors::identity::post)
        }),
        Route::new("/my/account/factors/passkeys", "GET POST", "signed in", {
            get(my::account::factors::passkeys::get).post(my::account::factors::passkeys::post)
        }),
        Route::new(
            "/my/account/factors/passkeys/options",
            "POST",
            "signed in",
            post(my::account::factors::passkeys::post_options),
        ),
        Route::new("/my/account/factors/passkeys/{id}/remove", "GET POST", "its owner", {
            get(my::account::factors::passkeys::remove::get).post(my::account::factors::passkeys::remove::post)
        }),
        Route::new("/my/account/factors/passkeys/{id}/rename", "GET POST", "its owner", {
            get(my::account::factors::passkeys::rename::get).post(my::account::factors::passkeys::rename::post)
        }),
        Route::new("/my/account/factors/recovery", "GET POST", "signed in", {
            get(my::account::factors::recovery::get).post(my::account::factors::recovery::post)
        }),
        Route::new(
            "/my/account/factors/required",
            "GET",
            "signed in",
            get(my::account::factors::required::get),
        ),
        Route::new("/my/account/factors/totp", "GET POST", "signed in", {
            get(my::account::factors::totp::get).post(my::account::factors::totp::post)
        }),
        Route::new("/my/account/factors/totp/remove", "GET POST", "its owner", {
            get(my::account::factors::totp::remove::get).post(my::account::factors::totp::remove::post)
        }),
        Route::new("/my/account/name", "GET POST", "signed in", {
            get(my::account::name::get).post(my::account::name::post)
        }),
        Route::new("/my/account/notices", "GET POST", "signed in", {
            get(my::account::notices::get).post(my::account::notices::post)
        }),
        Route::new("/my/account/password", "GET POST", "signed in", {
            get(my::account::password::get).post(my::account::password::post)
        }),
        Route::new("/my/account/sessions", "GET POST", "signed in", {
            get(my::account::sessions::get).post(my::account::sessions::post)
        }),
        Route::new("/my/acting", "POST", "signed in", post(my::acting::post)),
        Route::new(
            "/my/applications",
            "GET",
            "people of an organisation",
            get(my::applications::list::get),
        ),
        Route::new(
            "/my/applications/{id}",
            "GET",
            "people of the lead society",
            get(my::applications::home::get),
        ),
        Route::new(
            "/my/applications/{id}/approve",
            "GET POST",
            "people of the lead society",
            get(my::applications::approve::get).post(my::applications::approve::post),
        ),
        Route::new(
            "/my/applications/{id}/attachments",
            "GET",
            "people of the lead society",
            get(my::applications::attachments::get),
        ),
        Route::new(
            "/my/applications/{id}/budget",
            "GET POST",
            "editor, approver of the lead society",
            get(my::applications::budget::get).post(my::applications::budget::post),
        ),
        Route::new(
            "/my/applications/{id}/budget.xlsx",
            "GET POST",
            "people of the lead society",
            get(my::applications::workbook::get).post(my::applications::workbook::post),
        )
        .takes_files(),
        Route::new(
            "/my/applications/{id}/check",
            "GET POST",
            "people of the lead society",
            get(my::applications::check::get).post(my::applications::check::post),
        ),
        Route::new(
            "/my/applications/{id}/comments",
            "GET POST",
            "people of the societies of the consortium",
            get(my::applications::comments::get).post(my::applications::comments::post),
        ),
        Route::new(
            "/my/applications/{id}/documents",
            "GET",
            "people of the lead society",
            get(my::applications::documents::get),
        ),
        Route::new(
            "/my/applications/{id}/documents/{file}",
            "GET",
            "people of the lead society",
            get(my::applications::documents::file),
        ),
        Route::new(
            "/my/applications/{id}/fix",
            "GET POST",
            "people of the lead society",
            get(my::applications::fix::get).post(my::applications::fix::post),
        ),
        Route::new(
            "/my/applications/{id}/history",
            "GET",
            "people of the lead society",
            get(my::applications::history::get),
        ),
        Route::new(
            "/my/applications/{id}/listing",
            "GET POST",
            "editor, approver of the lead society",
            get(my::applications::listing::get).post(my::applications::listing::post),
        ),
        Route::new(
            "/my/applications/{id}/notice.pdf",
            "GET",
            "people of the lead society",
            get(my::applications::notice::get),
        ),
        Route::new(
            "/my/applications/{id}/step/{step}",
            "GET POST",
            "editor, approver of the lead society",
            get(my::applications::step::get).post(my::applications::step::post),
        ),
        Route::new(
            "/my/applications/{id}/submitted",
            "GET",
            "people of the lead society",
            get(my::applications::submitted::get),
        ),
        Route::new(
            "/my/applications/{id}/submitted.ics",
            "GET",
            "people of the lead society",
            get(my::applications::submitted::ics),
        ),
        Route::new(
            "/my/applications/{id}/submitted.json",
            "GET",
            "people of the lead society",
            get(my::applications::submitted::json),
        ),
        Route::new(
            "/my/applications/{id}/submitted.pdf",
            "GET",
            "people of the lead society",
            get(my::applications::receipt::get),
        ),
        Route::new(
            "/my/applications/{id}/{section}",
            "GET POST",
            "editor, approver of the lead society",
            get(my::applications::section::get).post(my::applications::section::post),
        ),
        Route::new("/my/bookmarks", "GET POST", "signed in", {
            get(my::bookmarks::get).post(my::bookmarks::post)
        }),
        Route::new("/my/notices", "GET POST", "signed in", {
            get(my::notices::list::get).post(my::notices::list::post)
        }),
        Route::new(
            "/my/notices/{id}",
            "GET",
            "whom it concerns",
            get(my::notices::open::get),
        ),
        Route::new("/my/calendar", "GET POST", "signed in", {
            get(my::calendar::get).post(my::calendar::post)
        }),
        Route::new(
            "/my/organization",
            "GET",
            "own organisation",
            get(my::organization::summary::get),
        ),
        Route::new("/my/organization/audit", "GET POST", "organisation administrator", {
            get(my::organization::audit::get).post(my::organization::audit::post)
        }),
        Route::new(
            "/my/organization/audit/{seq}",
            "GET",
            "organisation administrator",
            get(my::organization::audit::get_row),
        ),
        Route::new(
            "/my/organization/edit/{section}",
            "GET POST",
            "editor, approver, administrator",
            get(my::organization::section::get).post(my::organization::section::post),
        ),
        Route::new(
            "/my/organization/members",
            "GET",
            "own organisation",
            get(my::organization::members::list::get),
        ),
        Route::new(
            "/my/organization/members/invitations/{id}",
            "POST",
            "organisation administrator",
            post(my::organization::members::invitation::post),
        ),
        Route::new(
            "/my/organization/members/invite",
            "GET POST",
            "organisation administrator",
            get(my::organization::members::invite::get).post(my::organization::members::invite::post),
        ),
        Route::new(
            "/my/organization/members/{id}",
            "GET POST",
            "own organisation (reads), organisation administrator",
            get(my::organization::members::member::get).post(my::organization::members::member::post),
        ),
        Route::new(
            "/my/organization/members/{id}/handover",
            "GET POST",
            "organisation administrator",
            get(my::organization::members::handover::get).post(my::organization::members::handover::post),
        ),
        Route::new(
            "/my/grants",
            "GET POST",
            "own organisation (reads), editor, approver",
            get(my::grants::list::get).post(my::grants::list::post),
        ),
        Route::new("/my/grants/{id}", "GET", "own organisation", get(my::grants::home::get)),
        Route::new("/my/grants/{id}/apply", "GET POST", "editor (saves), approver", {
            get(my::grants::apply::get).post(my::grants::apply::post)
        }),
        Route::new("/my/grants/{id}/assets", "GET POST", "editor, approver", {
            get(my::grants::assets::get).post(my::grants::assets::post)
        }),
        Route::new("/my/grants/{id}/change", "GET POST", "approver", {
            get(my::grants::change::get).post(my::grants::change::post)
        }),
        Route::new(
            "/my/grants/{id}/notices/{event}",
            "GET",
            "own organisation",
            get(my::grants::notice::get),
        ),
        Route::new(
            "/my/grants/{id}/reports/{kind}",
            "GET POST",
            "editor (saves), approver",
            get(my::grants::report::get).post(my::grants::report::post),
        ),
        Route::new(
            "/my/grants/{id}/step/{step}",
            "GET POST",
            "editor (starts), approver",
            get(my::grants::step::get).post(my::grants::step::post),
        ),
        Route::new(
            "/my/participations",
            "GET",
            "own organisation",
            get(my::participations::list::get),
        ),
        Route::new(
            "/my/participations/{id}",
            "GET",
            "own organisation",
            get(my::participations::participation::get),
        ),
        Route::new("/my/participations/{id}/consent", "GET POST", "approver", {
            get(my::participations::consent::get).post(my::participations::consent::post)
        }),
        Route::new("/my/participations/{id}/end", "GET POST", "editor, approver", {
            get(my::participations::end::get).post(my::participations::end::post)
        }),
        Route::new("/my/programs", "GET", "own organisation", get(my::programs::list::get)),
        Route::new("/my/programs/new", "GET POST", "editor, approver", {
            get(my::programs::new::get).post(my::programs::new::post)
        }),
        Route::new("/my/programs/{id}/copy", "GET POST", "editor, approver", {
            get(my::programs::copy::get).post(my::programs::copy::post)
        }),
        Route::new("/my/programs/{id}/delete", "GET POST", "editor, approver", {
            get(my::programs::delete::get).post(my::programs::delete::post)
        }),
        Route::new(
            "/my/programs/{id}/edit",
            "GET",
            "own organisation",
            get(my::programs::edit::get),
        ),
        Route::new("/my/programs/{id}/edit/{section}", "GET POST", "editor, approver", {
            get(my::programs::section::get).post(my::programs::section::post)
        }),
        Route::new("/my/programs/{id}/end", "GET POST", "approver", {
            get(my::programs::end::get).post(my::programs::end::post)
        }),
        Route::new(
            "/my/programs/{id}/history",
            "GET",
            "own organisation",
            get(my::programs::history::get),
        ),
        Route::new(
            "/my/programs/{id}/inquiries",
            "GET",
            "own organisation",
            get(my::programs::inquiries::list::get),
        ),
        Route::new(
            "/my/programs/{id}/inquiries/{inquiry}",
            "GET POST",
            "own organisation (reads), editor, approver",
            get(my::programs::inquiries::inquiry::get).post(my::programs::inquiries::inquiry::post),
        ),
        Route::new(
            "/my/programs/{id}/participants",
            "GET POST",
            "own organisation (reads), editor, approver",
            get(my::programs::participants::list::get).post(my::programs::participants::answer::post),
        ),
        Route::new(
            "/my/programs/{id}/participants.csv",
            "GET",
            "own organisation",
            get(my::programs::participants::csv::get),
        ),
        Route::new(
            "/my/programs/{id}/participants.xlsx",
            "GET",
            "own organisation",
            get(my::programs::participants::xlsx::get),
        ),
        Route::new(
            "/my/programs/{id}/participants/{participation}",
            "GET",
            "own organisation",
            get(my::programs::participants::participant::get),
        ),
        Route::new(
            "/my/programs/{id}/participants/message",
            "GET POST",
            "editor, approver of the organiser",
            get(my::programs::participants::message::get).post(my::programs::participants::message::post),
        ),
        Route::new(
            "/my/programs/{id}/preview",
            "GET",
            "own organisation",
            get(my::programs::preview::get),
        ),
        Route::new(
            "/my/programs/{id}/publish",
            "POST",
            "approver",
            post(my::programs::publish::post),
        ),
        Route::new("/my/programs/{id}/result", "GET POST", "approver", {
            get(my::programs::result::get).post(my::programs::result::post)
        }),
        Route::new("/my/programs/{id}/withdraw", "GET POST", "approver", {
            get(my::programs::withdraw::get).post(my::programs::withdraw::post)
        }),
        Route::new("/my/searches", "GET", "signed in", get(my::searches::list::get)),
        Route::new("/my/searches/new", "GET POST", "signed in", {
            get(my::searches::new::get).post(my::searches::new::post)
        }),
        Route::new("/my/searches/{id}", "GET POST", "its owner", {
            get(my::searches::search::get).post(my::searches::search::post)
        }),
        Route::new("/my/searches/{id}/delete", "GET POST", "its owner", {
            get(my::searches::delete::get).post(my::searches::delete::post)
        }),
        Route::new("/my/searches/{id}/edit", "GET POST", "its owner", {
            get(my::searches::edit::get).post(my::searches::edit::post)
        }),
        Route::new("/my/threads", "GET", "own organisation", get(my::threads::list::get)),
        Route::new("/my/threads/new", "GET POST", "editor, approver", {
            get(my::threads::new::get).post(my::threads::new::post)
        }),
        Route::new(
            "/my/threads/{id}",
            "GET POST",
            "both sides (reads), their editors and approvers",
            get(my::threads::thread::get).post(my::threads::thread::post),
        ),
    ]
}
