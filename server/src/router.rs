//! All routes in one list, and the middleware around them. The list is data, so that a test can walk it and compare it
//! with what is documented.

use std::path::Path;
use std::time::Duration;

use app::page::{about, home, login, my, programs, suggest};
use app::{Failure, Site};
use axum::extract::DefaultBodyLimit;
use axum::extract::Request;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, get_service, post};
use axum::{Router, ServiceExt};
use http::StatusCode;
use tower::Layer;
use tower::Service;
use tower::util::MapRequestLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::timeout::TimeoutLayer;

use crate::health;
use crate::middleware::{assets, failure, language, origin, security_headers, visit};

/// Largest body of a request, in bytes: far above the longest form, far below what could hurt.
pub const BODY_BYTES: usize = 1024 * 1024;

/// Longest time a request may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Every page and action: its path, its methods, and who may call it.
pub fn routes() -> Vec<Route> {
    vec![
        Route::new("/", "GET", "everyone", get(home::get)),
        Route::new("/about", "GET", "everyone", get(about::get)),
        Route::new("/login", "GET POST", "everyone", get(login::get).post(login::post)),
        Route::new("/logout", "POST", "everyone", post(login::post_logout)),
        Route::new("/my", "GET", "signed in", get(my::home::get)),
        Route::new("/my/programs", "GET", "own organisation", get(my::programs::list::get)),
        Route::new("/my/programs/new", "GET POST", "editor, approver", {
            get(my::programs::new::get).post(my::programs::new::post)
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
        Route::new("/programs", "GET", "everyone", get(programs::list::get)),
        Route::new("/programs.json", "GET", "everyone", get(programs::json::get)),
        Route::new("/programs/{id}", "GET", "by visibility", get(programs::program::get)),
        Route::new("/suggest.json", "GET", "everyone", get(suggest::get)),
    ]
}

/// One line of the list.
pub struct Route {
    /// Path without language prefix.
    pub path: &'static str,
    /// Methods, as documented.
    pub methods: &'static str,
    /// Who may call it, as documented; the table in `domain::permit` decides.
    pub who: &'static str,
    handler: MethodRouter<Site>,
}

impl Route {
    fn new(path: &'static str, methods: &'static str, who: &'static str, handler: MethodRouter<Site>) -> Self {
        Self {
            path,
            methods,
            who,
            handler,
        }
    }
}

/// The whole web side of the portal, ready for requests.
pub fn router(site: &Site, site_root: &Path) -> Router {
    // Rendering needs to know its runtime. A second call finds it known already, which is as good.
    let _ = any_spawner::Executor::init_tokio();
    let mut pages = Router::new();
    for route in routes() {
        pages = pages.route(route.path, route.handler);
    }
    // The last layer runs first. Failures are dressed outside of everything that can fail, and inside of the visit,
    // because the page is in the visitor's language.
    let pages = pages
        .fallback(|| async { Failure::NotFound })
        .method_not_allowed_fallback(|| async { Failure::Http(StatusCode::METHOD_NOT_ALLOWED) })
        .layer(from_fn(origin::check_origin))
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, TIMEOUT))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(site.clone(), failure::dress))
        .layer(from_fn_with_state(site.clone(), visit::add_visit));
    let package = format!("/{}/{}", site.assets, site.options.site_pkg_dir);
    let package_files = Router::new()
        .fallback_service(get_service(
            ServeDir::new(site_root.join(site.options.site_pkg_dir.as_ref()))
                .precompressed_br()
                .precompressed_gzip(),
        ))
        .layer(from_fn(assets::keep_for_ever));
    Router::new()
        .merge(pages)
        .nest_service(&package, package_files)
        .route_service("/favicon.svg", ServeFile::new(site_root.join("favicon.svg")))
        .route_service("/robots.txt", ServeFile::new(site_root.join("robots.txt")))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        // Even the page about a failure can fail.
        .layer(CatchPanicLayer::new())
        .layer(CompressionLayer::new())
        .layer(from_fn(security_headers::add_headers))
        .with_state(site.clone())
}

/// The router with the language prefix taken off before it, for serving and for tests.
pub fn service(
    site: &Site,
    site_root: &Path,
) -> impl Service<Request, Response = Response, Error = std::convert::Infallible, Future: Send> + Clone + Send + 'static
{
    MapRequestLayer::new(language::strip_prefix).layer(router(site, site_root))
}

/// A panic is a fault like any other; its text goes to the log only.
fn panicked(panic: Box<dyn std::any::Any + Send + 'static>) -> Response {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("panic without text");
    Failure::fault(format!("panic: {text}")).into_response()
}

/// Serves until the process is told to stop, then lets running requests finish.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    listener: tokio::net::TcpListener,
    site: &Site,
    site_root: &Path,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let service = ServiceExt::<Request>::into_make_service(service(site, site_root));
    axum::serve(listener, service).with_graceful_shutdown(stop).await
}
