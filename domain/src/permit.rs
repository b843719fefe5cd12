//! Who may do what: one table. Pages ask it whether to show a button, actions and commands whether to refuse; nothing
//! else in the project decides about permissions.

use crate::code::{OrgRole, PlatformRole, Visibility};
use crate::user::User;
use crate::value::InsurerId;

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
    /// Take many programs from a file.
    ImportPrograms,
}

/// What it is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The portal as a whole.
    Portal,
    /// An organisation and all that it owns.
    Organisation(InsurerId),
    /// A published listing of an organisation.
    Listing {
        /// The lead society.
        owner: InsurerId,
        /// 公開範囲.
        visibility: Visibility,
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
    (Action::ImportPrograms, &[Operator]),
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
        (InsurersIfShared, Actor::User(user), Subject::Listing { visibility, .. }) => {
            visibility == Visibility::Insurers && !user.memberships.is_empty()
        }
        (Own(role), Actor::User(user), Subject::Organisation(owner) | Subject::Listing { owner, .. }) => user
            .memberships
            .iter()
            .any(|place| place.insurer == owner && place.role == role),
        (Platform(role), Actor::User(user), _) => user.platform.contains(&role),
        (Operator, Actor::Operator, _) => true,
        _ => false,
    }
}

impl Actor {
    /// The organisations in which the actor may do something, in the order of their readings.
    pub fn organisations(&self, action: Action) -> Vec<InsurerId> {
        match self {
            Self::User(user) => user
                .memberships
                .iter()
                .map(|place| place.insurer)
                .filter(|insurer| may(self, action, Subject::Organisation(*insurer)))
                .collect(),
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
    use crate::user::Membership;
    use crate::value::{Email, UserId};

    fn staff(insurer: i64, role: OrgRole) -> Actor {
        Actor::User(User {
            id: UserId::new(1),
            email: Email::parse("a@example.jp").unwrap(),
            name: "佐藤".into(),
            memberships: vec![Membership {
                insurer: InsurerId::new(insurer),
                insurer_name: "甲".into(),
                role,
            }],
            platform: vec![],
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

    const OWN: Subject = Subject::Organisation(InsurerId::new(1));

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
            owner: InsurerId::new(1),
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
    fn どの操作も表にちょうど一度ある() {
        for (action, _) in TABLE {
            assert_eq!(TABLE.iter().filter(|(named, _)| named == action).count(), 1);
        }
    }
}
