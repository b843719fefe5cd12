//! `/admin/organizations` and below: the secretariat lets organisations in and records what becomes of them.

pub mod import;
pub mod list;
pub mod organization;
pub mod registration;

mod upload;

use domain::permit::{Action, Subject};

use crate::document::Head;
use crate::{Failure, Visit};

/// Refuses whoever may not manage organisations.
fn require(visit: &Visit) -> Result<(), Failure> {
    visit.require_user()?;
    if visit.may(Action::ManageOrganisations, Subject::Portal) {
        Ok(())
    } else {
        Err(Failure::Forbidden)
    }
}

/// The way to a page below the list.
fn head(visit: &Visit, page: &str) -> Head {
    let text = visit.text();
    Head::new(page)
        .crumb(text.admin.title, visit.href("/admin"))
        .crumb(text.organisation_admin.title, visit.href("/admin/organizations"))
        .here(page)
        .private()
}
