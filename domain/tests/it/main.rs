//! Properties of the whole crate: what holds for every value, not just for examples.

#![allow(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as expected"
)]

mod alert;
mod amount;
mod application;
mod budget;
mod call;
mod code;
mod consortium;
mod decision;
mod file;
mod fuzz;
mod grant_case;
mod listing_life;
mod matching;
mod normalise;
mod organisation;
mod panel;
mod participation;
mod plan;
mod program_form;
mod questionnaire;
mod review;
mod search_request;
mod sharing;
mod states;
mod value;
