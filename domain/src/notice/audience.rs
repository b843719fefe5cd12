//! Whom a notice concerns: one person, or whoever has a role at the moment of reading. A task is therefore seen by those
//! who came later, and by nobody whose place has ended or rests.

use std::fmt;
use std::str::FromStr;

use crate::code::{OrgRole, PlatformRole};
use crate::user::User;
use crate::value::{NotAnId, OrganisationId, UserId};

/// One group of readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Those with a role in an organisation.
    Organisation(OrganisationId, OrgRole),
    /// Those with a role on the platform.
    Platform(PlatformRole),
    /// One person.
    User(UserId),
}

impl Audience {
    /// All groups to which somebody belongs now.
    pub fn of(user: &User) -> Vec<Self> {
        let places = user
            .memberships
            .iter()
            .map(|place| Self::Organisation(place.organisation, place.role));
        let roles = user.platform.iter().copied().map(Self::Platform);
        std::iter::once(Self::User(user.id))
            .chain(places)
            .chain(roles)
            .collect()
    }
}

/// The form in which it is stored: `organisation-3-approver`.
impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Organisation(id, role) => write!(f, "organisation-{id}-{}", role.code()),
            Self::Platform(role) => write!(f, "platform-{}", role.code()),
            Self::User(id) => write!(f, "user-{id}"),
        }
    }
}

impl FromStr for Audience {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let (kind, rest) = text.split_once('-').ok_or(NotAnId)?;
        match kind {
            "organisation" => {
                let (id, role) = rest.split_once('-').ok_or(NotAnId)?;
                let role = OrgRole::from_code(role).ok_or(NotAnId)?;
                Ok(Self::Organisation(id.parse()?, role))
            }
            "platform" => PlatformRole::from_code(rest).map(Self::Platform).ok_or(NotAnId),
            "user" => rest.parse().map(Self::User),
            _ => Err(NotAnId),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 保存の形は元に戻る() {
        let all = [
            Audience::Organisation(OrganisationId::new(3), OrgRole::Approver),
            Audience::Platform(PlatformRole::OfficerApprover),
            Audience::User(UserId::new(9)),
        ];
        for audience in all {
            assert_eq!(audience.to_string().parse(), Ok(audience));
        }
        for wrong in [
            "",
            "user",
            "user-0",
            "organisation-3",
            "organisation-3-king",
            "platform-",
        ] {
            assert_eq!(wrong.parse::<Audience>(), Err(NotAnId), "{wrong:?}");
        }
    }
}
