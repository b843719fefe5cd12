//! `/alerts` and below: news of a search by mail without an account (PUB-05).

pub mod confirm;
pub mod manage;
pub mod subscribe;
