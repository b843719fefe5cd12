//! People who sign in, and what they are: roles in organisations and on the platform.

use serde::{Deserialize, Serialize};

use crate::code::{OrgRole, PlatformRole};
use crate::grant::AuditScope;
use crate::value::{Email, OrganisationId, UserId};

/// One person's place in one organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The organisation.
    pub organisation: OrganisationId,
    /// Its name, for menus.
    pub organisation_name: String,
    /// What the person may do there.
    pub role: OrgRole,
}

/// A person before having an id. The password comes as its hash only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUser {
    /// Sign-in name.
    pub email: Email,
    /// 氏名.
    pub name: String,
    /// PHC string of the password hash.
    pub password_hash: String,
    /// Places in organisations.
    pub memberships: Vec<(OrganisationId, OrgRole)>,
    /// Roles on the platform.
    pub platform: Vec<PlatformRole>,
}

/// A registered person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// Its id.
    pub id: UserId,
    /// Sign-in name.
    pub email: Email,
    /// 氏名.
    pub name: String,
    /// Places in organisations that count now, by the organisation's reading.
    pub memberships: Vec<Membership>,
    /// Roles on the platform that count today.
    pub platform: Vec<PlatformRole>,
    /// What the person may look at as an auditor.
    #[serde(default)]
    pub audit_scope: AuditScope,
}
