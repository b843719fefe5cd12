//! Work beside requests: keeping the index up to date and clearing away what has expired.

pub mod index;
pub mod session;
