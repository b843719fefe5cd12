//! `/admin/grants` and below: the office follows each grant to its end (domain §8.6 B). Auditors read what their role covers,
//! and every look of theirs is written down.

pub mod grant;
pub mod list;
pub mod notice;

mod act;
mod forms;
mod review;

use domain::audit::Subject as Matter;
use domain::code::PlatformRole;
use domain::permit::{Action, Subject};
use domain::value::GrantId;
use store::StoredGrant;

use crate::{Failure, Site, Visit};

/// Where the queue is.
const LIST: &str = "/admin/grants";

/// Refuses whoever may not look at grants.
fn require(visit: &Visit) -> Result<(), Failure> {
    visit.require_user()?;
    if visit.may(Action::OverseeGrants, Subject::Portal) {
        Ok(())
    } else {
        Err(Failure::Forbidden)
    }
}

/// The grant of an address. What an auditor's role does not cover does not exist for the auditor.
async fn load(site: &Site, visit: &Visit, id: &str) -> Result<StoredGrant, Failure> {
    require(visit)?;
    let id: GrantId = id.parse().map_err(|_| Failure::NotFound)?;
    let whole = site.store.find_grant(id).await?.ok_or(Failure::NotFound)?;
    let covered = visit.may(Action::OverseeGrants, Subject::Organisation(whole.lead)) && whole.is_covered(&visit.actor);
    if !covered {
        return Err(Failure::NotFound);
    }
    note_look(site, visit, Matter::Grant(whole.id, whole.lead)).await?;
    Ok(whole)
}

/// Writes down a look of an auditor; nobody else's.
pub(in crate::page) async fn note_look(site: &Site, visit: &Visit, matter: Matter) -> Result<(), Failure> {
    if is_auditor(visit) {
        site.store
            .note_look(&visit.actor, matter, visit.loggable_path())
            .await?;
    }
    Ok(())
}

/// Whether the visitor looks as an auditor.
fn is_auditor(visit: &Visit) -> bool {
    let roles = visit.user().map(|user| user.platform.as_slice()).unwrap_or_default();
    roles.contains(&PlatformRole::Auditor)
}
