//! The store on real databases: every test runs on an SQLite file and, when `TEST_POSTGRES_URL` names a server whose
//! user may create databases, on PostgreSQL too.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at the first surprise"
)]

mod support;

mod account;
mod application;
mod application_question;
mod application_review;
mod attempt;
mod audit;
mod bookmark;
mod calendar_feed;
mod call;
mod change;
mod consortium;
mod consortium_work;
mod damage;
mod decision;
mod desk;
mod draft;
mod file;
mod grant;
mod import;
mod insurer;
mod invitation;
mod kept_post;
mod listing;
mod listing_life;
mod mail;
mod member;
mod migration;
mod notice;
mod organisation;
mod own_account;
mod participation;
mod publish;
mod registration;
mod rival;
mod saved_search;
mod second_factor;
mod session;
mod synonym;
mod thread;
mod ticket;
mod user;
