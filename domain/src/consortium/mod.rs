//! A consortium (コンソーシアム): the societies that run a program together and apply for a subsidy, what each of them has
//! agreed to, and how they share its cost. Whether it meets the rules of a call is the rule panel's business.

mod agenda;
mod assignment;
mod consent;
mod consent_form;
mod decision;
mod matching;
mod membership;
mod news;
pub mod panel;
mod place;
mod plan;
mod saving;
mod sharing;
mod snapshot;
mod state;

pub use agenda::{AgendaEntry, AgendaKind, agenda};
pub use assignment::{AssignmentForm, CleanAssignment};
pub use consent::{Consent, Terms, TermsChange, TermsPart};
pub use consent_form::{CleanPlaceConsent, PlaceConsentForm, PreparedConsent};
pub use decision::{CleanDecision, DecisionForm, DecisionWay};
pub use matching::{Candidate, Match, Reason, Wanted, find_matches};
pub use membership::{MembershipState, MembershipStep};
pub use news::ConsortiumNews;
pub use place::{Place, PlaceFacts, Versions, all_agreed, reference_day, shares, snapshot, terms};
pub use plan::{CleanConsortium, ConsortiumForm};
pub use saving::{Comparison, Saving};
pub use sharing::{Party, Share, SharingProblem, split};
pub use snapshot::{Insurer, Partner, Snapshot};
pub use state::{ConsortiumState, ConsortiumStep};
