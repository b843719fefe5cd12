//! `/admin/assignments` and below: the office decides who reviews what, and follows the reviews (W28, ADM-04, ADM-05).

pub mod application;
pub mod list;

use domain::permit::{Action, Subject};

use crate::{Failure, Visit};

/// Where the matrix is.
const LIST: &str = "/admin/assignments";

/// Refuses whoever may not see reviews.
fn require(visit: &Visit) -> Result<(), Failure> {
    visit.require_user()?;
    if visit.may(Action::ReadReviews, Subject::Portal) {
        Ok(())
    } else {
        Err(Failure::Forbidden)
    }
}

/// Whether the visitor assigns reviewers and closes reviews.
fn assigns(visit: &Visit) -> bool {
    visit.may(Action::AssignReviews, Subject::Portal)
}
