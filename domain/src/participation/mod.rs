//! A society's way into a joint program (参加): from asking to join to the confirmed place and its end, the society's
//! consent, the conditions, and questions from outside. Who may take a step is [`crate::permit`]'s table.

mod consent;
mod fit;
mod gate;
mod inquiry;
mod peer;
mod request;
mod rule;
mod state;

pub use consent::{CleanConsent, ConsentForm};
pub use fit::{Applicant, Condition, Fit, Outcome, Verdict};
pub use gate::Gate;
pub use inquiry::{CleanInquiry, INQUIRY_ANSWER_CHARS, INQUIRY_TRAP, InquiryForm, InquiryState, reference};
pub use peer::{LEAST_PEERS, Likeness, Peers, told};
pub use request::{CleanRequest, JoinRequestForm};
pub use rule::{AnswerForm, CleanAnswer, REASON_CHARS, SILENCE_DAYS, may_ask, overdue, place_is_free};
pub use state::{ParticipationState, ParticipationStep, Side};
