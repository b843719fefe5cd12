//! `/my` and below: what signed-in people do.

pub mod account;
pub mod acting;
pub mod applications;
pub mod bookmarks;
pub mod calendar;
pub mod consortia;
pub mod files;
pub mod grants;
pub mod home;
pub mod notices;
pub mod organization;
pub mod participations;
pub mod programs;
pub mod searches;
pub mod threads;
