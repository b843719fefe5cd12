//! A joint health program (共同事業): what an organiser types, what is published, and the life of its listing.

mod authority;
mod check;
mod clean;
mod copy;
mod form;
mod listing;
mod publication;
mod recruit;
mod reference;
mod review;
mod review_state;
mod revision;
mod schedule;
mod section;
mod state;
mod typed;

pub use crate::section_state::SectionState;
pub use authority::may_take;
pub use clean::{Area, CleanProgram, Contact, Cost, Limits};
pub use form::{FIELD_BYTES, ProgramForm};
pub use listing::{ARCHIVE_YEARS, Lead, Listing, STALE_DAYS};
pub use publication::PublicationCheck;
pub use recruit::{CLOSING_DAYS, RecruitWindow};
pub use review::{FixReason, FixRequest, REASON_CHARS, SendBack, default_due};
pub use review_state::ReviewState;
pub use revision::Revision;
pub use schedule::Schedule;
pub use section::Section;
pub use state::{ListingState, ListingStep};
