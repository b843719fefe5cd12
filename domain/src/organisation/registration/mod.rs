//! How an organisation without an account comes in: its own registration, the proof of its address, and the decision of
//! the secretariat.

mod form;
mod review;
mod state;

pub use form::{CleanRegistration, RegistrationForm};
pub use review::{MasterMatch, Review, same_name};
pub use state::{RegistrationState, RegistrationStep};
