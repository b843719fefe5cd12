//! The review of applications (審査, domain 2.6, ux 8): who may look at which application, what reviewers give, what the
//! panel sees, and the order that follows. It computes; what is decided, and by whom, is another matter.

mod assignment;
mod conflict;
mod news;
mod panel;
mod paper;
mod ranking;
mod state;

pub use assignment::{Assignable, Capacity, Proposal, Spreading, propose};
pub use conflict::{Conflict, ConflictForm, ConflictKind, Declaration, Known, Parties, hints};
pub use news::ReviewNews;
pub use panel::{CriterionView, Panel, Score};
pub use paper::{MarkForm, Recommendation, Review, ReviewDraft, ReviewForm};
pub use ranking::{Candidate, Ranked, Ranking};
pub use state::{ReviewState, ReviewStep};
