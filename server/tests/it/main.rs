//! Tests of the server as a whole: one binary, one module per part.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod import;
mod place;
mod seed;
