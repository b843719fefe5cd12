//! The only Rust that reaches the browser. Each island improves something that works without it, takes its words as
//! properties, and leaves the page as it is when something fails.

#![allow(missing_docs, reason = "the island macro makes public items without documentation")]

pub mod asked;
pub mod autosave;
pub mod copy;
pub mod facet_search;
pub mod live_search;
pub mod passkey;
pub mod reveal;
pub mod session;
pub mod suggest;
pub mod upload;

#[cfg(feature = "hydrate")]
mod dom;
