//! What all commands on a program share: the row under its permission and version, the write that fails when somebody
//! was faster, and the event.

use domain::audit::{self, Deed};
use domain::code::OrganisationStatus;
use domain::permit::{Action, Actor, Subject, may};
use domain::program::{CleanProgram, ListingState, ListingStep, ProgramForm};
use domain::value::{OrganisationId, ProgramId, UserId};
use domain::{ProblemCode, Problems};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Map, Value};

use crate::entity::{organisation, program, program_event};
use crate::error::is_taken;
use crate::query::START;
use crate::write::Write;
use crate::{Change, Refusal, StoreError, decode};

/// A title of 80 visible characters fits many times over; one made of stacked marks might not fit into an index.
const TITLE_BYTES: usize = 1_000;

/// The remark on events of an import.
pub(super) const IMPORT: &str = "import";

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

    pub(super) fn owner(&self) -> OrganisationId {
        OrganisationId::new(self.row.owner_id)
    }

    /// Whether it has been published once.
    pub(super) fn published(&self) -> bool {
        self.row.content.is_some()
    }

    /// The state after a step, if the step exists here.
    pub(super) fn after(&self, step: ListingStep) -> Result<ListingState, Refusal> {
        let fits = step.fits(self.published());
        let next = self.state.next(step).filter(|_| fits);
        next.ok_or(Refusal::WrongState { state: self.state })
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
    permit(actor, action, OrganisationId::new(row.owner_id))?;
    Ok(Loaded { row, state })
}

/// Refuses an actor who may not do this to the society.
pub(super) fn permit(actor: &Actor, action: Action, owner: OrganisationId) -> Result<(), Refusal> {
    if may(actor, action, Subject::Organisation(owner)) {
        Ok(())
    } else {
        Err(Refusal::Forbidden)
    }
}

/// Refuses an owner that cannot lead a new program: one that has ended, or that is no insurer.
pub(super) async fn expect_leading(write: &Write, owner: OrganisationId) -> Result<(), Refusal> {
    let row = organisation::Entity::find_by_id(owner.get()).one(write.tx()).await?;
    let row = row.ok_or(Refusal::NotFound)?;
    if row.number.is_some() && row.status == OrganisationStatus::Active.code() {
        Ok(())
    } else {
        Err(Refusal::NotNow)
    }
}

/// Adds a draft.
pub(super) async fn insert(
    write: &Write,
    owner: OrganisationId,
    form: &ProgramForm,
    keeper: Option<UserId>,
) -> Result<program::Model, Refusal> {
    let row = program::ActiveModel {
        owner_id: Set(owner.get()),
        state: Set(ListingState::Draft.code().to_owned()),
        version: Set(1),
        draft: Set(json("draft", 0, form)?),
        recorded: Set(Some(json("recorded", 0, form)?)),
        created_at: Set(write.at()),
        updated_at: Set(write.at()),
        keeper_id: Set(keeper.map(UserId::get)),
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
        ends_on: Set(Some(clean.period_to.iso())),
        ..decided()
    })
}

/// The columns that a decision on a request sets: nobody waits any more, and nothing is planned.
pub(super) fn decided() -> program::ActiveModel {
    program::ActiveModel {
        requested_at: Set(None),
        requested_by: Set(None),
        publish_at: Set(None),
        ..Default::default()
    }
}

/// Refuses a title that the society has published another program under in the same fiscal year. The unique index has
/// the last word; this says it before the secretariat looks at the program for nothing.
pub(super) async fn expect_free_title(
    write: &Write,
    row: &program::Model,
    clean: &CleanProgram,
) -> Result<(), Refusal> {
    let rival = program::Entity::find()
        .filter(program::Column::OwnerId.eq(row.owner_id))
        .filter(program::Column::FiscalYear.eq(clean.fiscal_year().get()))
        .filter(program::Column::Title.eq(clean.title.as_str()))
        .filter(program::Column::Id.ne(row.id))
        .one(write.tx())
        .await?;
    match rival {
        Some(_) => Err(Problems::one("title", ProblemCode::Taken).into()),
        None => Ok(()),
    }
}

/// Adds an event and a row of the audit log; without a step it is the start of the program.
pub(super) async fn record(
    write: &mut Write,
    row: &program::Model,
    actor: &Actor,
    step: Option<ListingStep>,
    change: Change,
    note: &str,
) -> Result<(), Refusal> {
    let id = ProgramId::new(row.id);
    let deed = match step {
        None if note == IMPORT => Deed::ProgramImported,
        None => Deed::ProgramStarted,
        Some(ListingStep::DeleteDraft) => Deed::ProgramDeleted,
        Some(ListingStep::End) => Deed::ProgramEnded,
        Some(ListingStep::Publish | ListingStep::EditMinor) => Deed::ProgramPublished,
        Some(ListingStep::SubmitForCheck | ListingStep::EditMajor) => Deed::ProgramRequested,
        Some(ListingStep::Withdraw | ListingStep::WithdrawChange) => Deed::ProgramWithdrawn,
        Some(ListingStep::Return) => Deed::ProgramReturned,
        Some(ListingStep::Schedule) => Deed::ProgramScheduled,
        Some(ListingStep::Suspend) => Deed::ProgramSuspended,
        Some(ListingStep::Resume) => Deed::ProgramResumed,
        Some(ListingStep::Report) => Deed::ProgramReported,
        Some(ListingStep::Archive) => Deed::ProgramArchived,
    };
    let subject = audit::Subject::Program(id, OrganisationId::new(row.owner_id));
    write.record(actor, deed, subject, change.because(note)).await?;
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

/// What differs between two forms, field by field.
pub(super) fn difference(before: &ProgramForm, after: &ProgramForm) -> Change {
    let (mut old, mut new) = (Map::new(), Map::new());
    for field in ProgramForm::FIELDS {
        let (was, is) = (before.values(field), after.values(field));
        if was != is {
            old.insert((*field).to_owned(), value(was));
            new.insert((*field).to_owned(), value(is));
        }
    }
    if new.is_empty() {
        Change::none()
    } else {
        Change::from_to(Value::Object(old), Value::Object(new))
    }
}

/// One value as text, several as a list.
fn value(values: &[String]) -> Value {
    match values {
        [] => Value::Null,
        [one] => Value::from(one.as_str()),
        many => Value::from(many),
    }
}

/// What differs between the working copy and what the audit log last knew of it.
pub(super) fn unrecorded(row: &program::Model, now: &ProgramForm) -> Result<Change, StoreError> {
    let known = match &row.recorded {
        Some(text) => decode::program_form(row.id, "recorded", text)?,
        None => decode::form(row)?,
    };
    Ok(difference(&known, now))
}

/// A document for storage.
pub(super) fn json(column: &str, id: i64, document: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(document)
        .map_err(|error| decode::Row { table: "program", id }.corrupt(format_args!("{column}: {error}")))
}
