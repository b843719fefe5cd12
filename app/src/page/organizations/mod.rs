//! `/organizations/{id}`: what an organisation shows of itself.

pub mod profile;
