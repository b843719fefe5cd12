//! Pages for those who run the portal.

pub mod applications;
pub mod assignments;
pub mod audit;
pub mod calls;
pub mod decisions;
pub mod grants;
pub mod home;
pub mod mails;
pub mod organizations;
pub mod programs;
pub mod reports;
pub mod reviews;
pub mod search;
pub mod synonyms;
pub mod users;
