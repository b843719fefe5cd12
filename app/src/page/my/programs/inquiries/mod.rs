//! `/my/programs/{id}/inquiries` and below: questions from outside, and their answers.

pub mod inquiry;
pub mod list;

use domain::permit::{Action, Subject};
use store::Draft;

use super::get_draft;
use crate::{Failure, Site, Visit};

/// The program of an address, if the visitor may read questions about it.
async fn get_program(site: &Site, visit: &Visit, id: &str) -> Result<Draft, Failure> {
    let draft = get_draft(site, visit, id).await?;
    if visit.may(Action::ReadParticipation, Subject::Organisation(draft.owner.id)) {
        Ok(draft)
    } else {
        Err(Failure::Forbidden)
    }
}

fn path(draft: &Draft) -> String {
    format!("/my/programs/{}/inquiries", draft.id)
}
