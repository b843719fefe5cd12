//! Making and writing a batch. What is typed is kept as it is; it must be whole only when it is proposed.

use std::collections::HashMap;

use domain::audit::{Deed, Subject as Matter};
use domain::decision::{BatchForm, BatchState, LineState, Outcome, VerdictForm};
use domain::permit::{Action, Actor};
use domain::value::{ApplicationId, BatchId, CallId};
use domain::{ProblemCode, Problems};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::load::{Loaded, expect, json_text, load, lock_call};
use crate::entity::{decision, decision_batch};
use crate::hygiene::clean;
use crate::query::{held, standings};
use crate::write::Write;
use crate::{Change, Refusal, Store};

impl Store {
    /// Begins a batch about applications of a call, with what is typed for each so far. How they stand now is kept with the
    /// lines, which are in the order of the ranking.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`; `Problems` on `application`: `Empty` for none, `NotAllowed` for one whose review is not
    /// closed or that is decided, `Taken` for one in another batch.
    pub async fn start_decisions(
        &self,
        actor: &Actor,
        call: CallId,
        head: &BatchForm,
        lines: &[(ApplicationId, VerdictForm)],
    ) -> Result<BatchId, Refusal> {
        expect(actor, Action::ProposeDecision)?;
        let refuse = |code| Err(Problems::one("application", code).into());
        let mut write = self.begin().await?;
        lock_call(&write, call).await?;
        let mut typed: HashMap<ApplicationId, &VerdictForm> = lines.iter().map(|(id, form)| (*id, form)).collect();
        if typed.is_empty() {
            return refuse(ProblemCode::Empty);
        }
        let held = held(write.tx(), call).await?;
        if typed.keys().any(|id| held.contains(id)) {
            return refuse(ProblemCode::Taken);
        }
        let row = decision_batch::ActiveModel {
            call_id: Set(call.get()),
            state: Set(BatchState::Draft.code().to_owned()),
            version: Set(1),
            draft: Set(json_text(&cleaned_head(head))?),
            note: Set(String::new()),
            created_at: Set(write.at()),
            updated_at: Set(write.at()),
            ..Default::default()
        };
        let id = decision_batch::Entity::insert(row)
            .exec(write.tx())
            .await?
            .last_insert_id;
        let mut numbers = Vec::new();
        for (candidacy, standing) in standings(&write, call).await? {
            let open = Outcome::is_open_for(candidacy.state);
            let Some(form) = typed.remove(&candidacy.id).filter(|_| open) else {
                continue;
            };
            let row = decision::ActiveModel {
                batch_id: Set(id),
                application_id: Set(candidacy.id.get()),
                state: Set(LineState::Planned.code().to_owned()),
                draft: Set(json_text(&cleaned(form))?),
                standing: Set(json_text(&standing)?),
                note: Set(String::new()),
                ..Default::default()
            };
            decision::Entity::insert(row).exec(write.tx()).await?;
            numbers.push(candidacy.number);
        }
        if numbers.len() < lines.len() {
            return refuse(ProblemCode::NotAllowed);
        }
        let change = Change::to(json!({ "batch": id, "applications": numbers }));
        write
            .record(actor, Deed::DecisionSaved, Matter::Call(call), change)
            .await?;
        write.commit().await?;
        Ok(BatchId::new(id))
    }

    /// Keeps head and lines as typed, the lines in the order of those of the batch that are not cancelled, and gives the new
    /// version.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`, `Stale`; `NotNow` when it is not being prepared.
    pub async fn save_decisions(
        &self,
        actor: &Actor,
        id: BatchId,
        version: i64,
        head: &BatchForm,
        lines: &[VerdictForm],
    ) -> Result<i64, Refusal> {
        expect(actor, Action::ProposeDecision)?;
        let mut write = self.begin().await?;
        let found = load(&write, id, version).await?;
        if found.batch.state != BatchState::Draft {
            return Err(Refusal::NotNow);
        }
        let head = cleaned_head(head);
        let mut changed = head != found.batch.form;
        let planned = found.batch.lines.iter().filter(|line| line.state == LineState::Planned);
        let planned: Vec<_> = planned.zip(lines).collect();
        for (line, form) in planned {
            let form = cleaned(form);
            if form == line.form {
                continue;
            }
            changed = true;
            let change = decision::ActiveModel {
                draft: Set(json_text(&form)?),
                ..Default::default()
            };
            set_line(&write, line.id, change).await?;
        }
        if !changed {
            return Ok(version);
        }
        let change = decision_batch::ActiveModel {
            draft: Set(json_text(&head)?),
            ..Default::default()
        };
        found.update(&write, change).await?;
        let change = Change::to(json!({ "batch": id, "version": version + 1 }));
        write
            .record(actor, Deed::DecisionSaved, Matter::Call(found.batch.call), change)
            .await?;
        write.commit().await?;
        Ok(version + 1)
    }

    /// Takes one application out of a batch before it is released, with a reason. The last one cannot be taken out; the
    /// batch is cancelled instead.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`, `Stale`; `NotNow` after the release, or for the last one; `Problems` with `Empty` on `reason`.
    pub async fn cancel_decision(
        &self,
        actor: &Actor,
        id: BatchId,
        version: i64,
        application: ApplicationId,
        reason: &str,
    ) -> Result<(), Refusal> {
        expect(actor, Action::ProposeDecision)?;
        let mut write = self.begin().await?;
        let found = load(&write, id, version).await?;
        if !found.batch.state.is_open() {
            return Err(Refusal::NotNow);
        }
        let planned: Vec<_> = found.batch.counted().collect();
        let line = planned.iter().find(|line| line.application == application);
        let line = line.ok_or(Refusal::NotFound)?;
        if planned.len() == 1 {
            return Err(Refusal::NotNow);
        }
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Problems::one("reason", ProblemCode::Empty).into());
        }
        let change = decision::ActiveModel {
            state: Set(LineState::Cancelled.code().to_owned()),
            note: Set(clean(reason).into_owned()),
            ..Default::default()
        };
        set_line(&write, line.id, change).await?;
        found.update(&write, decision_batch::ActiveModel::default()).await?;
        record_cancelled(&mut write, actor, &found, application, reason).await?;
        Ok(write.commit().await?)
    }
}

async fn record_cancelled(
    write: &mut Write,
    actor: &Actor,
    found: &Loaded,
    application: ApplicationId,
    reason: &str,
) -> Result<(), Refusal> {
    let of = |state: LineState| json!({ "batch": found.batch.id, "application": application, "state": state.code() });
    let change = Change::from_to(of(LineState::Planned), of(LineState::Cancelled)).because(reason);
    let matter = Matter::Call(found.batch.call);
    Ok(write.record(actor, Deed::DecisionStepped, matter, change).await?)
}

/// Writes the set columns of a line.
pub(super) async fn set_line(write: &Write, line: i64, change: decision::ActiveModel) -> Result<(), Refusal> {
    decision::Entity::update_many()
        .set(change)
        .filter(decision::Column::Id.eq(line))
        .exec(write.tx())
        .await?;
    Ok(())
}

fn cleaned(form: &VerdictForm) -> VerdictForm {
    let mut copy = VerdictForm::default();
    let values: Vec<_> = VerdictForm::FIELDS
        .iter()
        .map(|field| (*field, clean(form.text(field))))
        .collect();
    copy.replace(
        VerdictForm::FIELDS,
        values.iter().map(|(field, value)| (*field, value.as_ref())),
    );
    copy
}

fn cleaned_head(form: &BatchForm) -> BatchForm {
    let mut copy = BatchForm::default();
    let values: Vec<_> = BatchForm::FIELDS
        .iter()
        .map(|field| (*field, clean(form.text(field))))
        .collect();
    copy.replace(
        BatchForm::FIELDS,
        values.iter().map(|(field, value)| (*field, value.as_ref())),
    );
    copy
}
