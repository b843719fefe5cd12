//! Consortia: forming, consent, data handling, documents, common work.

use app::page::my;
use axum::routing::get;

use super::Route;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::new(
            "/my/consortia",
            "GET",
            "own organisation",
            get(my::consortia::list::get),
        ),
        Route::new("/my/consortia/new", "GET POST", "editor, approver", {
            get(my::consortia::new::get).post(my::consortia::new::post)
        }),
        Route::new(
            "/my/consortia/{id}",
            "GET",
            "members of it",
            get(my::consortia::home::get),
        ),
        Route::new(
            "/my/consortia/{id}/ask",
            "GET POST",
            "editor, approver of others, if it is open",
            get(my::consortia::ask::get).post(my::consortia::ask::post),
        ),
        Route::new(
            "/my/consortia/{id}/consent",
            "GET POST",
            "members of it (reads), approver",
            get(my::consortia::consent::get).post(my::consortia::consent::post),
        ),
        Route::new("/my/consortia/{id}/edit", "GET POST", "editor, approver of the lead", {
            get(my::consortia::edit::get).post(my::consortia::edit::post)
        }),
        Route::new(
            "/my/consortia/{id}/invite",
            "GET POST",
            "editor, approver of the lead",
            get(my::consortia::invite::get).post(my::consortia::invite::post),
        ),
        Route::new("/my/consortia/{id}/leave", "GET POST", "approver of a member", {
            get(my::consortia::leave::get).post(my::consortia::leave::post)
        }),
        Route::new(
            "/my/consortia/{id}/members/{organisation}",
            "GET POST",
            "editor, approver of the lead",
            get(my::consortia::place::get).post(my::consortia::place::post),
        ),
        Route::new(
            "/my/consortia/{id}/partners",
            "GET",
            "editor, approver of the lead",
            get(my::consortia::partners::get),
        ),
        Route::new(
            "/my/consortia/{id}/rules",
            "GET",
            "members of it",
            get(my::consortia::rules::get),
        ),
        Route::new(
            "/my/consortia/{id}/shares",
            "GET POST",
            "insurers in it (reads), editor, approver of the lead",
            get(my::consortia::shares::get).post(my::consortia::shares::post),
        ),
        Route::new(
            "/my/consortia/{id}/shares.csv",
            "GET",
            "insurers in it",
            get(my::consortia::csv::get),
        ),
        Route::new(
            "/my/consortia/{id}/shares.xlsx",
            "GET",
            "insurers in it",
            get(my::consortia::xlsx::get),
        ),
        Route::new(
            "/my/consortia/{id}/step/{step}",
            "GET POST",
            "editor, approver of the lead",
            get(my::consortia::step::get).post(my::consortia::step::post),
        ),
        Route::new(
            "/my/consortia/{id}/agreement",
            "GET",
            "members of it",
            get(my::consortia::agreement::get),
        ),
        Route::new(
            "/my/consortia/{id}/agreement.docx",
            "GET",
            "members of it",
            get(my::consortia::agreement::docx::get),
        ),
        Route::new(
            "/my/consortia/{id}/agreement.pdf",
            "GET",
            "members of it",
            get(my::consortia::agreement::pdf::get),
        ),
        Route::new(
            "/my/consortia/{id}/data-flow",
            "GET",
            "members of it",
            get(my::consortia::data_flow::get),
        ),
        Route::new(
            "/my/consortia/{id}/data-flow/{row}",
            "GET POST",
            "editor, approver of the lead",
            get(my::consortia::data_flow::row::get).post(my::consortia::data_flow::row::post),
        ),
        Route::new(
            "/my/consortia/{id}/joint-use",
            "GET",
            "members of it",
            get(my::consortia::joint_use::get),
        ),
        Route::new(
            "/my/consortia/{id}/joint-use.docx",
            "GET",
            "members of it",
            get(my::consortia::joint_use::docx::get),
        ),
        Route::new(
            "/my/consortia/{id}/joint-use.pdf",
            "GET",
            "members of it",
            get(my::consortia::joint_use::pdf::get),
        ),
        Route::new(
            "/my/consortia/{id}/joint-use/edit",
            "GET POST",
            "editor, approver of the lead",
            get(my::consortia::joint_use::edit::get).post(my::consortia::joint_use::edit::post),
        ),
        Route::new(
            "/my/consortia/{id}/calendar",
            "GET",
            "members of it",
            get(my::consortia::calendar::get),
        ),
        Route::new(
            "/my/consortia/{id}/calendar.ics",
            "GET",
            "members of it",
            get(my::consortia::calendar::ics::get),
        ),
        Route::new(
            "/my/consortia/{id}/decisions",
            "GET POST",
            "members of it (reads), editor, approver",
            get(my::consortia::decisions::get).post(my::consortia::decisions::post),
        ),
        Route::new(
            "/my/consortia/{id}/documents",
            "GET",
            "members of it",
            get(my::consortia::documents::get),
        ),
        Route::new(
            "/my/consortia/{id}/history",
            "GET",
            "members of it",
            get(my::consortia::history::get),
        ),
        Route::new(
            "/my/consortia/{id}/messages",
            "GET POST",
            "members of it (reads), editor, approver",
            get(my::consortia::messages::get).post(my::consortia::messages::post),
        ),
        Route::new(
            "/my/consortia/{id}/tasks",
            "GET POST",
            "members of it (reads), editor, approver",
            get(my::consortia::tasks::get).post(my::consortia::tasks::post),
        ),
    ]
}
