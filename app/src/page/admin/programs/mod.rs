//! `/admin/programs` and below: the secretariat looks at programs before they are public, and keeps an eye on them after
//! (ORG-04, W31).

pub mod list;
pub mod program;

mod comments;
mod decision;

use domain::permit::{Action, Subject};

use crate::{Failure, Visit};

/// Refuses whoever may not check programs.
fn require(visit: &Visit) -> Result<(), Failure> {
    visit.require_user()?;
    if visit.may(Action::CheckPrograms, Subject::Portal) {
        Ok(())
    } else {
        Err(Failure::Forbidden)
    }
}
