//! Properties of the whole crate: what holds for every value, not just for examples.

#![allow(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as expected"
)]

mod code;
mod normalise;
mod program_form;
mod search_request;
mod states;
mod value;
