//! Who is told what of a consortium.

use domain::code::OrgRole;
use domain::consortium::{ConsortiumNews, Place};
use domain::notice::{Matter, Notice};
use domain::permit::Actor;
use domain::value::OrganisationId;

use crate::Refusal;
use crate::notice::To;
use crate::query::Consortium;
use crate::write::Write;

/// Those who work on consortia, in every society.
pub(super) const READERS: &[OrgRole] = &[OrgRole::Editor, OrgRole::Approver];

/// Tells an organisation of something that concerns one place.
pub(super) async fn tell(
    write: &mut Write,
    whole: &Consortium,
    place: &Place,
    to: OrganisationId,
    news: ConsortiumNews,
) -> Result<(), Refusal> {
    let notice = Notice::Consortium {
        consortium: whole.id,
        place: Some(place.id),
        news,
        society: place.name.clone(),
        name: whole.plan.name.clone(),
    };
    write.tell(To::Organisation(to, READERS), &notice).await?;
    Ok(())
}

/// Tells all who belong to it, but the lead, who has done it.
pub(super) async fn tell_all(write: &mut Write, whole: &Consortium, news: ConsortiumNews) -> Result<(), Refusal> {
    let notice = Notice::Consortium {
        consortium: whole.id,
        place: None,
        news,
        society: whole.lead_name().to_owned(),
        name: whole.plan.name.clone(),
    };
    let others = whole.places.iter().filter(|place| place.organisation != whole.lead);
    for place in others.filter(|place| place.state.is_involved()) {
        write
            .tell(To::Organisation(place.organisation, READERS), &notice)
            .await?;
    }
    Ok(())
}

/// Tells all members but one, which has done it.
pub(super) async fn tell_others(
    write: &mut Write,
    whole: &Consortium,
    own: OrganisationId,
    notice: &Notice,
) -> Result<(), Refusal> {
    let others = whole.places.iter().filter(|place| place.organisation != own);
    for place in others.filter(|place| place.state.is_present()) {
        write
            .tell(To::Organisation(place.organisation, READERS), notice)
            .await?;
    }
    Ok(())
}

/// What had to be done about a place is done.
pub(super) async fn settle(write: &mut Write, actor: &Actor, place: &Place) -> Result<(), Refusal> {
    Ok(write.settle(actor, Matter::Place(place.id)).await?)
}
