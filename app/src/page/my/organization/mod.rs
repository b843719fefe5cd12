//! `/my/organization` and below: the organisation for which the visitor acts, what it says of itself and who belongs to
//! it.

pub mod audit;
pub mod members;
pub mod section;
pub mod summary;

mod field;

use domain::organisation::Organisation;
use domain::permit::{Action, Subject};

use crate::{Failure, Site, Visit};

/// The organisation for which the visitor acts.
async fn get_own(site: &Site, visit: &Visit) -> Result<Organisation, Failure> {
    visit.require_user()?;
    let place = visit.acting().ok_or(Failure::Forbidden)?;
    if !visit.may(Action::ReadOrganisation, Subject::Organisation(place.organisation)) {
        return Err(Failure::Forbidden);
    }
    let found = site.store.find_organisation(place.organisation).await?;
    found.ok_or(Failure::NotFound)
}
