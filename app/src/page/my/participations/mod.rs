//! `/my/participations` and below: what the organisation for which the visitor acts has asked to join.

pub mod consent;
pub mod end;
pub mod list;
pub mod participation;

use domain::permit::{Action, Subject};
use domain::value::ParticipationId;
use store::Participation;

use crate::document::Head;
use crate::{Failure, Site, Visit};

/// Where the list is.
const LIST: &str = "/my/participations";

/// The participation of an address, if it is one of the visitor's societies. Others do not exist for the visitor.
async fn get_own(site: &Site, visit: &Visit, id: &str) -> Result<Participation, Failure> {
    visit.require_user()?;
    let id: ParticipationId = id.parse().map_err(|_| Failure::NotFound)?;
    let found = site.store.find_participation(id).await?.ok_or(Failure::NotFound)?;
    if visit.may(Action::ReadParticipation, Subject::Organisation(found.society.id)) {
        Ok(found)
    } else {
        Err(Failure::NotFound)
    }
}

fn path(participation: &Participation) -> String {
    format!("{LIST}/{}", participation.id)
}

fn head(visit: &Visit, participation: &Participation, page: Option<&str>) -> Head {
    let head = Head::new(page.unwrap_or(&participation.title))
        .crumb(visit.text().site.nav_my, visit.href("/my"))
        .crumb(visit.text().joining.list, visit.href(LIST));
    let title = participation.title.clone();
    match page {
        Some(page) => head.crumb(title, visit.href(&path(participation))).here(page),
        None => head.here(title),
    }
    .private()
}
