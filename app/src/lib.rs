//! What people see. Pages and their form actions run on the server only: a handler loads, a view shows, and nothing is
//! serialised for the browser. Islands are the only Rust that reaches the browser.

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!("`ssr` and `hydrate` are two different programs; build the browser part with `-p browser` alone");

pub mod island;

#[cfg(feature = "ssr")]
mod component;
#[cfg(feature = "ssr")]
mod document;
#[cfg(feature = "ssr")]
mod failure;
#[cfg(feature = "ssr")]
mod link;
#[cfg(feature = "ssr")]
mod markup;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod password;
#[cfg(feature = "ssr")]
pub mod session;
#[cfg(feature = "ssr")]
mod site;
#[cfg(feature = "ssr")]
mod text;
#[cfg(feature = "ssr")]
mod visit;

#[cfg(feature = "ssr")]
pub use {
    failure::Failure, page::error::dress_failure, site::Site, text::problem::program as problem_sentence, visit::Visit,
};
