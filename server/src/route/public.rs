//! Routes that anybody may open.

use app::Site;
use app::page::{about, api, calls, home, opensearch, organizations, programs, results, sitemap, suggest};
use axum::routing::{MethodRouter, get};
use http::{Method, StatusCode, header};
use tower_http::cors::{self, CorsLayer};

use super::Route;

/// In the order of their paths.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::new("/", "GET", "everyone", get(home::get)),
        Route::new("/about", "GET", "everyone", get(about::get)),
        Route::new("/api", "GET", "everyone", get(api::home::get)),
        Route::new(
            "/api/v1/openapi.json",
            "GET",
            "everyone",
            open(get(api::v1::openapi::get)),
        ),
        Route::new("/api/v1/programs", "GET", "everyone", open(get(api::v1::programs::get))),
        Route::new("/api/v1/programs/{id}", "GET", "everyone: what is public", {
            open(get(api::v1::program::get))
        }),
        Route::new("/calls", "GET", "everyone", get(calls::list::get)),
        Route::new("/calls/fit", "GET", "everyone", get(calls::fit::get)),
        Route::new(
            "/calls/{id}",
            "GET",
            "everyone; before it is public, officers and testers",
            get(calls::call::get),
        ),
        Route::new(
            "/calls/{id}/calendar.ics",
            "GET",
            "everyone; before it is public, officers and testers",
            get(calls::ics::get),
        ),
        Route::new("/calls/{id}/apply", "GET POST", "editor, approver of a society", {
            get(calls::apply::get).post(calls::apply::post)
        }),
        Route::new("/opensearch.json", "GET", "everyone", get(opensearch::get_suggestions)),
        Route::new("/opensearch.xml", "GET", "everyone", get(opensearch::get)),
        Route::new(
            "/organizations/{id}",
            "GET",
            "by visibility",
            get(organizations::profile::get),
        ),
        Route::new("/programs", "GET", "everyone", get(programs::list::get)),
        Route::new("/programs.atom", "GET", "everyone", get(programs::atom::get)),
        Route::new("/programs.csv", "GET", "everyone", get(programs::csv::get)),
        Route::new("/programs.ics", "GET", "everyone", get(programs::ics::get)),
        Route::new("/programs.json", "GET", "everyone", get(programs::json::get)),
        Route::new("/programs.xlsx", "GET", "everyone", get(programs::xlsx::get)),
        Route::new("/programs/compare", "GET", "everyone", get(programs::compare::get)),
        Route::new("/programs/self-check", "GET POST", "everyone", {
            get(programs::self_check::get).post(programs::self_check::post)
        }),
        Route::new("/programs/{id}", "GET", "by visibility", get(programs::program::get)),
        Route::new("/programs/{id}/inquiry", "GET POST", "everyone, by visibility", {
            get(programs::inquiry::get).post(programs::inquiry::post)
        }),
        Route::new("/programs/{id}/join", "GET POST", "editor, approver of a society", {
            get(programs::join::get).post(programs::join::post)
        }),
        Route::new(
            "/programs/{id}/summary",
            "GET",
            "by visibility",
            get(programs::summary::get),
        ),
        Route::new("/results", "GET", "everyone", get(results::list::get)),
        Route::new("/results/{year}", "GET", "everyone", get(results::year::get)),
        Route::new("/results/{year}/results.csv", "GET", "everyone", get(results::csv::get)),
        Route::new("/sitemap.xml", "GET", "everyone", get(sitemap::get)),
        Route::new("/suggest.json", "GET", "everyone", get(suggest::get)),
    ]
}

/// For the public API: scripts of other sites may read it, without anybody's cookies.
fn open(handler: MethodRouter<Site>) -> MethodRouter<Site> {
    // Named, because the answer to unknown methods stands outside of the layer.
    handler.options(async || StatusCode::NO_CONTENT).layer(
        CorsLayer::new()
            .allow_origin(cors::Any)
            .allow_methods([Method::GET])
            .allow_headers([header::IF_NONE_MATCH])
            .expose_headers([header::ETAG, header::LINK, header::RETRY_AFTER]),
    )
}
