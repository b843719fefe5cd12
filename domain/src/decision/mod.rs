//! Decisions about the applications of a call (採否の決定, ADM-08, domain §2.6 and §3.2): what is decided for each, by two
//! persons, within a budget, and when applicants learn of it. It moves no application; the store does.

mod batch;
mod budget;
mod outcome;
mod row;
mod standing;
mod state;
mod trial;

pub use batch::{BatchForm, CleanBatch};
pub use budget::{BudgetForm, Commitment};
pub use outcome::Outcome;
pub use row::{Condition, MOST_CONDITIONS, Verdict, VerdictForm};
pub use standing::Standing;
pub use state::{BatchState, BatchStep, LineState};
pub use trial::{share_out, suggest};
