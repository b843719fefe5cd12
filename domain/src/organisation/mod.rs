//! Organisations of every kind: what they say of themselves, how they come in, and how they end. Who may do what with
//! them is [`crate::permit`]'s business.

mod ending;
mod entry;
mod master;
pub mod profile;
pub mod registration;

pub use ending::{Ending, Successor};
pub use entry::{NewOrganisation, Organisation};
pub use master::MasterRow;
