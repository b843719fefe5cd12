//! The middleware around all routes, and serving them.

use std::path::Path;
use std::time::Duration;

use app::{FILE_BODY_BYTES, Failure, Site};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, get_service};
use http::StatusCode;
use tower::Layer;
use tower::Service;
use tower::util::MapRequestLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::services::{ServeDir, ServeFile};
use tower_http::timeout::TimeoutLayer;

use crate::front::Front;
use crate::front::listen::{self, Bounds};
use crate::health;
use crate::middleware::limit::Limits;
use crate::middleware::{
    assets, client, failure, host, kept_post, language, limit, origin, second_factor, security_headers, visit,
};
use crate::route::routes;

/// Largest body of a request, in bytes: far above the longest form, far below what could hurt.
pub const BODY_BYTES: usize = 1024 * 1024;

/// Longest time a request may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Longest time for a request that brings a file: 20 MB over a line of 1 Mbit/s.
const FILE_TIMEOUT: Duration = Duration::from_secs(5 * 60);

/// The whole web side of the portal, ready for requests.
pub fn router(site: &Site, front: &Front, site_root: &Path) -> Router {
    // Rendering needs to know its runtime. A second call finds it known already, which is as good.
    let _ = any_spawner::Executor::init_tokio();
    let routes = routes();
    let limits = Limits::new(site, front.limiter.clone(), &routes);
    let (mut pages, mut uploads) = (Router::new(), Router::new());
    for route in routes {
        if route.takes_files {
            uploads = uploads.route(route.path, route.handler);
        } else {
            pages = pages.route(route.path, route.handler);
        }
    }
    // The last layer runs first. Failures are dressed outside of everything that can fail, and inside of the visit,
    // because the page is in the visitor's language.
    let pages = pages
        .fallback(|| async { Failure::NotFound })
        .method_not_allowed_fallback(|| async { Failure::Http(StatusCode::METHOD_NOT_ALLOWED) });
    let pages = bounded(pages, site, BODY_BYTES, TIMEOUT);
    let uploads = uploads.method_not_allowed_fallback(|| async { Failure::Http(StatusCode::METHOD_NOT_ALLOWED) });
    let uploads = bounded(uploads, site, FILE_BODY_BYTES, FILE_TIMEOUT);
    let pages = pages
        .merge(uploads)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(site.clone(), failure::dress))
        .layer(from_fn_with_state(site.clone(), visit::add_visit))
        .layer(from_fn_with_state(limits, limit::check_limit))
        .layer(from_fn_with_state((site.clone(), front.clone()), host::check_host));
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
        .route("/robots.txt", get(app::page::robots::get))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        // Even the page about a failure can fail.
        .layer(CatchPanicLayer::new())
        .layer(CompressionLayer::new().compress_when(worth_compressing()))
        .layer(from_fn_with_state(front.clone(), security_headers::add_headers))
        .layer(from_fn_with_state(front.clone(), client::add_client))
        .with_state(site.clone())
}

/// What differs between ordinary forms and forms with files, and what has to lie inside of it.
fn bounded(routes: Router<Site>, site: &Site, body: usize, time: Duration) -> Router<Site> {
    routes
        .layer(from_fn_with_state(site.clone(), second_factor::demand_factor))
        .layer(from_fn_with_state(site.clone(), kept_post::keep_post))
        .layer(from_fn(origin::check_origin))
        .layer(DefaultBodyLimit::max(body))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, time))
}

/// The router with the language prefix taken off before it, for serving and for tests.
pub fn service(
    site: &Site,
    front: &Front,
    site_root: &Path,
) -> impl Service<Request, Response = Response, Error = std::convert::Infallible, Future: Send> + Clone + Send + 'static
{
    MapRequestLayer::new(language::strip_prefix).layer(router(site, front, site_root))
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
    front: &Front,
    site_root: &Path,
    stop: impl Future<Output = ()>,
) -> std::io::Result<()> {
    let service = service(site, front, site_root);
    let proxies = std::sync::Arc::clone(&front.proxies);
    listen::serve(listener, service, proxies, Bounds::default(), stop).await
}

/// What is packed already only costs time to pack again.
fn worth_compressing() -> impl Predicate {
    DefaultPredicate::new()
        .and(NotForContentType::const_new("application/zip"))
        .and(NotForContentType::const_new("application/pdf"))
        .and(NotForContentType::const_new("application/vnd.openxmlformats"))
}
