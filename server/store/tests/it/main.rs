//! The store on real databases: every test runs on an SQLite file and, when `TEST_POSTGRES_URL` names a server whose
//! user may create databases, on PostgreSQL too.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at the first surprise"
)]

mod support;

mod change;
mod damage;
mod draft;
mod import;
mod insurer;
mod listing;
mod migration;
mod publish;
mod rival;
mod session;
mod user;
