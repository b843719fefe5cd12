//! The steps after the request: answers of the organiser to one or many, the society's consent, withdrawal, the end.

use domain::audit::{Deed, Subject as Matter};
use domain::participation::{CleanAnswer, CleanConsent, ParticipationState, ParticipationStep, Side, place_is_free};
use domain::permit::Actor;
use domain::value::{ParticipationId, ProgramId};
use domain::{ProblemCode, Problems};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait as _, QueryFilter};
use serde_json::json as value;

use super::load::{Loaded, add_event, json, load, update};
use super::notice::tell;
use crate::entity::{participation, program};
use crate::query::ChangeKind;
use crate::write::Write;
use crate::{Change, Refusal, Store, decode};

/// One of many that an answer did not reach, and why.
#[derive(Debug)]
pub struct Skipped {
    /// Which.
    pub id: ParticipationId,
    /// `Stale`, `NotNow` or `Full`.
    pub why: Refusal,
}

impl Store {
    /// Takes one step; `version` is the one the actor has seen. For consent see [`Self::consent_to_join`].
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`; `NotNow` when the step does not exist here; `Full`; `Problems` with `Empty` on
    /// `reason`.
    pub async fn step_participation(
        &self,
        actor: &Actor,
        id: ParticipationId,
        version: i64,
        answer: &CleanAnswer,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let program = take(&mut write, actor, id, version, answer).await?;
        finish(write, program).await
    }

    /// Gives the same answer to several requests of one program, in the order in which they came, and says which were
    /// left out. Those that had changed, or for which no place was left, stay as they are.
    ///
    /// # Errors
    /// `NotFound` when one belongs to another program, `Forbidden`, `Problems`; nothing has changed then.
    pub async fn answer_participations(
        &self,
        actor: &Actor,
        program: ProgramId,
        seen: &[(ParticipationId, i64)],
        answer: &CleanAnswer,
    ) -> Result<Vec<Skipped>, Refusal> {
        let mut write = self.begin().await?;
        let ids = seen.iter().map(|(id, _)| id.get());
        let mut rows = participation::Entity::find()
            .filter(participation::Column::Id.is_in(ids))
            .filter(participation::Column::ProgramId.eq(program.get()))
            .all(write.tx())
            .await?;
        if rows.len() != seen.len() {
            return Err(Refusal::NotFound);
        }
        rows.sort_by_key(|row| (row.requested_at, row.id));
        let (mut skipped, mut news) = (Vec::new(), None);
        for row in rows {
            let id = ParticipationId::new(row.id);
            let version = seen
                .iter()
                .find(|(known, _)| *known == id)
                .map_or(0, |(_, version)| *version);
            match take(&mut write, actor, id, version, answer).await {
                Ok(changed) => news = news.or(changed),
                Err(why @ (Refusal::Stale { .. } | Refusal::NotNow | Refusal::Full)) => {
                    skipped.push(Skipped { id, why });
                }
                Err(refusal) => return Err(refusal),
            }
        }
        finish(write, news).await?;
        Ok(skipped)
    }

    /// Records that the society has decided to join.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`, `NotNow`.
    pub async fn consent_to_join(
        &self,
        actor: &Actor,
        id: ParticipationId,
        version: i64,
        consent: &CleanConsent,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let loaded = load(&write, actor, id, ParticipationStep::Consent).await?;
        let next = expect(&loaded, version, ParticipationStep::Consent)?;
        let change = participation::ActiveModel {
            consent: Set(Some(json(loaded.row.id, "consent", consent)?)),
            ..Default::default()
        };
        update(&write, &loaded.row, next, change).await?;
        record(
            &mut write,
            actor,
            &loaded,
            ParticipationStep::Consent,
            next,
            &consent.note,
        )
        .await?;
        finish(write, None).await
    }
}

async fn finish(mut write: Write, program: Option<ProgramId>) -> Result<(), Refusal> {
    if let Some(id) = program {
        write.note(ChangeKind::Program(id)).await?;
    }
    Ok(write.commit().await?)
}

fn expect(loaded: &Loaded, version: i64, step: ParticipationStep) -> Result<ParticipationState, Refusal> {
    if loaded.row.version != version {
        return Err(Refusal::Stale {
            current: loaded.row.version,
        });
    }
    loaded.state.next(step).ok_or(Refusal::NotNow)
}

/// Takes a step, and answers with the program when what its readers see has changed. A refusal has written nothing.
async fn take(
    write: &mut Write,
    actor: &Actor,
    id: ParticipationId,
    version: i64,
    answer: &CleanAnswer,
) -> Result<Option<ProgramId>, Refusal> {
    let step = answer.step;
    // Asking and consenting bring facts along that an answer has not.
    if matches!(step, ParticipationStep::Request | ParticipationStep::Consent) {
        return Err(Refusal::NotNow);
    }
    if step.needs_reason() && answer.reason.is_empty() {
        return Err(Problems::one("reason", ProblemCode::Empty).into());
    }
    let loaded = load(write, actor, id, step).await?;
    let next = expect(&loaded, version, step)?;
    if next == ParticipationState::Confirmed {
        expect_place(&loaded)?;
    }
    let change = participation::ActiveModel {
        // A consent belongs to the offer it was given for.
        consent: match step {
            ParticipationStep::Reconsider => Set(None),
            _ => sea_orm::ActiveValue::NotSet,
        },
        ..Default::default()
    };
    update(write, &loaded.row, next, change).await?;
    let difference =
        i32::from(next == ParticipationState::Confirmed) - i32::from(loaded.state == ParticipationState::Confirmed);
    if difference != 0 {
        count(write, &loaded, difference).await?;
    }
    record(write, actor, &loaded, step, next, &answer.reason).await?;
    Ok((difference != 0).then(|| loaded.program_id()))
}

/// The program's row is locked, so the count cannot change until the commit.
fn expect_place(loaded: &Loaded) -> Result<(), Refusal> {
    let content = loaded.content()?;
    let joined = decode::joined(&loaded.program, &content)?.map_or(1, |joined| Ord::max(joined, 1));
    if place_is_free(content.capacity, joined) {
        Ok(())
    } else {
        Err(Refusal::Full)
    }
}

async fn count(write: &Write, loaded: &Loaded, difference: i32) -> Result<(), Refusal> {
    program::Entity::update_many()
        .col_expr(
            program::Column::Confirmed,
            Expr::col(program::Column::Confirmed).add(difference),
        )
        .filter(program::Column::Id.eq(loaded.program.id))
        .exec(write.tx())
        .await?;
    Ok(())
}

async fn record(
    write: &mut Write,
    actor: &Actor,
    loaded: &Loaded,
    step: ParticipationStep,
    next: ParticipationState,
    note: &str,
) -> Result<(), Refusal> {
    add_event(write, loaded.id(), Some(actor), step.code(), note).await?;
    let deed = match step {
        ParticipationStep::Request => Deed::JoinRequested,
        ParticipationStep::Consent => Deed::JoinConsented,
        ParticipationStep::Confirm => Deed::JoinConfirmed,
        ParticipationStep::Withdraw => Deed::JoinWithdrawn,
        ParticipationStep::Leave | ParticipationStep::Remove => Deed::ParticipationEnded,
        ParticipationStep::Waitlist
        | ParticipationStep::Offer
        | ParticipationStep::Decline
        | ParticipationStep::Reconsider => Deed::JoinAnswered,
    };
    let matter = Matter::Participation(loaded.id(), loaded.organisation(Side::Society));
    let change = Change::from_to(value!(loaded.state.code()), value!(next.code())).because(note);
    write.record(actor, deed, matter, change).await?;
    tell(write, actor, loaded, step, next).await
}
