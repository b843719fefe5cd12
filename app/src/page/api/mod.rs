//! `/api` and below: the public API and its documentation.

pub mod home;
pub mod v1;
