//! An application to a call (応募, phase A of domain §8.6): what it says, its life, its number, and whether it can be
//! submitted. It says a plan, a budget and a consortium; who may act is [`crate::permit`]'s table.

mod copy;
mod form;
mod news;
mod number;
mod paper;
mod part;
mod prefill;
mod reading;
mod section;
mod state;
mod submission;
mod submitted;

pub use copy::{Earlier, copy};
pub use form::ApplicationForm;
pub use news::ApplicationNews;
pub use number::receipt_number;
pub use paper::{NeededPaper, Paper, missing, needed};
pub use part::Part;
pub use prefill::{Origin, prefill};
pub use reading::{CleanApplication, Reading};
pub use section::{Section, Table};
pub use state::{ApplicationState, ApplicationStep};
pub use submission::{Refusal, may_resubmit, may_submit};
pub use submitted::{SubmittedApplication, SubmittedPaper};
