//! Routes of attached files. Those that take a file take larger bodies and have more time than others.

use app::page::{files, my};
use axum::routing::{get, post};

use super::Route;

/// In the order of their paths.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::new(
            "/files/{id}/{name}",
            "GET",
            "as what it is attached to",
            get(files::get),
        ),
        Route::new(
            "/my/files/{owner}",
            "GET POST",
            "own organisation (reads), editor, approver",
            get(my::files::list::get).post(my::files::list::post),
        )
        .takes_files(),
        Route::new(
            "/my/files/{owner}/order",
            "POST",
            "editor, approver",
            post(my::files::order::post),
        ),
        Route::new("/my/files/{owner}/reuse", "GET POST", "editor, approver", {
            get(my::files::reuse::get).post(my::files::reuse::post)
        }),
        Route::new(
            "/my/files/{owner}/{file}",
            "GET POST",
            "own organisation (reads), editor, approver",
            get(my::files::file::get).post(my::files::file::post),
        )
        .takes_files(),
        Route::new("/my/files/{owner}/{file}/remove", "GET POST", "editor, approver", {
            get(my::files::remove::get).post(my::files::remove::post)
        }),
    ]
}
