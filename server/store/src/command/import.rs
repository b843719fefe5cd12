//! Takes programs from files and from the demo data. Importing the same again changes nothing: a published program is
//! known by society, fiscal year and title, a draft by society and text.

use domain::permit::{Action, Actor};
use domain::program::{CleanProgram, ListingState, ProgramForm};
use domain::value::{OrganisationId, ProgramId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::program::{IMPORT as NOTE, Loaded, difference, expect_leading, insert, json, permit, record};
use super::publish::{end, publish};
use crate::entity::program;
use crate::hygiene::clean_form;
use crate::query::ChangeKind;
use crate::write::Write;
use crate::{Refusal, Store, StoreError, decode};

/// How an imported program is to end up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportState {
    /// 下書き: taken as typed, whatever is missing.
    Draft,
    /// 公開中.
    Published,
    /// 終了: published and ended.
    Closed,
}

/// What an import has done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Imported {
    /// The program is new.
    Added(ProgramId),
    /// The program was there with other content or in another state.
    Changed(ProgramId),
    /// The program was there just so.
    Unchanged(ProgramId),
}

impl Imported {
    /// The program.
    pub fn id(self) -> ProgramId {
        match self {
            Self::Added(id) | Self::Changed(id) | Self::Unchanged(id) => id,
        }
    }
}

/// One program to import.
#[derive(Clone, Debug)]
pub struct ImportItem {
    /// The lead society.
    pub owner: OrganisationId,
    /// The program as typed.
    pub form: ProgramForm,
    /// How it is to end up.
    pub state: ImportState,
}

impl Store {
    /// Imports one program in a transaction of its own.
    ///
    /// # Errors
    /// `NotFound` for an unknown society; `NotNow` for one that has ended or is no insurer; `Problems` of a program that is to be published; `WrongState` when the program
    /// is known and cannot come to the wanted state.
    pub async fn import_program(
        &self,
        owner: OrganisationId,
        form: &ProgramForm,
        state: ImportState,
    ) -> Result<Imported, Refusal> {
        let mut write = self.begin().await?;
        let imported = import(&mut write, owner, form, state).await?;
        note(&mut write, imported, state).await?;
        write.commit().await?;
        Ok(imported)
    }

    /// Imports many programs in one transaction, which is much faster than one by one. An item that is refused leaves
    /// the others alone; the results come in the order of the items.
    ///
    /// # Errors
    /// [`StoreError::Db`] or [`StoreError::Conflict`]: nothing has been imported then.
    pub async fn import_programs(&self, items: &[ImportItem]) -> Result<Vec<Result<Imported, Refusal>>, StoreError> {
        let mut write = self.begin().await?;
        let mut results = Vec::with_capacity(items.len());
        for item in items {
            match import(&mut write, item.owner, &item.form, item.state).await {
                Err(Refusal::Db(error)) => return Err(error),
                // Somebody else was faster with the same row; the transaction may hold half an item.
                Err(Refusal::Stale { .. }) => return Err(StoreError::Conflict),
                result => results.push(result),
            }
        }
        for (item, result) in items.iter().zip(&results) {
            if let Ok(imported) = result {
                note(&mut write, *imported, item.state).await?;
            }
        }
        write.commit().await?;
        Ok(results)
    }
}

/// Notes what readers can see of an import.
async fn note(write: &mut Write, imported: Imported, state: ImportState) -> Result<(), StoreError> {
    match imported {
        Imported::Added(id) | Imported::Changed(id) if state != ImportState::Draft => {
            write.note(ChangeKind::Program(id)).await
        }
        _ => Ok(()),
    }
}

/// Imports one program. Whatever it refuses, it refuses before it has written anything.
async fn import(
    write: &mut Write,
    owner: OrganisationId,
    form: &ProgramForm,
    state: ImportState,
) -> Result<Imported, Refusal> {
    permit(&Actor::Operator, Action::ImportPrograms, owner)?;
    expect_leading(write, owner).await?;
    let form = clean_form(form);
    let clean = match (form.check(), state) {
        (Ok(clean), _) => Some(clean),
        (Err(_), ImportState::Draft) => None,
        (Err(problems), _) => return Err(problems.into()),
    };
    let published = match &clean {
        Some(clean) => find_published(write, owner, clean).await?,
        None => None,
    };
    match (state, published, clean) {
        (ImportState::Draft, Some(known), Some(clean)) if decode::content(&known.row)?.as_ref() == Some(&clean) => {
            // The draft of an earlier import, published since.
            Ok(Imported::Unchanged(known.id()))
        }
        (ImportState::Published | ImportState::Closed, Some(known), Some(clean)) => {
            revise(write, known, &form, &clean, state).await
        }
        (ImportState::Published | ImportState::Closed, None, Some(clean)) => {
            add(write, owner, &form, &clean, state).await
        }
        _ => add_draft(write, owner, &form).await,
    }
}

async fn add_draft(write: &mut Write, owner: OrganisationId, form: &ProgramForm) -> Result<Imported, Refusal> {
    if let Some(known) = find_same_draft(write, owner, form).await? {
        return Ok(Imported::Unchanged(known.id()));
    }
    let row = insert(write, owner, form, None).await?;
    let id = ProgramId::new(row.id);
    let change = difference(&ProgramForm::default(), form);
    record(write, &row, &Actor::Operator, None, change, NOTE).await?;
    Ok(Imported::Added(id))
}

/// Publishes what was not published so far: the draft of an earlier import, or else a new program.
async fn add(
    write: &mut Write,
    owner: OrganisationId,
    form: &ProgramForm,
    clean: &CleanProgram,
    state: ImportState,
) -> Result<Imported, Refusal> {
    let (loaded, imported) = match find_same_draft(write, owner, form).await? {
        Some(known) => {
            let imported = Imported::Changed(known.id());
            (known, imported)
        }
        None => {
            super::program::expect_short_title(clean)?;
            let row = insert(write, owner, form, None).await?;
            let imported = Imported::Added(ProgramId::new(row.id));
            let change = difference(&ProgramForm::default(), form);
            record(write, &row, &Actor::Operator, None, change, NOTE).await?;
            (
                Loaded {
                    row,
                    state: ListingState::Draft,
                },
                imported,
            )
        }
    };
    publish(
        write,
        &Actor::Operator,
        &loaded,
        clean,
        program::ActiveModel::default(),
        NOTE,
    )
    .await?;
    if state == ImportState::Closed {
        let loaded = reload(write, imported.id()).await?;
        end(write, &Actor::Operator, &loaded, NOTE).await?;
    }
    Ok(imported)
}

/// Brings a known program to the wanted content and state.
async fn revise(
    write: &mut Write,
    known: Loaded,
    form: &ProgramForm,
    clean: &CleanProgram,
    state: ImportState,
) -> Result<Imported, Refusal> {
    let id = known.id();
    let same_content = decode::content(&known.row)?.as_ref() == Some(clean);
    let same_state = match known.state {
        ListingState::Published => state == ImportState::Published,
        ListingState::Closed => state == ImportState::Closed,
        _ => false,
    };
    match (known.state, same_content, same_state) {
        (_, true, true) => Ok(Imported::Unchanged(id)),
        (ListingState::Published, false, _) => {
            let change = program::ActiveModel {
                draft: Set(json("draft", known.row.id, form)?),
                ..Default::default()
            };
            publish(write, &Actor::Operator, &known, clean, change, NOTE).await?;
            if !same_state {
                let known = reload(write, id).await?;
                end(write, &Actor::Operator, &known, NOTE).await?;
            }
            Ok(Imported::Changed(id))
        }
        (ListingState::Published, true, false) => {
            end(write, &Actor::Operator, &known, NOTE).await?;
            Ok(Imported::Changed(id))
        }
        (state, _, _) => Err(Refusal::WrongState { state }),
    }
}

async fn reload(write: &Write, id: ProgramId) -> Result<Loaded, Refusal> {
    let row = program::Entity::find_by_id(id.get())
        .one(write.tx())
        .await?
        .ok_or(Refusal::NotFound)?;
    let state = decode::state(&row)?;
    Ok(Loaded { row, state })
}

async fn find_published(write: &Write, owner: OrganisationId, clean: &CleanProgram) -> Result<Option<Loaded>, Refusal> {
    let found = program::Entity::find()
        .filter(program::Column::OwnerId.eq(owner.get()))
        .filter(program::Column::FiscalYear.eq(clean.fiscal_year().get()))
        .filter(program::Column::Title.eq(clean.title.as_str()))
        .one(write.tx())
        .await?;
    let Some(row) = found else { return Ok(None) };
    let state = decode::state(&row)?;
    Ok(Some(Loaded { row, state }))
}

/// A draft of the society with the same text. Forms are compared, not their JSON, which changes when the form grows.
async fn find_same_draft(write: &Write, owner: OrganisationId, form: &ProgramForm) -> Result<Option<Loaded>, Refusal> {
    let drafts = program::Entity::find()
        .filter(program::Column::OwnerId.eq(owner.get()))
        .filter(program::Column::State.eq(ListingState::Draft.code()))
        .order_by_asc(program::Column::Id)
        .all(write.tx())
        .await?;
    for row in drafts {
        if decode::form(&row)? == *form {
            return Ok(Some(Loaded {
                row,
                state: ListingState::Draft,
            }));
        }
    }
    Ok(None)
}
