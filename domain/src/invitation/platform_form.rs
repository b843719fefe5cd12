//! What is typed to give somebody roles on the platform, with the limits that an auditor needs.

use super::form::{choices, person_name};
use crate::code::PlatformRole;
use crate::form::form;
use crate::grant::{AuditScope, PlatformGrant};
use crate::value::{Day, Email, FiscalYear, OrganisationId};
use crate::{ProblemCode, Problems, normalise};

form! {
    /// An invitation to a role on the platform, or a change of somebody's roles, as typed.
    pub struct PlatformInvitationForm;
    one {
        /// メールアドレス.
        email,
        /// 氏名.
        name,
        /// First day of an auditor's time.
        from,
        /// Last day of an auditor's time.
        until,
        /// Fiscal years an auditor may see, parted by commas or spaces; empty for all.
        years,
        /// Organisations an auditor may see, ids parted in the same way; empty for all.
        organisations,
    }
    many {
        /// Roles on the platform, codes of [`PlatformRole`].
        platform,
    }
}

/// A checked invitation to roles on the platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CleanPlatformInvitation {
    /// Whom to invite.
    pub email: Email,
    /// The name.
    pub name: String,
    /// At least one role.
    pub grants: Vec<PlatformGrant>,
}

impl PlatformInvitationForm {
    /// Checks an invitation.
    ///
    /// # Errors
    /// Problems of the address, the name and the roles.
    pub fn check(&self) -> Result<CleanPlatformInvitation, Problems> {
        let mut problems = Problems::new();
        let email = problems.take("email", Email::parse(&self.email));
        let name = problems.take("name", person_name(&self.name, true));
        let grants = self.grants(&mut problems);
        if grants.as_ref().is_some_and(Vec::is_empty) {
            problems.push("platform", ProblemCode::Empty);
        }
        let clean = email
            .zip(name)
            .zip(grants)
            .map(|((email, name), grants)| CleanPlatformInvitation { email, name, grants });
        problems.into_clean(clean)
    }

    /// Checks the roles alone; none at all is fine, for it takes all of them away.
    ///
    /// # Errors
    /// Problems of the roles and of an auditor's limits.
    pub fn check_roles(&self) -> Result<Vec<PlatformGrant>, Problems> {
        let mut problems = Problems::new();
        let grants = self.grants(&mut problems);
        problems.into_clean(grants)
    }

    fn grants(&self, problems: &mut Problems) -> Option<Vec<PlatformGrant>> {
        let roles = match choices(&self.platform, PlatformRole::ALL, PlatformRole::from_code) {
            Err(ProblemCode::Empty) => return Some(Vec::new()),
            chosen => problems.take("platform", chosen)?,
        };
        let audit = if roles.contains(&PlatformRole::Auditor) {
            Some(self.audit(problems)?)
        } else {
            None
        };
        let grant = |role| match (&audit, role) {
            (Some(audit), PlatformRole::Auditor) => audit.clone(),
            _ => PlatformGrant::from(role),
        };
        Some(roles.into_iter().map(grant).collect())
    }

    /// An auditor's time must have an end (role `auditor`: scoped and time-boxed).
    fn audit(&self, problems: &mut Problems) -> Option<PlatformGrant> {
        let from = problems.take("from", normalise::date(&self.from));
        let until = problems.take("until", normalise::date(&self.until));
        let scope = self.scope(problems);
        let (from, until) = from.zip(until)?;
        if until < from {
            let other = crate::Field::new("from");
            problems.push("until", ProblemCode::DateBefore { other });
            return None;
        }
        Some(PlatformGrant {
            role: PlatformRole::Auditor,
            from: Some(from),
            until: Some(until),
            scope: scope?,
        })
    }

    fn scope(&self, problems: &mut Problems) -> Option<AuditScope> {
        let is_separator = |c: char| c.is_whitespace() || matches!(c, ',' | '、' | '，');
        let years: Result<Vec<FiscalYear>, ProblemCode> = self
            .years
            .split(is_separator)
            .filter(|part| !part.is_empty())
            .map(normalise::fiscal_year)
            .collect();
        let years = problems.take("years", years);
        let organisations: Result<Vec<OrganisationId>, ProblemCode> = self
            .organisations
            .split(is_separator)
            .filter(|part| !part.is_empty())
            .map(|id| {
                let value = id.to_owned();
                normalise::narrow(id)
                    .parse()
                    .map_err(|_| ProblemCode::UnknownChoice { value })
            })
            .collect();
        let organisations = problems.take("organisations", organisations);
        Some(AuditScope {
            years: years?,
            organisations: organisations?,
        })
    }

    /// The form of what somebody has.
    pub fn of_grants(grants: &[PlatformGrant]) -> Self {
        let audit = grants.iter().find(|grant| grant.role == PlatformRole::Auditor);
        let day = |day: Option<Day>| day.map(Day::iso).unwrap_or_default();
        Self {
            platform: grants.iter().map(|grant| grant.role.code().to_owned()).collect(),
            from: audit.map(|grant| day(grant.from)).unwrap_or_default(),
            until: audit.map(|grant| day(grant.until)).unwrap_or_default(),
            years: joined(audit.map(|grant| grant.scope.years.as_slice())),
            organisations: joined(audit.map(|grant| grant.scope.organisations.as_slice())),
            ..Self::default()
        }
    }
}

fn joined<T: ToString>(values: Option<&[T]>) -> String {
    let values = values.unwrap_or_default().iter().map(ToString::to_string);
    values.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 監査閲覧者には期間が要る() {
        let form = |from: &str, until: &str| PlatformInvitationForm {
            email: "kansa@example.jp".into(),
            name: "監査 太郎".into(),
            from: from.into(),
            until: until.into(),
            years: "令和8年度、2027".into(),
            platform: vec!["auditor".into(), "reviewer".into()],
            organisations: "3".into(),
        };
        let clean = form("令和8年4月1日", "2026-09-30").check().unwrap();
        assert_eq!(clean.grants.len(), 2);
        assert_eq!(clean.grants[0], PlatformGrant::from(PlatformRole::Reviewer));
        assert_eq!(clean.grants[1].until, Day::from_iso("2026-09-30"));
        assert_eq!(clean.grants[1].scope.years.len(), 2);
        let again = PlatformInvitationForm::of_grants(&clean.grants);
        assert_eq!(again.check_roles().unwrap(), clean.grants);
        assert!(form("2026-10-01", "2026-09-30").check().unwrap_err().has_field("until"));
        assert!(form("2026-04-01", "").check().unwrap_err().has_field("until"));
    }

    #[test]
    fn 役割をすべて外すこともできる() {
        assert_eq!(PlatformInvitationForm::default().check_roles(), Ok(vec![]));
        assert!(
            PlatformInvitationForm::default()
                .check()
                .unwrap_err()
                .has_field("platform")
        );
    }
}
