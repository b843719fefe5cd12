//! Tests of the server as a whole: one binary, one module per part.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod autosave;
mod crash;
mod escape;
mod facet;
mod hostile;
mod import;
mod outline;
mod page;
mod pages;
mod place;
mod register;
mod role;
mod routes;
mod search;
mod seed;
mod sign_in;
mod site;
mod typed;
