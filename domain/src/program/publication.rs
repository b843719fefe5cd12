//! What becomes of a program when its approver asks for it to be published: whether the secretariat looks at it first is
//! the operator's choice, and a small change of something published is public at once either way.

use super::{CleanProgram, ListingState, ListingStep, Revision};
use crate::code::code_list;

code_list! {
    /// Who looks at a listing before it is public.
    pub enum PublicationCheck {
        Secretariat = "secretariat", "事務局", "Secretariat";
        None = "none", "なし", "Nobody";
    }
}

impl PublicationCheck {
    /// The step that an approver's request takes. It may not exist in the state; the state machine says so.
    pub fn step(self, state: ListingState, published: Option<&CleanProgram>, now: &CleanProgram) -> ListingStep {
        match (self, state, published) {
            (Self::None, ListingState::Published, _) => ListingStep::EditMinor,
            (Self::None, ListingState::Draft | ListingState::Returned, _) => ListingStep::Publish,
            (Self::Secretariat, ListingState::Published, Some(published))
                if !Revision::between(published, now).is_major() =>
            {
                ListingStep::EditMinor
            }
            (Self::Secretariat, ListingState::Published, _) => ListingStep::EditMajor,
            // While the secretariat checks, the organiser waits; the state machine knows no second request.
            (_, _, _) => ListingStep::SubmitForCheck,
        }
    }
}
