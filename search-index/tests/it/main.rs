//! The index as its callers see it: what is found, in what order, with which counts and marks.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

mod any_text;
mod facets;
mod fixture;
mod judged;
mod meaning;
mod precision;
mod relevance;
mod substrings;
mod suggestion;
mod writing;
