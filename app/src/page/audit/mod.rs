//! The audit log as pages (ADM-11), for those who read all of it and for administrators of an organisation who read what
//! concerns theirs. What may be read is decided before these views are drawn.

mod cell;
mod csv;
mod list;
mod query;
mod row;

use domain::grant::AuditScope;
use domain::permit::{Action, Subject};
use domain::value::OrganisationId;

pub use list::{export, show_list};
pub use row::show_row;

use crate::{Failure, Visit};

/// Whose log is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of it, or for an auditor what the role covers.
    Portal(AuditScope),
    /// What concerns one organisation, with its name.
    Organisation(OrganisationId, String),
}

impl Scope {
    /// The whole log.
    ///
    /// # Errors
    /// Leads to the sign-in page; 403.
    pub fn portal(visit: &Visit) -> Result<Self, Failure> {
        visit.require_user()?;
        if visit.may(Action::ReadAudit, Subject::Portal) {
            Ok(Self::Portal(visit.actor.audit_scope()))
        } else {
            Err(Failure::Forbidden)
        }
    }

    /// The log of the organisation for which the visitor acts, or of the first one that the visitor administers.
    ///
    /// # Errors
    /// Leads to the sign-in page; 403.
    pub fn own(visit: &Visit) -> Result<Self, Failure> {
        let user = visit.require_user()?;
        let acting = visit.acting().map(|place| place.organisation);
        let mut places: Vec<_> = user
            .memberships
            .iter()
            .filter(|place| visit.may(Action::ReadAudit, Subject::Organisation(place.organisation)))
            .collect();
        places.sort_by_key(|place| Some(place.organisation) != acting);
        match places.first() {
            Some(place) => Ok(Self::Organisation(place.organisation, place.organisation_name.clone())),
            None => Err(Failure::Forbidden),
        }
    }

    fn organisation(&self) -> Option<OrganisationId> {
        match self {
            Self::Portal(_) => None,
            Self::Organisation(id, _) => Some(*id),
        }
    }

    fn covered(&self) -> AuditScope {
        match self {
            Self::Portal(scope) => scope.clone(),
            Self::Organisation(..) => AuditScope::default(),
        }
    }

    /// Path of the list.
    const fn path(&self) -> &'static str {
        match self {
            Self::Portal(_) => "/admin/audit",
            Self::Organisation(..) => "/my/organization/audit",
        }
    }

    fn title(&self, visit: &Visit) -> &'static str {
        match self {
            Self::Portal(_) => visit.text().audit.title,
            Self::Organisation(..) => visit.text().audit.title_own,
        }
    }
}
