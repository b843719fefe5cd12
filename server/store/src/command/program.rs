//! What all commands on a program share: the row under its permission and version, the write that fails when somebody
//! was faster, and the event.

use domain::permit::{Action, Actor, Subject, may};
use domain::program::{CleanProgram, ListingState, ListingStep, ProgramForm};
use domain::value::{InsurerId, ProgramId};
use domain::{ProblemCode, Problems};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::entity::{program, program_event};
use crate::error::is_taken;
use crate::query::START;
use crate::write::Write;
use crate::{Refusal, StoreError, decode};

/// A title of 80 visible characters fits many times over; one made of stacked marks might not fit into an index.
const TITLE_BYTES: usize = 1_000;

/// A program as a command found it.
pub(super) struct Loaded {
    pub(super) row: program::Model,
    pub(super) state: ListingState,
}

impl Loaded {
    pub(super) fn id(&self) -> ProgramId {
        ProgramId::new(self.row.id)
    }

    /// Refuses a caller who has seen another version.
    pub(super) fn expect_version(&self, seen: i64) -> Result<(), Refusal> {
        if self.row.version == seen {
            Ok(())
        } else {
            Err(Refusal::Stale {
                current: self.row.version,
            })
        }
    }

    /// The state after a step, if the step exists here.
    pub(super) fn after(&self, step: ListingStep) -> Result<ListingState, Refusal> {
        self.state.next(step).ok_or(Refusal::WrongState { state: self.state })
    }
}

/// Loads a program that is not a deleted draft, for an actor who may do this to it.
pub(super) async fn load(write: &Write, actor: &Actor, action: Action, id: ProgramId) -> Result<Loaded, Refusal> {
    let row = program::Entity::find_by_id(id.get())
        .one(write.tx())
        .await?
        .ok_or(Refusal::NotFound)?;
    let state = decode::state(&row)?;
    if state == ListingState::DeletedDraft {
        return Err(Refusal::NotFound);
    }
    permit(actor, action, InsurerId::new(row.owner_id))?;
    Ok(Loaded { row, state })
}

/// Refuses an actor who may not do this to the society.
pub(super) fn permit(actor: &Actor, action: Action, owner: InsurerId) -> Result<(), Refusal> {
    if may(actor, action, Subject::Organisation(owner)) {
        Ok(())
    } else {
        Err(Refusal::Forbidden)
    }
}

/// Adds a draft.
pub(super) async fn insert(write: &Write, owner: InsurerId, form: &ProgramForm) -> Result<program::Model, Refusal> {
    let row = program::ActiveModel {
        owner_id: Set(owner.get()),
        state: Set(ListingState::Draft.code().to_owned()),
        version: Set(1),
        draft: Set(json("draft", 0, form)?),
        created_at: Set(write.at()),
        updated_at: Set(write.at()),
        ..Default::default()
    };
    let id = program::Entity::insert(row).exec(write.tx()).await?.last_insert_id;
    let row = program::Entity::find_by_id(id).one(write.tx()).await?;
    Ok(row.ok_or(StoreError::NotFound("program"))?)
}

/// Writes the set columns of `change` as the next version, which it returns, unless somebody was faster.
pub(super) async fn update(write: &Write, row: &program::Model, change: program::ActiveModel) -> Result<i64, Refusal> {
    let next = row.version + 1;
    let change = program::ActiveModel {
        version: Set(next),
        updated_at: Set(write.at()),
        ..change
    };
    let updated = program::Entity::update_many()
        .set(change)
        .filter(program::Column::Id.eq(row.id))
        .filter(program::Column::Version.eq(row.version))
        .exec(write.tx())
        .await
        .map_err(|error| {
            // The only unique columns are owner, fiscal year and title together.
            if is_taken(&error) {
                Refusal::Problems(Problems::one("title", ProblemCode::Taken))
            } else {
                error.into()
            }
        })?;
    if updated.rows_affected == 1 {
        return Ok(next);
    }
    match program::Entity::find_by_id(row.id).one(write.tx()).await? {
        Some(now) => Err(Refusal::Stale { current: now.version }),
        None => Err(Refusal::NotFound),
    }
}

/// Refuses a title that would not fit into an index.
pub(super) fn expect_short_title(clean: &CleanProgram) -> Result<(), Refusal> {
    if clean.title.len() <= TITLE_BYTES {
        return Ok(());
    }
    let max = ProgramForm::limit("title").unwrap_or_default();
    let now = u32::try_from(clean.title.chars().count()).unwrap_or(u32::MAX);
    Err(Problems::one("title", ProblemCode::TooLong { max, now }).into())
}

/// The columns that a publication sets. The date of the first one stays.
pub(super) fn publication(
    write: &Write,
    row: &program::Model,
    clean: &CleanProgram,
) -> Result<program::ActiveModel, Refusal> {
    expect_short_title(clean)?;
    Ok(program::ActiveModel {
        content: Set(Some(json("content", row.id, clean)?)),
        title: Set(Some(clean.title.clone())),
        fiscal_year: Set(Some(clean.fiscal_year().get())),
        published_at: Set(Some(row.published_at.unwrap_or(write.at()))),
        content_updated_at: Set(Some(write.at())),
        ..Default::default()
    })
}

/// Adds an event; without a step it is the start of the program.
pub(super) async fn record(
    write: &Write,
    id: ProgramId,
    actor: &Actor,
    step: Option<ListingStep>,
    note: &str,
) -> Result<(), Refusal> {
    let row = program_event::ActiveModel {
        program_id: Set(id.get()),
        at: Set(write.at()),
        actor_id: Set(actor.user().map(|user| user.id.get())),
        step: Set(step.map_or(START, ListingStep::code).to_owned()),
        note: Set(note.to_owned()),
        ..Default::default()
    };
    program_event::Entity::insert(row).exec(write.tx()).await?;
    Ok(())
}

/// A document for storage.
pub(super) fn json(column: &str, id: i64, document: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(document)
        .map_err(|error| decode::Row { table: "program", id }.corrupt(format_args!("{column}: {error}")))
}
