//! The people of the site tests: one for each role.

use domain::code::{OrgRole, PlatformRole};

/// Who visits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Anonymous,
    /// Roles in the first society.
    Viewer,
    Editor,
    Approver,
    OrgAdmin,
    /// The approver of the second society.
    OtherApprover,
    Secretariat,
    Officer,
    OfficerApprover,
    Reviewer,
    FederationViewer,
    Auditor,
    Sysadmin,
}

impl Role {
    pub const ALL: &'static [Self] = &[
        Self::Anonymous,
        Self::Viewer,
        Self::Editor,
        Self::Approver,
        Self::OrgAdmin,
        Self::OtherApprover,
        Self::Secretariat,
        Self::Officer,
        Self::OfficerApprover,
        Self::Reviewer,
        Self::FederationViewer,
        Self::Auditor,
        Self::Sysadmin,
    ];

    /// Sign-in name.
    pub fn email(self) -> String {
        format!("{self:?}@navi.example.jp").to_lowercase()
    }

    /// The role in a society, if it is one.
    pub fn org_role(self) -> Option<OrgRole> {
        Some(match self {
            Self::Viewer => OrgRole::Viewer,
            Self::Editor => OrgRole::Editor,
            Self::Approver | Self::OtherApprover => OrgRole::Approver,
            Self::OrgAdmin => OrgRole::Admin,
            _ => return None,
        })
    }

    /// The role on the platform, if it is one.
    pub fn platform_role(self) -> Option<PlatformRole> {
        Some(match self {
            Self::Secretariat => PlatformRole::Secretariat,
            Self::Officer => PlatformRole::Officer,
            Self::OfficerApprover => PlatformRole::OfficerApprover,
            Self::Reviewer => PlatformRole::Reviewer,
            Self::FederationViewer => PlatformRole::FederationViewer,
            Self::Auditor => PlatformRole::Auditor,
            Self::Sysadmin => PlatformRole::Sysadmin,
            _ => return None,
        })
    }
}
