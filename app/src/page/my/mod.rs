//! `/my` and below: what signed-in people do.

pub mod home;
pub mod programs;
