//! A joint health program (共同事業): what an organiser types, what is published, and the life of its listing.

mod check;
mod clean;
mod form;
mod listing;
mod recruit;
mod section;
mod state;

pub use clean::{Area, CleanProgram, Contact, Cost, Limits};
pub use form::{FIELD_BYTES, ProgramForm};
pub use listing::{Lead, Listing};
pub use recruit::{CLOSING_DAYS, RecruitWindow};
pub use section::{Section, SectionState};
pub use state::{ListingState, ListingStep};
