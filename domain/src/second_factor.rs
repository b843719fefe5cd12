//! Second factors: who must have one, and what a person has. How a proof is checked is not known here.

use crate::code::{OrgRole, PlatformRole, code_list};
use crate::user::User;
use crate::value::{IdentityId, Instant, PasskeyId};

code_list! {
    /// Who must sign in with two factors.
    pub enum FactorPolicy {
        None = "none", "求めない", "Nobody";
        Platform = "platform", "事務局・担当官・審査委員など", "People with a role on the platform";
        Organisation = "organisation", "事務局などと、組織の承認者・管理者",
            "People with a role on the platform, approvers and administrators of organisations";
        All = "all", "全員", "Everybody";
    }
}

code_list! {
    /// What a person can have besides the password.
    pub enum FactorKind {
        Totp = "totp", "認証アプリ", "Authenticator app";
        Passkey = "passkey", "パスキー", "Passkey";
        RecoveryCodes = "recovery-codes", "回復コード", "Recovery codes";
        Identity = "identity", "外部アカウント", "External account";
    }
}

impl FactorPolicy {
    /// Whether this person must have a second factor. Federation viewers only read statistics.
    pub fn demands(self, user: &User) -> bool {
        let platform = || {
            user.platform
                .iter()
                .any(|role| !matches!(role, PlatformRole::FederationViewer))
        };
        let organisation = || {
            user.memberships
                .iter()
                .any(|place| matches!(place.role, OrgRole::Approver | OrgRole::Admin))
        };
        match self {
            Self::None => false,
            Self::Platform => platform(),
            Self::Organisation => platform() || organisation(),
            Self::All => true,
        }
    }
}

/// A passkey as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// Its id.
    pub id: PasskeyId,
    /// What the owner calls it.
    pub name: String,
    /// When it was added.
    pub created_at: Instant,
    /// When it last signed its owner in.
    pub used_at: Option<Instant>,
    /// Whether it is kept by a service that copies it to other devices.
    pub backed_up: bool,
}

/// An account at another provider that signs a person in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Its id.
    pub id: IdentityId,
    /// Address of the provider, as in its tokens.
    pub issuer: String,
    /// The mail address the provider gave, to tell accounts apart.
    pub email: String,
    /// When it was linked.
    pub created_at: Instant,
    /// When it last signed its owner in.
    pub used_at: Option<Instant>,
}

/// What a person has besides the password.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecondFactors {
    /// Since when an authenticator app is set up.
    pub totp: Option<Instant>,
    /// The oldest first.
    pub passkeys: Vec<Passkey>,
    /// Recovery codes that were not used yet.
    pub recovery_codes: usize,
}

impl SecondFactors {
    /// How many there are; recovery codes only stand in for the others.
    pub fn count(&self) -> usize {
        usize::from(self.totp.is_some()) + self.passkeys.len()
    }

    /// Whether there is one.
    pub fn exist(&self) -> bool {
        self.count() > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::user::Membership;
    use crate::value::{Email, OrganisationId, UserId};

    fn user(platform: &[PlatformRole], role: Option<OrgRole>) -> User {
        let place = |role| Membership {
            organisation: OrganisationId::new(1),
            organisation_name: "甲".into(),
            role,
        };
        User {
            id: UserId::new(1),
            email: Email::parse("a@example.jp").unwrap(),
            name: "佐藤".into(),
            memberships: role.map(place).into_iter().collect(),
            platform: platform.to_vec(),
            audit_scope: Default::default(),
        }
    }

    #[test]
    fn 方針ごとに求める人が決まる() {
        use FactorPolicy::{All, None, Organisation, Platform};
        let demanded = |user: &User| [None, Platform, Organisation, All].map(|policy| policy.demands(user));
        for role in PlatformRole::ALL {
            let platform = *role != PlatformRole::FederationViewer;
            assert_eq!(
                demanded(&user(&[*role], Option::None)),
                [false, platform, platform, true],
                "{role:?}"
            );
        }
        for role in OrgRole::ALL {
            let signs = matches!(role, OrgRole::Approver | OrgRole::Admin);
            assert_eq!(
                demanded(&user(&[], Some(*role))),
                [false, false, signs, true],
                "{role:?}"
            );
        }
    }
}
