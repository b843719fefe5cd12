//! What people are told inside the portal, and by mail as they wish (INS-05). A notice says little: what happened, where
//! to go on, and whether somebody must act; the case itself is read there. The words are in `app`.

mod audience;
mod matter;
mod subscription;
mod topic;

use serde::{Deserialize, Serialize};

pub use audience::Audience;
pub use matter::Matter;
pub use subscription::Subscription;
pub use topic::{MailPace, Topic};

use crate::application::ApplicationNews;
use crate::call::CallStep;
use crate::consortium::ConsortiumNews;
use crate::decision::BatchStep;
use crate::file::FileOwner;
use crate::grant_case::GrantNews;
use crate::participation::{ParticipationState, ParticipationStep, Side};
use crate::review::ReviewNews;
use crate::value::{
    ApplicationId, AssignmentId, BatchId, CallId, ConsortiumId, Day, GrantId, InquiryId, Instant, OrganisationId,
    ParticipationId, PlaceId, ProgramId, RegistrationId, ReviewId, ThreadId,
};

/// One event, before it has words. It is stored as JSON: a variant or an argument is never renamed.
///
/// To add one: the variant here, its line in [`Notice::kind`] and in `facts`, its words in `app/src/text/notice.rs`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Notice {
    /// Something has happened to an application.
    Application {
        /// The application.
        application: ApplicationId,
        /// Its consortium.
        consortium: ConsortiumId,
        /// What.
        news: ApplicationNews,
        /// Title of the application, or of the call while it has none.
        title: String,
        /// 受付番号; empty before the first submission.
        number: String,
    },
    /// A call has taken a step.
    CallStepped {
        /// The call.
        call: CallId,
        /// Its title.
        title: String,
        /// Which.
        step: CallStep,
    },
    /// An officer asks for a call to be published; the approving officer decides.
    CallWaits {
        /// The call.
        call: CallId,
        /// Its title.
        title: String,
    },
    /// A batch of decisions has taken a step that the office hears of; a proposed one waits for the approving officer.
    Decisions {
        /// The batch.
        batch: BatchId,
        /// The call.
        call: CallId,
        /// Title of the call.
        title: String,
        /// Name of the batch.
        name: String,
        /// Which step.
        step: BatchStep,
    },
    /// Something has happened to a consortium or to a place in it.
    Consortium {
        /// The consortium.
        consortium: ConsortiumId,
        /// The place that it is about; none when it is about all.
        place: Option<PlaceId>,
        /// What.
        news: ConsortiumNews,
        /// The society that it is about.
        society: String,
        /// Name of the consortium.
        name: String,
    },
    /// A society is to do something for a consortium.
    AssignmentGiven {
        /// The consortium.
        consortium: ConsortiumId,
        /// The piece of work.
        assignment: AssignmentId,
        /// What is to be done.
        title: String,
        /// Name of the consortium.
        name: String,
        /// By when.
        due: Day,
    },
    /// Somebody has written to all members of a consortium.
    ConsortiumMessage {
        /// The consortium.
        consortium: ConsortiumId,
        /// Which organisation wrote.
        from: String,
        /// Name of the consortium.
        name: String,
    },
    /// Something has happened to a grant.
    Grant {
        /// The grant.
        grant: GrantId,
        /// What.
        news: GrantNews,
        /// Title of the application.
        title: String,
        /// 受付番号 of the application.
        number: String,
    },
    /// Somebody asks an organiser something.
    InquiryWaits {
        /// The question.
        inquiry: InquiryId,
        /// About which program.
        program: ProgramId,
        /// Its title.
        title: String,
        /// 受付番号.
        reference: String,
        /// Until when an answer is expected.
        due: Day,
    },
    /// The side that has to act on a participation has not done so for a week.
    JoinSilent {
        /// The participation.
        participation: ParticipationId,
        /// The program.
        program: ProgramId,
        /// Who is reminded.
        to: Side,
        /// The society that joins.
        society: String,
        /// Title of the program.
        title: String,
    },
    /// A step of a participation, told to the other side.
    JoinStep {
        /// The participation.
        participation: ParticipationId,
        /// The program.
        program: ProgramId,
        /// Who is told.
        to: Side,
        /// What happened.
        step: ParticipationStep,
        /// Where it is now.
        state: ParticipationState,
        /// The society that joins.
        society: String,
        /// Title of the program.
        title: String,
        /// Until when the side that is told should act, if it has to.
        due: Option<Day>,
    },
    /// A virus was found in a file that the reader attached.
    FileInfected {
        /// To what it is attached.
        owner: FileOwner,
        /// What it is called.
        name: String,
    },
    /// A file with a virus was set apart; the secretariat knows.
    FileQuarantined {
        /// What it is called.
        name: String,
        /// Whose it is.
        organisation: OrganisationId,
    },
    /// Somebody declined the invitation into an organisation.
    InvitationDeclined {
        /// The organisation.
        organisation: OrganisationId,
        /// The invited address.
        email: String,
    },
    /// Somebody accepted the invitation into an organisation.
    MemberJoined {
        /// The organisation.
        organisation: OrganisationId,
        /// Name of the new member.
        name: String,
    },
    /// The other side of a conversation has written.
    MessageReceived {
        /// The conversation.
        thread: ThreadId,
        /// Which organisation wrote.
        from: String,
        /// Title of the program it is about.
        title: String,
    },
    /// A program has ended by itself.
    ProgramEnded {
        /// The program.
        program: ProgramId,
        /// Its title.
        title: String,
    },
    /// A program is public.
    ProgramPublished {
        /// The program.
        program: ProgramId,
        /// Its title.
        title: String,
    },
    /// An approver asks for a program to be published; the secretariat decides.
    ProgramRequested {
        /// The program.
        program: ProgramId,
        /// Its title.
        title: String,
    },
    /// A suspended program can be seen again.
    ProgramResumed {
        /// The program.
        program: ProgramId,
        /// Its title.
        title: String,
    },
    /// The secretariat has sent a program back.
    ProgramReturned {
        /// The program.
        program: ProgramId,
        /// Its title.
        title: String,
        /// How many fields are to be corrected.
        count: u32,
        /// By when.
        due: Day,
    },
    /// A program is going to be published by itself.
    ProgramScheduled {
        /// The program.
        program: ProgramId,
        /// Its title.
        title: String,
        /// When.
        at: Instant,
    },
    /// Nobody has looked at a public program for a year.
    ProgramStale {
        /// The program.
        program: ProgramId,
        /// Its title.
        title: String,
    },
    /// The secretariat has suspended a program.
    ProgramSuspended {
        /// The program.
        program: ProgramId,
        /// Its title.
        title: String,
    },
    /// An organisation has asked to be let in; the secretariat decides.
    RegistrationWaits {
        /// The registration.
        registration: RegistrationId,
        /// Name of the organisation as typed.
        organisation: String,
    },
    /// Something has happened to a review.
    Review {
        /// The review.
        review: ReviewId,
        /// The application under review.
        application: ApplicationId,
        /// What.
        news: ReviewNews,
        /// Title of the application.
        title: String,
        /// 受付番号.
        number: String,
        /// Name of the reviewer.
        reviewer: String,
    },
}

/// What the portal needs to know of a notice beside its words.
struct Facts {
    topic: Topic,
    matter: Matter,
    path: String,
    /// Whether somebody must act, and until when.
    task: Option<Option<Day>>,
}

impl Facts {
    fn news(topic: Topic, matter: Matter, path: String) -> Self {
        Self {
            topic,
            matter,
            path,
            task: None,
        }
    }

    fn task(topic: Topic, matter: Matter, path: String, due: Option<Day>) -> Self {
        Self {
            task: Some(due),
            ..Self::news(topic, matter, path)
        }
    }
}

impl Notice {
    /// The kind as stored: the variant's name in kebab-case.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Application { .. } => "application",
            Self::CallStepped { .. } => "call-stepped",
            Self::CallWaits { .. } => "call-waits",
            Self::AssignmentGiven { .. } => "assignment-given",
            Self::Decisions { .. } => "decisions",
            Self::Consortium { .. } => "consortium",
            Self::ConsortiumMessage { .. } => "consortium-message",
            Self::Grant { .. } => "grant",
            Self::InquiryWaits { .. } => "inquiry-waits",
            Self::JoinSilent { .. } => "join-silent",
            Self::JoinStep { .. } => "join-step",
            Self::FileInfected { .. } => "file-infected",
            Self::FileQuarantined { .. } => "file-quarantined",
            Self::InvitationDeclined { .. } => "invitation-declined",
            Self::MemberJoined { .. } => "member-joined",
            Self::MessageReceived { .. } => "message-received",
            Self::ProgramEnded { .. } => "program-ended",
            Self::ProgramPublished { .. } => "program-published",
            Self::ProgramRequested { .. } => "program-requested",
            Self::ProgramResumed { .. } => "program-resumed",
            Self::ProgramReturned { .. } => "program-returned",
            Self::ProgramScheduled { .. } => "program-scheduled",
            Self::ProgramStale { .. } => "program-stale",
            Self::ProgramSuspended { .. } => "program-suspended",
            Self::RegistrationWaits { .. } => "registration-waits",
            Self::Review { .. } => "review",
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Application {
                application,
                consortium,
                news,
                ..
            } => {
                let matter = Matter::Application(*application);
                let path = if news.is_for_members() {
                    format!("/my/consortia/{consortium}")
                } else {
                    format!("/my/applications/{application}{}", news.page())
                };
                match news.task() {
                    Some(due) => Facts::task(Topic::Application, matter, path, due),
                    None => Facts::news(Topic::Application, matter, path),
                }
            }
            Self::CallStepped { call, .. } => {
                Facts::news(Topic::Secretariat, Matter::Call(*call), format!("/admin/calls/{call}"))
            }
            Self::CallWaits { call, .. } => Facts::task(
                Topic::Secretariat,
                Matter::Call(*call),
                format!("/admin/calls/{call}/publish"),
                None,
            ),
            Self::Decisions { batch, call, step, .. } => {
                let matter = Matter::Batch(*batch);
                let path = format!("/admin/decisions/{call}/{batch}");
                if matches!(step, BatchStep::Propose | BatchStep::Return) {
                    Facts::task(Topic::Secretariat, matter, path, None)
                } else {
                    Facts::news(Topic::Secretariat, matter, path)
                }
            }
            Self::AssignmentGiven {
                consortium,
                assignment,
                due,
                ..
            } => Facts::task(
                Topic::Participation,
                Matter::Assignment(*assignment),
                format!("/my/consortia/{consortium}/tasks"),
                Some(*due),
            ),
            Self::ConsortiumMessage { consortium, .. } => Facts::news(
                Topic::Message,
                Matter::Consortium(*consortium),
                format!("/my/consortia/{consortium}/messages"),
            ),
            Self::Consortium {
                consortium,
                place,
                news,
                ..
            } => {
                let matter = place.map_or(Matter::Consortium(*consortium), Matter::Place);
                let path = match news.page() {
                    "" if news.ends_access() => "/my/consortia".to_owned(),
                    "" => format!("/my/consortia/{consortium}"),
                    page => format!("/my/consortia/{consortium}/{page}"),
                };
                if news.is_task() {
                    Facts::task(Topic::Participation, matter, path, None)
                } else {
                    Facts::news(Topic::Participation, matter, path)
                }
            }
            Self::Grant { grant, news, .. } => {
                let (topic, path) = if news.is_for_office() {
                    (Topic::Secretariat, format!("/admin/grants/{grant}"))
                } else {
                    (Topic::Application, format!("/my/grants/{grant}"))
                };
                Facts {
                    topic,
                    matter: match news {
                        GrantNews::Asked { .. } => Matter::GrantReport(*grant),
                        _ => Matter::Grant(*grant),
                    },
                    path,
                    task: news.task(),
                }
            }
            Self::InquiryWaits {
                inquiry, program, due, ..
            } => Facts::task(
                Topic::Message,
                Matter::Inquiry(*inquiry),
                format!("/my/programs/{program}/inquiries/{inquiry}"),
                Some(*due),
            ),
            Self::JoinSilent {
                participation,
                program,
                to,
                ..
            } => Facts::news(
                Topic::Participation,
                Matter::Participation(*participation),
                participation_path(*to, *program, *participation),
            ),
            Self::JoinStep {
                participation,
                program,
                to,
                state,
                due,
                ..
            } => {
                let matter = Matter::Participation(*participation);
                let path = participation_path(*to, *program, *participation);
                if state.awaits() == Some(*to) {
                    Facts::task(Topic::Participation, matter, path, *due)
                } else {
                    Facts::news(Topic::Participation, matter, path)
                }
            }
            Self::FileInfected { owner, .. } => {
                let (topic, matter) = match owner {
                    FileOwner::Application(id, _) => (Topic::Application, Matter::Application(*id)),
                    FileOwner::Consent(id) => (Topic::Participation, Matter::Participation(*id)),
                    FileOwner::Place(id) | FileOwner::Shelf(id) => (Topic::Participation, Matter::Place(*id)),
                    FileOwner::Program(id) => (Topic::Program, Matter::Program(*id)),
                };
                Facts::news(topic, matter, format!("/my/files/{owner}"))
            }
            Self::FileQuarantined { organisation, .. } => Facts::news(
                Topic::Secretariat,
                Matter::Organisation(*organisation),
                "/admin/audit".to_owned(),
            ),
            Self::InvitationDeclined { organisation, .. } | Self::MemberJoined { organisation, .. } => Facts::news(
                Topic::Organisation,
                Matter::Organisation(*organisation),
                "/my/organization/members".to_owned(),
            ),
            Self::MessageReceived { thread, .. } => {
                Facts::news(Topic::Message, Matter::Thread(*thread), format!("/my/threads/{thread}"))
            }
            Self::ProgramEnded { program, .. }
            | Self::ProgramPublished { program, .. }
            | Self::ProgramResumed { program, .. }
            | Self::ProgramScheduled { program, .. }
            | Self::ProgramSuspended { program, .. } => {
                Facts::news(Topic::Program, Matter::Program(*program), own_program(*program))
            }
            Self::ProgramRequested { program, .. } => Facts::task(
                Topic::Secretariat,
                Matter::Program(*program),
                format!("/admin/programs/{program}"),
                None,
            ),
            Self::ProgramReturned { program, due, .. } => Facts::task(
                Topic::Program,
                Matter::Program(*program),
                own_program(*program),
                Some(*due),
            ),
            Self::ProgramStale { program, .. } => {
                Facts::task(Topic::Program, Matter::Program(*program), own_program(*program), None)
            }
            Self::RegistrationWaits { registration, .. } => Facts::task(
                Topic::Secretariat,
                Matter::Registration(*registration),
                format!("/admin/organizations/registrations/{registration}"),
                None,
            ),
            Self::Review {
                review,
                application,
                news,
                ..
            } => {
                let matter = Matter::Review(*review);
                if news.is_for_office() {
                    let path = format!("/admin/assignments/{application}");
                    Facts::news(Topic::Secretariat, matter, path)
                } else {
                    Facts::task(Topic::Secretariat, matter, format!("/admin/reviews/{review}"), None)
                }
            }
        }
    }

    /// Under which heading people choose whether it is mailed.
    pub fn topic(&self) -> Topic {
        self.facts().topic
    }

    /// What it is about.
    pub fn matter(&self) -> Matter {
        self.facts().matter
    }

    /// Where to go on, without language prefix.
    pub fn path(&self) -> String {
        self.facts().path
    }

    /// Whether somebody must act.
    pub fn is_task(&self) -> bool {
        self.facts().task.is_some()
    }

    /// The last day on which to act, for tasks that have one.
    pub fn due(&self) -> Option<Day> {
        self.facts().task.flatten()
    }
}

/// Each side has its own page of a participation.
fn participation_path(to: Side, program: ProgramId, participation: ParticipationId) -> String {
    match to {
        Side::Society => format!("/my/participations/{participation}"),
        Side::Organiser => format!("/my/programs/{program}/participants/{participation}"),
    }
}

/// Where an organiser works on a program.
fn own_program(id: ProgramId) -> String {
    format!("/my/programs/{id}/edit")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 種類は保存された形にも書かれる() {
        let notice = Notice::RegistrationWaits {
            registration: RegistrationId::new(3),
            organisation: "架空健康保険組合".into(),
        };
        let json = serde_json::to_value(&notice).unwrap();
        assert_eq!(json["kind"], notice.kind());
        assert_eq!(serde_json::from_value::<Notice>(json).unwrap(), notice);
        assert_eq!((notice.is_task(), notice.due()), (true, None));
    }
}
