//! `/my/threads` and below: conversations about programs between their organisers and other societies (INS-04, ORG-05).

pub mod list;
pub mod new;
pub mod thread;

use domain::permit::{Action, Subject};
use domain::value::OrganisationId;
use domain::{ProblemCode, Problems};

use crate::Visit;

/// The sentence about a message that cannot be sent.
pub(super) fn problem(visit: &Visit, problems: &Problems) -> Option<String> {
    let text = visit.text().thread;
    problems.for_field("message").next().map(|found| match found.code {
        ProblemCode::TooLong { max, now } => (text.long)(max, now),
        _ => text.empty.to_owned(),
    })
}

/// Whether the visitor may write for an organisation.
pub(super) fn writes_for(visit: &Visit, organisation: OrganisationId) -> bool {
    visit.may(Action::WriteMessage, Subject::Organisation(organisation))
}

/// The organisation for which the visitor writes to the organiser of a program: the acting one.
pub(crate) fn writer(visit: &Visit, organiser: OrganisationId) -> Option<OrganisationId> {
    let acting = visit.acting()?.organisation;
    (acting != organiser && writes_for(visit, acting)).then_some(acting)
}
