//! `/register` and below: how an organisation without an account asks to be let in.

pub mod confirm;
pub mod form;
