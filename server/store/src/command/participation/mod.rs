//! Commands on participations: asking to join, the answers, the society's consent, and the end. Every one locks the
//! program's row first, so that two confirmations cannot each rely on the same last place.

mod load;
mod notice;
mod remind;
mod request;
mod step;

pub use step::Skipped;
