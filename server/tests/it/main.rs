//! Tests of the server as a whole: one binary, one module per part.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod crash;
mod hostile;
mod import;
mod outline;
mod page;
mod pages;
mod place;
mod register;
mod routes;
mod search;
mod seed;
mod site;
