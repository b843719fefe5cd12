//! Who may take which step in the life of a listing: a reading of the table in [`crate::permit`], step by step.

use super::{ListingStep, PublicationCheck};
use crate::permit::{Action, Actor, Subject, may};
use crate::value::OrganisationId;

/// Whether the actor may take the step with a program of this owner.
pub fn may_take(actor: &Actor, step: ListingStep, owner: OrganisationId, check: PublicationCheck) -> bool {
    let own = |action| may(actor, action, Subject::Organisation(owner));
    let checks = own(Action::CheckPrograms);
    match step {
        ListingStep::SubmitForCheck
        | ListingStep::EditMinor
        | ListingStep::EditMajor
        | ListingStep::Withdraw
        | ListingStep::WithdrawChange
        | ListingStep::Report => own(Action::PublishProgram),
        ListingStep::Publish | ListingStep::Schedule => {
            checks || (check == PublicationCheck::None && own(Action::PublishProgram))
        }
        ListingStep::Return | ListingStep::Suspend | ListingStep::Resume => checks,
        ListingStep::End => own(Action::EndProgram),
        ListingStep::Archive => own(Action::ArchiveProgram),
        ListingStep::DeleteDraft => own(Action::DeleteDraft),
    }
}
