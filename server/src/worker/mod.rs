//! Work beside requests: keeping the index up to date, sending mails, opening and closing calls, looking for news of saved searches, noting down
//! the end of the audit log, and clearing away what has expired.

pub mod alert;
pub mod application;
pub mod audit;
pub mod call;
pub mod decision;
pub mod digest;
pub mod file;
pub mod index;
pub mod listing;
pub mod mail;
pub mod participation;
pub mod pending;
pub mod registration;
pub mod session;
pub mod synonym;
