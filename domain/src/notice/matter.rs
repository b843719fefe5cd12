//! What a notice is about: all open tasks about one matter are settled together.

use std::fmt;

use crate::value::{
    ApplicationId, AssignmentId, BatchId, CallId, ConsortiumId, GrantId, InquiryId, OrganisationId, ParticipationId,
    PlaceId, ProgramId, RegistrationId, ReviewId, ThreadId,
};

/// The thing a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Matter {
    /// An application.
    Application(ApplicationId),
    /// A batch of decisions.
    Batch(BatchId),
    /// A call.
    Call(CallId),
    /// A piece of work in a consortium.
    Assignment(AssignmentId),
    /// A consortium.
    Consortium(ConsortiumId),
    /// A grant.
    Grant(GrantId),
    /// A report that the office asked of a grant.
    GrantReport(GrantId),
    /// A question to an organiser.
    Inquiry(InquiryId),
    /// An organisation.
    Organisation(OrganisationId),
    /// A society's participation in a program.
    Participation(ParticipationId),
    /// A place in a consortium.
    Place(PlaceId),
    /// A program.
    Program(ProgramId),
    /// The registration of an organisation.
    Registration(RegistrationId),
    /// The review of an application by somebody.
    Review(ReviewId),
    /// A conversation.
    Thread(ThreadId),
}

/// The form in which it is stored: `program-12`.
impl fmt::Display for Matter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Application(id) => write!(f, "application-{id}"),
            Self::Batch(id) => write!(f, "batch-{id}"),
            Self::Call(id) => write!(f, "call-{id}"),
            Self::Assignment(id) => write!(f, "assignment-{id}"),
            Self::Consortium(id) => write!(f, "consortium-{id}"),
            Self::Place(id) => write!(f, "place-{id}"),
            Self::Grant(id) => write!(f, "grant-{id}"),
            Self::GrantReport(id) => write!(f, "grant-report-{id}"),
            Self::Inquiry(id) => write!(f, "inquiry-{id}"),
            Self::Organisation(id) => write!(f, "organisation-{id}"),
            Self::Participation(id) => write!(f, "participation-{id}"),
            Self::Program(id) => write!(f, "program-{id}"),
            Self::Registration(id) => write!(f, "registration-{id}"),
            Self::Review(id) => write!(f, "review-{id}"),
            Self::Thread(id) => write!(f, "thread-{id}"),
        }
    }
}
