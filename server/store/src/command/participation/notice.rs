//! Who is told of a step, and that a task is done: the other side gets a notice, and what had to be done is settled.

use domain::code::OrgRole;
use domain::notice::{Matter, Notice};
use domain::participation::{ParticipationState, ParticipationStep, SILENCE_DAYS, Side};
use domain::permit::Actor;
use domain::value::{Day, Instant};
use sea_orm::EntityTrait;

use super::load::Loaded;
use crate::entity::organisation;
use crate::notice::To;
use crate::write::Write;
use crate::{Refusal, StoreError};

/// Those who work on participations, on either side.
const READERS: &[OrgRole] = &[OrgRole::Editor, OrgRole::Approver];

/// Tells the other side of a step. Whoever had to act has acted.
pub(super) async fn tell(
    write: &mut Write,
    actor: &Actor,
    loaded: &Loaded,
    step: ParticipationStep,
    next: ParticipationState,
) -> Result<(), Refusal> {
    write.settle(actor, Matter::Participation(loaded.id())).await?;
    let to = step.side().other();
    let notice = Notice::JoinStep {
        participation: loaded.id(),
        program: loaded.program_id(),
        to,
        step,
        state: next,
        society: society(write, loaded).await?,
        title: title(loaded),
        due: due(write),
    };
    write
        .tell(To::Organisation(loaded.organisation(to), READERS), &notice)
        .await?;
    Ok(())
}

/// Reminds the side that has to act; its task stays open.
pub(super) async fn remind(write: &mut Write, loaded: &Loaded, to: Side) -> Result<(), Refusal> {
    let notice = Notice::JoinSilent {
        participation: loaded.id(),
        program: loaded.program_id(),
        to,
        society: society(write, loaded).await?,
        title: title(loaded),
    };
    write
        .tell(To::Organisation(loaded.organisation(to), READERS), &notice)
        .await?;
    Ok(())
}

/// The day on which a silent side is reminded.
fn due(write: &Write) -> Option<Day> {
    Instant::from_millis(write.at()).day_jst().plus_days(SILENCE_DAYS)
}

fn title(loaded: &Loaded) -> String {
    loaded.program.title.clone().unwrap_or_default()
}

async fn society(write: &Write, loaded: &Loaded) -> Result<String, StoreError> {
    let row = organisation::Entity::find_by_id(loaded.row.organisation_id)
        .one(write.tx())
        .await?;
    Ok(row.map(|row| row.name).unwrap_or_default())
}
