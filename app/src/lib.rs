//! What people see. Pages and their form actions run on the server only: a handler loads, a view shows, and nothing is
//! serialised for the browser. Islands are the only Rust that reaches the browser.

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!("`ssr` and `hydrate` are two different programs; build the browser part with `-p browser` alone");

pub mod island;

#[cfg(feature = "ssr")]
mod agent;
#[cfg(feature = "ssr")]
pub mod browser;
#[cfg(feature = "ssr")]
mod component;
#[cfg(feature = "ssr")]
pub mod confirm;
#[cfg(feature = "ssr")]
mod cookie;
#[cfg(feature = "ssr")]
mod document;
#[cfg(feature = "ssr")]
mod edition;
#[cfg(feature = "ssr")]
mod failure;
#[cfg(feature = "ssr")]
pub mod federation;
#[cfg(feature = "ssr")]
mod fingerprint;
#[cfg(feature = "ssr")]
pub mod guess;
#[cfg(feature = "ssr")]
pub mod link;
#[cfg(feature = "ssr")]
pub mod mail;
#[cfg(feature = "ssr")]
mod markup;
#[cfg(feature = "ssr")]
mod packed;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod page_cache;
#[cfg(feature = "ssr")]
pub mod password;
#[cfg(feature = "ssr")]
pub mod second_factor;
#[cfg(feature = "ssr")]
pub mod session;
#[cfg(feature = "ssr")]
mod sign_in;
#[cfg(feature = "ssr")]
mod site;
#[cfg(feature = "ssr")]
pub mod storage;
#[cfg(feature = "ssr")]
pub mod synonyms;
#[cfg(feature = "ssr")]
mod text;
#[cfg(feature = "ssr")]
pub mod vault;
#[cfg(feature = "ssr")]
mod visit;

#[cfg(feature = "ssr")]
pub use {
    failure::Failure,
    island::autosave::AUTOSAVE_HEADER,
    page::error::dress_failure,
    page::my::files::BODY_BYTES as FILE_BODY_BYTES,
    page::session::signed_out_autosave,
    page_cache::PageCache,
    sign_in::{SignInRules, lacks_factor},
    site::{Files, Site},
    text::problem::program as problem_sentence,
    visit::Visit,
};
