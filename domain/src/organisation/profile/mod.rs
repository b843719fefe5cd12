//! The profile of an organisation (domain table 8.7 A): what is typed, what it means, its pages, and what to look at.

mod check;
mod clean;
mod form;
mod section;
mod warning;

pub use clean::{Contact, Details, Profile, Rates};
pub use form::{CONTACTS, ProfileForm};
pub use section::Section;
pub use warning::Warning;
