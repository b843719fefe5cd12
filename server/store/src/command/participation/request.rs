//! A society asks to join, for the first time or again.

use domain::audit::{Deed, Subject as Matter};
use domain::participation::{Applicant, CleanRequest, ParticipationState, ParticipationStep, Verdict, may_ask};
use domain::permit::{Action, Actor, Subject, may};
use domain::program::{CleanProgram, ListingState, RecruitWindow};
use domain::value::{OrganisationId, ParticipationId, ProgramId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json as value;

use super::load::{Loaded, add_event, json, lock_program, state, update};
use super::notice::tell;
use crate::entity::{organisation, participation, program};
use crate::query::load_organisation;
use crate::write::Write;
use crate::{Change, Refusal, Store, decode};

impl Store {
    /// Asks to join a program for a society.
    ///
    /// # Errors
    /// `NotFound` when the actor may not see the program; `Forbidden`; `NotNow` when the program takes no requests, is the
    /// society's own, or the society has asked already; `NotEligible`.
    pub async fn request_participation(
        &self,
        actor: &Actor,
        program: ProgramId,
        society: OrganisationId,
        request: &CleanRequest,
    ) -> Result<ParticipationId, Refusal> {
        let mut write = self.begin().await?;
        let program = lock_program(&write, program.get()).await?;
        let content = published(actor, &program)?;
        if !may(actor, Action::AskToJoin, Subject::Organisation(society)) {
            return Err(Refusal::Forbidden);
        }
        let window = RecruitWindow::of(&content, false);
        if program.owner_id == society.get() || !may_ask(window.status(self.now().day_jst())) {
            return Err(Refusal::NotNow);
        }
        expect_eligible(&write, society, &content).await?;
        let known = participation::Entity::find()
            .filter(participation::Column::ProgramId.eq(program.id))
            .filter(participation::Column::OrganisationId.eq(society.get()))
            .one(write.tx())
            .await?;
        let row = match known {
            Some(row) => ask_again(&write, row, request).await?,
            None => ask_first(&write, program.id, society, request).await?,
        };
        let loaded = Loaded {
            state: ParticipationState::Requested,
            row,
            program,
        };
        let id = loaded.id();
        add_event(
            &write,
            id,
            Some(actor),
            ParticipationStep::Request.code(),
            &request.note,
        )
        .await?;
        let change = Change::to(value!({ "program": loaded.program.id }));
        write
            .record(actor, Deed::JoinRequested, Matter::Participation(id, society), change)
            .await?;
        tell(&mut write, actor, &loaded, ParticipationStep::Request, loaded.state).await?;
        write.commit().await?;
        Ok(id)
    }
}

/// The content of a program that the actor may see and that is published now.
fn published(actor: &Actor, program: &program::Model) -> Result<CleanProgram, Refusal> {
    let shown = decode::state(program)?.shows_content();
    let content = decode::content(program)?.filter(|_| shown).ok_or(Refusal::NotFound)?;
    let subject = Subject::Listing {
        owner: OrganisationId::new(program.owner_id),
        visibility: content.visibility,
    };
    if !may(actor, Action::ReadListing, subject) {
        return Err(Refusal::NotFound);
    }
    if decode::state(program)? == ListingState::Closed {
        return Err(Refusal::NotNow);
    }
    let joined = decode::joined(program, &content)?;
    Ok(CleanProgram { joined, ..content })
}

/// Refuses a society that fails a condition, or that has ended. What is not known does not stand in the way: the
/// organiser will ask.
async fn expect_eligible(write: &Write, society: OrganisationId, content: &CleanProgram) -> Result<(), Refusal> {
    let found = load_organisation(write.tx(), organisation::Column::Id.eq(society.get())).await?;
    let found = found.ok_or(Refusal::NotFound)?;
    if found.ending.is_some() || Applicant::from(&found).fit(content).verdict() == Verdict::NotEligible {
        Err(Refusal::NotEligible)
    } else {
        Ok(())
    }
}

async fn ask_first(
    write: &Write,
    program: i64,
    society: OrganisationId,
    request: &CleanRequest,
) -> Result<participation::Model, Refusal> {
    let row = participation::ActiveModel {
        program_id: Set(program),
        organisation_id: Set(society.get()),
        state: Set(ParticipationState::Requested.code().to_owned()),
        version: Set(1),
        request: Set(json(0, "request", request)?),
        consent: Set(None),
        requested_at: Set(write.at()),
        waiting_since: Set(write.at()),
        reminded_at: Set(None),
        ..Default::default()
    };
    let id = participation::Entity::insert(row)
        .exec(write.tx())
        .await?
        .last_insert_id;
    reload(write, id).await
}

/// The row of an earlier participation that came to nothing begins anew; its history stays.
async fn ask_again(
    write: &Write,
    row: participation::Model,
    request: &CleanRequest,
) -> Result<participation::Model, Refusal> {
    let next = state(&row)?.next(ParticipationStep::Request).ok_or(Refusal::NotNow)?;
    let change = participation::ActiveModel {
        request: Set(json(row.id, "request", request)?),
        consent: Set(None),
        requested_at: Set(write.at()),
        ..Default::default()
    };
    update(write, &row, next, change).await?;
    reload(write, row.id).await
}

async fn reload(write: &Write, id: i64) -> Result<participation::Model, Refusal> {
    participation::Entity::find_by_id(id)
        .one(write.tx())
        .await?
        .ok_or(Refusal::NotFound)
}
