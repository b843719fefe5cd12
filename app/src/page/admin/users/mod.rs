//! `/admin/users` and below: accounts and roles on the platform (`ADM-12`). System administrators change them, the
//! secretariat reads.

pub mod invitation;
pub mod invite;
pub mod list;
pub mod user;

mod grant;

use domain::permit::{Action, Subject};

use crate::document::Head;
use crate::{Failure, Visit};

/// Where the list is.
const LIST: &str = "/admin/users";

fn require_reader(visit: &Visit) -> Result<(), Failure> {
    visit.require_user()?;
    if visit.may(Action::ReadUsers, Subject::Portal) {
        Ok(())
    } else {
        Err(Failure::Forbidden)
    }
}

fn manages(visit: &Visit) -> bool {
    visit.may(Action::ManageUsers, Subject::Portal)
}

fn require_manager(visit: &Visit) -> Result<(), Failure> {
    visit.require_user()?;
    if manages(visit) {
        Ok(())
    } else {
        Err(Failure::Forbidden)
    }
}

/// The way to a page below the list.
fn head(visit: &Visit, page: &str, failed: bool) -> Head {
    let text = visit.text();
    Head::new(page)
        .crumb(text.admin.title, visit.href("/admin"))
        .crumb(text.admin_user.title, visit.href(LIST))
        .here(page)
        .refused_if(failed)
        .private()
}
