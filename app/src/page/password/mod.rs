//! `/password` and below: the way back in for people who have forgotten their password.

pub mod forgotten;
pub mod reset;
