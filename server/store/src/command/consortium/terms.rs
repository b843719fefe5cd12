//! A change of what a society has agreed to asks it again (rule R6); one that only relieves it is told.

use domain::consortium::{ConsortiumNews, MembershipState, MembershipStep};
use domain::permit::Actor;
use domain::value::ConsortiumId;

use super::load::{add_event, lock, move_place};
use super::tell::tell;
use crate::Refusal;
use crate::query::Consortium;
use crate::write::Write;

/// Asks every society again whose consent does not cover the terms as they are now, and tells those whose terms are other
/// than `before` but covered. While shares cannot be told nobody is asked: there is nothing to agree to yet, and nobody
/// counts as having agreed.
pub(super) async fn renew(
    write: &mut Write,
    actor: &Actor,
    id: ConsortiumId,
    before: &Consortium,
) -> Result<(), Refusal> {
    let whole = lock(write, id).await?;
    let agreed = |state| state == MembershipState::Agreed;
    for place in whole.places.iter().filter(|place| agreed(place.state)) {
        let Some(terms) = whole.terms(place.organisation) else {
            continue;
        };
        if place.has_agreed(&terms) {
            let was = before.terms(place.organisation);
            let is_other = was.is_some_and(|was| !was.changes(&terms).is_empty());
            if is_other && place.organisation != whole.lead {
                tell(write, &whole, place, place.organisation, ConsortiumNews::Lighter).await?;
            }
            continue;
        }
        let step = MembershipStep::AskAgain;
        let next = place.state.next(step).ok_or(Refusal::NotNow)?;
        move_place(write, place, next).await?;
        add_event(write, id, Some(actor), Some(place.organisation), step.code(), "").await?;
        tell(write, &whole, place, place.organisation, ConsortiumNews::Place(step)).await?;
    }
    Ok(())
}
