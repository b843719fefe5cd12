//! The rows a command on a participation works on, under the lock of their program.

use domain::participation::{ParticipationState, ParticipationStep, Side};
use domain::permit::{Action, Actor, Subject, may};
use domain::program::CleanProgram;
use domain::value::{OrganisationId, ParticipationId, ProgramId};
use sea_orm::sea_query::LockType;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::decode::{self, Row};
use crate::entity::{participation, participation_event, program};
use crate::write::Write;
use crate::{Refusal, StoreError};

/// A participation with its program, which is locked.
pub(super) struct Loaded {
    pub(super) row: participation::Model,
    pub(super) state: ParticipationState,
    pub(super) program: program::Model,
}

impl Loaded {
    pub(super) fn id(&self) -> ParticipationId {
        ParticipationId::new(self.row.id)
    }

    pub(super) fn program_id(&self) -> ProgramId {
        ProgramId::new(self.program.id)
    }

    /// The organisation on a side.
    pub(super) fn organisation(&self, side: Side) -> OrganisationId {
        OrganisationId::new(match side {
            Side::Society => self.row.organisation_id,
            Side::Organiser => self.program.owner_id,
        })
    }

    pub(super) fn content(&self) -> Result<CleanProgram, Refusal> {
        decode::content(&self.program)?.ok_or(Refusal::NotNow)
    }
}

/// Locks a program until the end of the transaction. Rows that only refer to it are not held up.
pub(super) async fn lock_program(write: &Write, id: i64) -> Result<program::Model, Refusal> {
    program::Entity::find_by_id(id)
        .lock(LockType::NoKeyUpdate)
        .one(write.tx())
        .await?
        .ok_or(Refusal::NotFound)
}

/// Loads a participation for an actor who takes a step. Who belongs to neither side learns nothing of it.
pub(super) async fn load(
    write: &Write,
    actor: &Actor,
    id: ParticipationId,
    step: ParticipationStep,
) -> Result<Loaded, Refusal> {
    let find = || participation::Entity::find_by_id(id.get()).one(write.tx());
    let found = find().await?.ok_or(Refusal::NotFound)?;
    let program = lock_program(write, found.program_id).await?;
    // Somebody may have been faster while this waited for the lock.
    let row = find().await?.ok_or(Refusal::NotFound)?;
    let loaded = Loaded {
        state: state(&row)?,
        row,
        program,
    };
    let sides = [Side::Society, Side::Organiser].map(|side| Subject::Organisation(loaded.organisation(side)));
    if !sides.iter().any(|side| may(actor, Action::ReadParticipation, *side)) {
        return Err(Refusal::NotFound);
    }
    if !may(
        actor,
        step.action(),
        Subject::Organisation(loaded.organisation(step.side())),
    ) {
        return Err(Refusal::Forbidden);
    }
    Ok(loaded)
}

/// Where a stored participation is.
pub(super) fn state(row: &participation::Model) -> Result<ParticipationState, StoreError> {
    Row {
        table: "participation",
        id: row.id,
    }
    .code("state", &row.state, ParticipationState::from_code)
}

/// Writes the set columns as the next version, unless somebody was faster. A new turn begins: nobody has been reminded.
pub(super) async fn update(
    write: &Write,
    row: &participation::Model,
    state: ParticipationState,
    change: participation::ActiveModel,
) -> Result<(), Refusal> {
    let change = participation::ActiveModel {
        state: Set(state.code().to_owned()),
        version: Set(row.version + 1),
        waiting_since: Set(write.at()),
        reminded_at: Set(None),
        ..change
    };
    let updated = participation::Entity::update_many()
        .set(change)
        .filter(participation::Column::Id.eq(row.id))
        .filter(participation::Column::Version.eq(row.version))
        .exec(write.tx())
        .await?;
    if updated.rows_affected == 1 {
        Ok(())
    } else {
        Err(Refusal::Stale {
            current: row.version + 1,
        })
    }
}

/// Adds a line to the one history that both sides read.
pub(super) async fn add_event(
    write: &Write,
    id: ParticipationId,
    actor: Option<&Actor>,
    step: &str,
    note: &str,
) -> Result<(), Refusal> {
    let row = participation_event::ActiveModel {
        participation_id: Set(id.get()),
        at: Set(write.at()),
        actor_id: Set(actor.and_then(Actor::user).map(|user| user.id.get())),
        step: Set(step.to_owned()),
        note: Set(note.to_owned()),
        ..Default::default()
    };
    participation_event::Entity::insert(row).exec(write.tx()).await?;
    Ok(())
}

/// A document for storage.
pub(super) fn json(id: i64, column: &str, document: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(document).map_err(|error| {
        Row {
            table: "participation",
            id,
        }
        .corrupt(format_args!("{column}: {error}"))
    })
}
