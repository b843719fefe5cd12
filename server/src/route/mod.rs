//! All routes as data: path, methods, who may call them and the handler, so that a test can walk the list and compare it
//! with what is documented. What surrounds the handlers is in [`crate::router`].

mod account;
mod admin;
mod consortium;
mod file;
mod my;
mod public;

use app::Site;
use axum::routing::MethodRouter;

/// Every page and action.
pub fn routes() -> Vec<Route> {
    let mut routes = [
        public::routes(),
        account::routes(),
        consortium::routes(),
        my::routes(),
        admin::routes(),
        file::routes(),
    ]
    .concat();
    routes.sort_by_key(|route| route.path);
    routes
}

/// One line of the list.
#[derive(Clone)]
pub struct Route {
    /// Path without language prefix.
    pub path: &'static str,
    /// Methods, as documented.
    pub methods: &'static str,
    /// Who may call it, as documented; the table in `domain::permit` decides.
    pub who: &'static str,
    pub(crate) handler: MethodRouter<Site>,
    /// Whether its forms carry files.
    pub(crate) takes_files: bool,
}

impl Route {
    fn new(path: &'static str, methods: &'static str, who: &'static str, handler: MethodRouter<Site>) -> Self {
        Self {
            path,
            methods,
            who,
            handler,
            takes_files: false,
        }
    }

    /// The same route for forms that carry files: larger bodies, more time.
    fn takes_files(mut self) -> Self {
        self.takes_files = true;
        self
    }
}
