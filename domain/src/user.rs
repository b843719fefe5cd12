//! People who sign in, and what they are: roles in organisations and on the platform.

use serde::{Deserialize, Serialize};

use crate::code::{OrgRole, PlatformRole};
use crate::value::{Email, InsurerId, UserId};

/// One person's place in one organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The organisation.
    pub insurer: InsurerId,
    /// Its name, for menus.
    pub insurer_name: String,
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
    pub memberships: Vec<(InsurerId, OrgRole)>,
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
    /// Places in organisations, by the organisation's reading.
    pub memberships: Vec<Membership>,
    /// Roles on the platform.
    pub platform: Vec<PlatformRole>,
}
