//! A role on the platform as it was given: the days on which it counts, and for auditors what it covers. Whether a role
//! counts today is decided here; what it may do, in [`crate::permit`].

use serde::{Deserialize, Serialize};

use crate::code::PlatformRole;
use crate::value::{Day, FiscalYear, OrganisationId};

/// What an auditor (監査閲覧者) may look at. An empty list means all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AuditScope {
    /// Fiscal years.
    pub years: Vec<FiscalYear>,
    /// Organisations.
    pub organisations: Vec<OrganisationId>,
}

impl AuditScope {
    /// Whether the organisation is within.
    pub fn covers_organisation(&self, organisation: OrganisationId) -> bool {
        self.organisations.is_empty() || self.organisations.contains(&organisation)
    }

    /// Whether the fiscal year is within.
    pub fn covers_year(&self, year: FiscalYear) -> bool {
        self.years.is_empty() || self.years.contains(&year)
    }
}

/// A role on the platform with its limits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlatformGrant {
    /// The role.
    pub role: PlatformRole,
    /// First day on which it counts; none means from the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// Last day on which it counts; none means without end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// What an auditor may look at; nobody else is limited by it.
    #[serde(default)]
    pub scope: AuditScope,
}

impl PlatformGrant {
    /// Whether the role counts on a day.
    pub fn is_valid(&self, today: Day) -> bool {
        self.from.is_none_or(|from| from <= today) && self.until.is_none_or(|until| today <= until)
    }
}

impl From<PlatformRole> for PlatformGrant {
    /// The role without limits.
    fn from(role: PlatformRole) -> Self {
        Self {
            role,
            from: None,
            until: None,
            scope: AuditScope::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> Day {
        Day::from_iso(iso).unwrap()
    }

    #[test]
    fn 期間の初日から末日まで有効() {
        let grant = PlatformGrant {
            from: Some(day("2026-04-01")),
            until: Some(day("2026-09-30")),
            ..PlatformGrant::from(PlatformRole::Auditor)
        };
        for (today, valid) in [
            ("2026-03-31", false),
            ("2026-04-01", true),
            ("2026-09-30", true),
            ("2026-10-01", false),
        ] {
            assert_eq!(grant.is_valid(day(today)), valid, "{today}");
        }
        assert!(PlatformGrant::from(PlatformRole::Sysadmin).is_valid(day("2099-12-31")));
    }

    #[test]
    fn 空の範囲はすべてを含む() {
        let all = AuditScope::default();
        assert!(all.covers_organisation(OrganisationId::new(7)));
        let some = AuditScope {
            organisations: vec![OrganisationId::new(1)],
            ..AuditScope::default()
        };
        assert!(some.covers_organisation(OrganisationId::new(1)));
        assert!(!some.covers_organisation(OrganisationId::new(7)));
        assert!(some.covers_year(FiscalYear::of(day("2026-04-01"))));
    }

    #[test]
    fn 保存した形から戻せる() {
        let grant = PlatformGrant::from(PlatformRole::Officer);
        let json = serde_json::to_string(&grant).unwrap();
        assert_eq!(serde_json::from_str::<PlatformGrant>(&json).unwrap(), grant);
        assert_eq!(serde_json::from_str::<AuditScope>("{}").unwrap(), AuditScope::default());
    }
}
