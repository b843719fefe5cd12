//! Who may do what: one table. Pages ask it whether to show a button, actions and commands whether to refuse; nothing
//! else in the project decides about permissions.

use crate::code::{OrgRole, PlatformRole, ProfileVisibility, Visibility};
use crate::grant::AuditScope;
use crate::user::User;
use crate::value::OrganisationId;

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A visitor who has not signed in.
    Anonymous,
    /// A signed-in person.
    User(User),
    /// The operator at the command line.
    Operator,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Read a published listing.
    ReadListing,
    /// See the list of an organisation's own programs, drafts included.
    ListOwnPrograms,
    /// Start a program.
    CreateProgram,
    /// Read a working copy that is not published.
    ReadDraft,
    /// Change a working copy.
    EditProgram,
    /// Delete a draft.
    DeleteDraft,
    /// Publish a program, or a change of it.
    PublishProgram,
    /// End recruiting and running for good.
    EndProgram,
    /// Look at programs before they are public: publish, schedule, send back, suspend, resume.
    CheckPrograms,
    /// Move ended programs out of sight after years.
    ArchiveProgram,
    /// Attach files, replace and remove them.
    AttachFiles,
    /// See all files of what an organisation owns, with earlier versions.
    ReadFiles,
    /// See mails that wait, were sent or failed, without what they say, and have them sent again.
    ManageMails,
    /// See and change the list of programs that an organisation keeps together.
    ShareBookmarks,
    /// See why a program is found, and change synonyms and corrections of the search.
    ManageSearch,
    /// Read and export the audit log.
    ReadAudit,
    /// Take many programs from a file.
    ImportPrograms,
    /// See everything an organisation says of itself.
    ReadOrganisation,
    /// Change what an organisation says of itself.
    EditOrganisation,
    /// See the profile that an organisation shows to others.
    ReadProfile,
    /// Register, approve, import, merge and dissolve organisations.
    ManageOrganisations,
    /// See who belongs to an organisation and in which roles.
    ReadMembers,
    /// Invite people, change their roles, hand over their work, end their places.
    ManageMembers,
    /// Ask to join a program for a society, and take the request back.
    AskToJoin,
    /// Record a society's consent to join, or end its participation.
    ConsentJoin,
    /// See how a participation stands, for the society or the organiser, and the questions to an organiser.
    ReadParticipation,
    /// Answer requests to join and questions for an organiser.
    AnswerJoin,
    /// End a society's participation for the organiser.
    RemoveParticipant,
    /// See calls before they are public, write and change them.
    EditCalls,
    /// Publish, amend, extend and end calls.
    PublishCalls,
    /// See a consortium to which the society belongs or is invited.
    ReadConsortium,
    /// Form a consortium for the lead society: invite, remove, divide cost.
    ManageConsortium,
    /// Consent to a consortium for a society, decline or leave.
    ConsentConsortium,
    /// Work in a consortium for a society: write, assign, record decisions, prepare its consent.
    WorkInConsortium,
    /// See an application of the lead society, drafts included.
    ReadApplication,
    /// Write an application of a lead society.
    EditApplication,
    /// Submit an application for the lead society, pull it back, withdraw it.
    SubmitApplication,
    /// Take applications in, send them back, pass them to review.
    CheckApplication,
    /// Say who reviews which application, take somebody out, ask for a second look, close the review.
    AssignReviews,
    /// Review applications that one is assigned to.
    ReviewApplications,
    /// See all submitted reviews of an application.
    ReadReviews,
    /// Prepare decisions about applications, ask for their approval, cancel them before applicants know.
    ProposeDecision,
    /// Decide about applications, and move the deadline for one applicant.
    DecideApplication,
    /// Look at applications for the office, without acting.
    OverseeApplications,
    /// See a grant of the lead society.
    ReadGrant,
    /// Look at grants for the office, without acting.
    OverseeGrants,
    /// Keep the papers of a grant for the lead society.
    EditGrant,
    /// Apply for a grant, report and ask for changes for the lead society.
    SubmitGrant,
    /// Check the papers of a grant, enter payments and returns.
    CheckGrant,
    /// Decide, change, fix and cancel grants, order returns.
    DecideGrant,
    /// Read the messages between an organiser and a society, for one of the two.
    ReadThread,
    /// Write such messages.
    WriteMessage,
    /// See all accounts.
    ReadUsers,
    /// Disable accounts, end sessions, give roles on the platform.
    ManageUsers,
}

/// What it is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The portal as a whole.
    Portal,
    /// An organisation and all that it owns.
    Organisation(OrganisationId),
    /// A published listing of an organisation.
    Listing {
        /// The lead society.
        owner: OrganisationId,
        /// 公開範囲.
        visibility: Visibility,
    },
    /// What an organisation shows of itself.
    Profile {
        /// The organisation.
        owner: OrganisationId,
        /// 公開範囲.
        visibility: ProfileVisibility,
    },
}

/// One way of being allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grant {
    /// Whoever asks, if the subject is public.
    EveryoneIfPublic,
    /// Anyone with a place in an insurer, if the subject is open to insurers.
    InsurersIfShared,
    /// Somebody with this role in the organisation that owns the subject.
    Own(OrgRole),
    /// Somebody with this role on the platform.
    Platform(PlatformRole),
    /// The operator at the command line.
    Operator,
}

use Grant::{EveryoneIfPublic, InsurersIfShared, Operator, Own, Platform};
use OrgRole::{Admin, Approver, Editor, Viewer};

/// The table. A role not named has no permission; system administrators have none for content (role `sysadmin`).
const TABLE: &[(Action, &[Grant])] = &[
    (
        Action::ReadListing,
        &[
            EveryoneIfPublic,
            InsurersIfShared,
            Own(Viewer),
            Own(Editor),
            Own(Approver),
            Own(Admin),
            Platform(PlatformRole::Secretariat),
            Platform(PlatformRole::Officer),
            Platform(PlatformRole::OfficerApprover),
            Operator,
        ],
    ),
    (
        Action::ListOwnPrograms,
        &[Own(Viewer), Own(Editor), Own(Approver), Own(Admin)],
    ),
    (Action::CreateProgram, &[Own(Editor), Own(Approver)]),
    (
        Action::ReadDraft,
        &[Own(Viewer), Own(Editor), Own(Approver), Own(Admin)],
    ),
    (Action::EditProgram, &[Own(Editor), Own(Approver)]),
    (Action::DeleteDraft, &[Own(Editor), Own(Approver)]),
    (Action::PublishProgram, &[Own(Approver), Operator]),
    (Action::EndProgram, &[Own(Approver), Operator]),
    (Action::CheckPrograms, &[Platform(PlatformRole::Secretariat), Operator]),
    (Action::ArchiveProgram, &[Operator]),
    (Action::AttachFiles, &[Own(Editor), Own(Approver), Operator]),
    (
        Action::ReadFiles,
        &[Own(Viewer), Own(Editor), Own(Approver), Own(Admin), Operator],
    ),
    (Action::ImportPrograms, &[Operator]),
    (
        Action::ReadOrganisation,
        &[
            Own(Viewer),
            Own(Editor),
            Own(Approver),
            Own(Admin),
            Platform(PlatformRole::Secretariat),
            Operator,
        ],
    ),
    (
        Action::EditOrganisation,
        &[Own(Editor), Own(Approver), Own(Admin), Operator],
    ),
    (
        Action::ReadProfile,
        &[
            EveryoneIfPublic,
            InsurersIfShared,
            Own(Viewer),
            Own(Editor),
            Own(Approver),
            Own(Admin),
            Platform(PlatformRole::Secretariat),
            Platform(PlatformRole::Officer),
            Platform(PlatformRole::OfficerApprover),
            Operator,
        ],
    ),
    (
        Action::ManageOrganisations,
        &[Platform(PlatformRole::Secretariat), Operator],
    ),
    (
        Action::ReadMembers,
        &[Own(Viewer), Own(Editor), Own(Approver), Own(Admin), Operator],
    ),
    (Action::ManageMembers, &[Own(Admin), Operator]),
    (Action::AskToJoin, &[Own(Editor), Own(Approver)]),
    (Action::ConsentJoin, &[Own(Approver)]),
    (
        Action::ReadParticipation,
        &[Own(Viewer), Own(Editor), Own(Approver), Own(Admin)],
    ),
    (Action::AnswerJoin, &[Own(Editor), Own(Approver)]),
    (Action::RemoveParticipant, &[Own(Approver)]),
    (
        Action::EditCalls,
        &[Platform(PlatformRole::Officer), Platform(PlatformRole::OfficerApprover)],
    ),
    (Action::PublishCalls, &[Platform(PlatformRole::OfficerApprover)]),
    (
        Action::ReadConsortium,
        &[Own(Viewer), Own(Editor), Own(Approver), Own(Admin)],
    ),
    (Action::ManageConsortium, &[Own(Editor), Own(Approver)]),
    (Action::ConsentConsortium, &[Own(Approver)]),
    (Action::WorkInConsortium, &[Own(Editor), Own(Approver)]),
    (
        Action::ReadApplication,
        &[Own(Viewer), Own(Editor), Own(Approver), Own(Admin)],
    ),
    (Action::EditApplication, &[Own(Editor), Own(Approver)]),
    (Action::SubmitApplication, &[Own(Approver)]),
    (
        Action::CheckApplication,
        &[Platform(PlatformRole::Secretariat), Platform(PlatformRole::Officer)],
    ),
    (
        Action::AssignReviews,
        &[Platform(PlatformRole::Secretariat), Platform(PlatformRole::Officer)],
    ),
    (Action::ReviewApplications, &[Platform(PlatformRole::Reviewer)]),
    (
        Action::ReadReviews,
        &[
            Platform(PlatformRole::Secretariat),
            Platform(PlatformRole::Officer),
            Platform(PlatformRole::OfficerApprover),
        ],
    ),
    (
        Action::ProposeDecision,
        &[Platform(PlatformRole::Officer), Platform(PlatformRole::OfficerApprover)],
    ),
    (Action::DecideApplication, &[Platform(PlatformRole::OfficerApprover)]),
    (
        // An auditor reads what the role covers; the store writes down every look.
        Action::OverseeApplications,
        &[
            Platform(PlatformRole::Secretariat),
            Platform(PlatformRole::Officer),
            Platform(PlatformRole::Auditor),
        ],
    ),
    (
        Action::ReadGrant,
        &[Own(Viewer), Own(Editor), Own(Approver), Own(Admin)],
    ),
    (
        Action::OverseeGrants,
        &[
            Platform(PlatformRole::Officer),
            Platform(PlatformRole::OfficerApprover),
            Platform(PlatformRole::Auditor),
        ],
    ),
    (Action::EditGrant, &[Own(Editor), Own(Approver)]),
    (Action::SubmitGrant, &[Own(Approver)]),
    (Action::CheckGrant, &[Platform(PlatformRole::Officer)]),
    (Action::DecideGrant, &[Platform(PlatformRole::OfficerApprover)]),
    (
        // The two sides alone: the secretariat reads no conversation to which it does not belong.
        Action::ReadThread,
        &[Own(Viewer), Own(Editor), Own(Approver), Own(Admin)],
    ),
    (Action::WriteMessage, &[Own(Editor), Own(Approver)]),
    (
        Action::ReadUsers,
        &[
            Platform(PlatformRole::Secretariat),
            Platform(PlatformRole::Sysadmin),
            Operator,
        ],
    ),
    (Action::ManageUsers, &[Platform(PlatformRole::Sysadmin), Operator]),
    (Action::ManageMails, &[Platform(PlatformRole::Sysadmin)]),
    (
        Action::ShareBookmarks,
        &[Own(Viewer), Own(Editor), Own(Approver), Own(Admin)],
    ),
    (Action::ManageSearch, &[Platform(PlatformRole::Secretariat), Operator]),
    (
        // An organisation's administrator reads what concerns the organisation. The log quotes from cases, so system
        // administrators do not read it.
        Action::ReadAudit,
        &[
            Own(Admin),
            Platform(PlatformRole::Secretariat),
            Platform(PlatformRole::OfficerApprover),
            Platform(PlatformRole::Auditor),
        ],
    ),
];

/// Whether the actor may do that to the subject.
pub fn may(actor: &Actor, action: Action, subject: Subject) -> bool {
    TABLE
        .iter()
        .filter(|(named, _)| *named == action)
        .flat_map(|(_, grants)| grants.iter())
        .any(|grant| holds(*grant, actor, subject))
}

fn holds(grant: Grant, actor: &Actor, subject: Subject) -> bool {
    match (grant, actor, subject) {
        (EveryoneIfPublic, _, Subject::Listing { visibility, .. }) => visibility == Visibility::Public,
        (EveryoneIfPublic, _, Subject::Profile { visibility, .. }) => visibility == ProfileVisibility::Public,
        (InsurersIfShared, Actor::User(user), Subject::Profile { visibility, .. }) => {
            visibility == ProfileVisibility::Insurers && !user.memberships.is_empty()
        }
        (InsurersIfShared, Actor::User(user), Subject::Listing { visibility, .. }) => {
            visibility == Visibility::Insurers && !user.memberships.is_empty()
        }
        (
            Own(role),
            Actor::User(user),
            Subject::Organisation(owner) | Subject::Listing { owner, .. } | Subject::Profile { owner, .. },
        ) => user
            .memberships
            .iter()
            .any(|place| place.organisation == owner && place.role == role),
        (Platform(PlatformRole::Auditor), Actor::User(user), subject) => {
            user.platform.contains(&PlatformRole::Auditor) && in_scope(user, subject)
        }
        (Platform(role), Actor::User(user), _) => user.platform.contains(&role),
        (Operator, Actor::Operator, _) => true,
        _ => false,
    }
}

/// Whether an auditor's scope covers the organisation that is asked about.
fn in_scope(auditor: &User, subject: Subject) -> bool {
    match subject {
        Subject::Portal => true,
        Subject::Organisation(owner) | Subject::Listing { owner, .. } | Subject::Profile { owner, .. } => {
            auditor.audit_scope.covers_organisation(owner)
        }
    }
}

impl Actor {
    /// The organisations in which the actor may do something, in the order of their readings.
    pub fn organisations(&self, action: Action) -> Vec<OrganisationId> {
        match self {
            Self::User(user) => {
                let mut organisations: Vec<_> = user.memberships.iter().map(|place| place.organisation).collect();
                // Somebody with several roles in an organisation has several places there, one after the other.
                organisations.dedup();
                organisations.retain(|organisation| may(self, action, Subject::Organisation(*organisation)));
                organisations
            }
            Self::Anonymous | Self::Operator => Vec::new(),
        }
    }

    /// The widest listings a search may show to this actor besides its own organisations'.
    pub fn search_scope(&self) -> Visibility {
        match self {
            Self::User(user) if !user.memberships.is_empty() => Visibility::Insurers,
            _ => Visibility::Public,
        }
    }

    /// What of the audit log the actor may read: an auditor only what the role covers, others who may read it all.
    pub fn audit_scope(&self) -> AuditScope {
        let whole = [PlatformRole::Secretariat, PlatformRole::OfficerApprover];
        match self {
            Self::User(user)
                if user.platform.contains(&PlatformRole::Auditor)
                    && !whole.iter().any(|role| user.platform.contains(role)) =>
            {
                user.audit_scope.clone()
            }
            _ => AuditScope::default(),
        }
    }

    /// The signed-in person.
    pub fn user(&self) -> Option<&User> {
        match self {
            Self::User(user) => Some(user),
            Self::Anonymous | Self::Operator => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grant::AuditScope;
    use crate::user::Membership;
    use crate::value::{Email, UserId};

    fn staff(organisation: i64, role: OrgRole) -> Actor {
        Actor::User(User {
            id: UserId::new(1),
            email: Email::parse("a@example.jp").unwrap(),
            name: "佐藤".into(),
            memberships: vec![Membership {
                organisation: OrganisationId::new(organisation),
                organisation_name: "甲".into(),
                role,
            }],
            platform: vec![],
            audit_scope: AuditScope::default(),
        })
    }

    fn platform(role: PlatformRole) -> Actor {
        let Actor::User(user) = staff(1, Viewer) else {
            unreachable!()
        };
        Actor::User(User {
            memberships: vec![],
            platform: vec![role],
            ..user
        })
    }

    const OWN: Subject = Subject::Organisation(OrganisationId::new(1));

    #[test]
    fn 公開は承認者だけができる() {
        for (role, allowed) in [(Viewer, false), (Editor, false), (Admin, false), (Approver, true)] {
            assert_eq!(may(&staff(1, role), Action::PublishProgram, OWN), allowed, "{role:?}");
        }
    }

    #[test]
    fn 他組合の下書きは読めない() {
        assert!(!may(&staff(2, Approver), Action::ReadDraft, OWN));
        assert!(!may(&Actor::Anonymous, Action::ReadDraft, OWN));
        for role in PlatformRole::ALL {
            assert!(!may(&platform(*role), Action::ReadDraft, OWN), "{role:?}");
        }
    }

    #[test]
    fn 公開範囲ごとに読める人が変わる() {
        let listing = |visibility| Subject::Listing {
            owner: OrganisationId::new(1),
            visibility,
        };
        let read = |actor: &Actor, visibility| may(actor, Action::ReadListing, listing(visibility));
        assert!(read(&Actor::Anonymous, Visibility::Public));
        assert!(!read(&Actor::Anonymous, Visibility::Insurers));
        assert!(read(&staff(2, Viewer), Visibility::Insurers));
        assert!(!read(&staff(2, Approver), Visibility::Participants));
        assert!(read(&staff(1, Viewer), Visibility::Participants));
        assert!(!read(&platform(PlatformRole::Sysadmin), Visibility::Insurers));
    }

    #[test]
    fn システム管理者は案件の中身に触れない() {
        let sysadmin = platform(PlatformRole::Sysadmin);
        let content = [
            Action::ListOwnPrograms,
            Action::CreateProgram,
            Action::ReadDraft,
            Action::EditProgram,
            Action::DeleteDraft,
            Action::PublishProgram,
            Action::EndProgram,
            Action::CheckPrograms,
            Action::ImportPrograms,
            Action::ReadMembers,
            Action::ManageMembers,
        ];
        for action in content {
            assert!(!may(&sysadmin, action, OWN), "{action:?}");
        }
        assert!(may(&sysadmin, Action::ManageUsers, Subject::Portal));
    }

    #[test]
    fn メンバーの管理は組織管理者だけができる() {
        for role in OrgRole::ALL {
            assert!(may(&staff(1, *role), Action::ReadMembers, OWN), "{role:?}");
            assert_eq!(
                may(&staff(1, *role), Action::ManageMembers, OWN),
                *role == Admin,
                "{role:?}"
            );
            assert!(!may(&staff(2, *role), Action::ReadMembers, OWN), "{role:?}");
        }
        for role in PlatformRole::ALL {
            let manages = *role == PlatformRole::Sysadmin;
            assert_eq!(
                may(&platform(*role), Action::ManageUsers, Subject::Portal),
                manages,
                "{role:?}"
            );
        }
    }

    #[test]
    fn 監査閲覧者の範囲の外は読めない() {
        let Actor::User(mut auditor) = platform(PlatformRole::Auditor) else {
            unreachable!()
        };
        assert!(in_scope(&auditor, OWN));
        auditor.audit_scope.organisations = vec![OrganisationId::new(2)];
        assert!(!in_scope(&auditor, OWN));
        assert!(in_scope(&auditor, Subject::Portal));
    }

    #[test]
    fn どの操作も表にちょうど一度ある() {
        for (action, _) in TABLE {
            assert_eq!(TABLE.iter().filter(|(named, _)| named == action).count(), 1);
        }
    }
}
