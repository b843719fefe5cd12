//! The questions of a call: one version is being written, the published ones stay for good (FORM-08).

use domain::audit::{Deed, Subject as Matter};
use domain::call::CallState;
use domain::permit::{Action, Actor};
use domain::questionnaire::Questionnaire;
use domain::value::CallId;
use domain::{ProblemCode, Problems};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::draft::json_of;
use super::expect;
use super::publish::expect_second_person;
use crate::decode::Row;
use crate::entity::{call, call_form};
use crate::query::{FormDraft, read_form};
use crate::write::Write;
use crate::{Change, Refusal, Store};

impl Store {
    /// Saves the questions that are being written, whatever they are; `revision` is that of the working copy the caller has
    /// seen, 0 when there was none. Answers with the new one.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`, `NotNow` for a call that is over.
    pub async fn save_form(
        &self,
        actor: &Actor,
        id: CallId,
        revision: i64,
        form: &Questionnaire,
    ) -> Result<i64, Refusal> {
        expect(actor, Action::EditCalls)?;
        let mut write = self.begin().await?;
        expect_writable(&write, id).await?;
        let next = match find_draft(&write, id).await? {
            None if revision == 0 => {
                let number = last_number(&write, id).await? + 1;
                insert(&write, actor, id, number, form).await?;
                1
            }
            Some(found) if found.revision == revision => {
                let change = call_form::ActiveModel {
                    document: Set(json_of(form)?),
                    revision: Set(revision + 1),
                    edited_by: Set(actor.user().map(|user| user.id.get())),
                    ..Default::default()
                };
                let done = call_form::Entity::update_many()
                    .set(change)
                    .filter(call_form::Column::Id.eq(found.row))
                    .filter(call_form::Column::Revision.eq(revision))
                    .filter(call_form::Column::PublishedAt.is_null())
                    .exec(write.tx())
                    .await?;
                if done.rows_affected == 0 {
                    return Err(Refusal::Stale { current: revision + 1 });
                }
                revision + 1
            }
            found => {
                let current = found.map_or(0, |found| found.revision);
                return Err(Refusal::Stale { current });
            }
        };
        let change = Change::to(json!({ "form": next, "questions": form.questions().count() }));
        write.record(actor, Deed::CallSaved, Matter::Call(id), change).await?;
        write.commit().await?;
        Ok(next)
    }

    /// Publishes the questions that are being written as the next version: drafts move to it when they are opened. Answers
    /// with the number of the version.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden` for who may not or has written them, `Stale`, `NotNow` when none are being written or the call
    /// is over; `Problems` on `form` when they cannot be answered.
    pub async fn publish_form(&self, actor: &Actor, id: CallId, revision: i64) -> Result<u32, Refusal> {
        expect(actor, Action::PublishCalls)?;
        let mut write = self.begin().await?;
        expect_writable(&write, id).await?;
        let waiting = find_draft(&write, id).await?.ok_or(Refusal::NotNow)?;
        if waiting.revision != revision {
            return Err(Refusal::Stale {
                current: waiting.revision,
            });
        }
        expect_second_person(actor, waiting.edited_by)?;
        if !waiting.form.faults().is_empty() {
            return Err(Problems::one("form", ProblemCode::NotAllowed).into());
        }
        mark_published(&write, actor, &waiting).await?;
        let change = Change::to(json!({ "form": waiting.number, "questions": waiting.form }));
        write.record(actor, Deed::CallStepped, Matter::Call(id), change).await?;
        write.commit().await?;
        Ok(waiting.number)
    }

    /// Gives up the questions that are being written; the published ones stay.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`, `NotNow` when none are being written or none were ever published.
    pub async fn discard_form(&self, actor: &Actor, id: CallId, revision: i64) -> Result<(), Refusal> {
        expect(actor, Action::EditCalls)?;
        let mut write = self.begin().await?;
        let waiting = find_draft(&write, id).await?.ok_or(Refusal::NotNow)?;
        if waiting.number == 1 {
            return Err(Refusal::NotNow);
        }
        let done = call_form::Entity::delete_many()
            .filter(call_form::Column::Id.eq(waiting.row))
            .filter(call_form::Column::Revision.eq(revision))
            .exec(write.tx())
            .await?;
        if done.rows_affected == 0 {
            return Err(Refusal::Stale {
                current: waiting.revision,
            });
        }
        let change = Change::to(json!({ "form": "discarded" }));
        write.record(actor, Deed::CallSaved, Matter::Call(id), change).await?;
        Ok(write.commit().await?)
    }
}

/// Adds a version that is being written.
pub(super) async fn insert(
    write: &Write,
    actor: &Actor,
    id: CallId,
    number: i32,
    form: &Questionnaire,
) -> Result<(), Refusal> {
    let row = call_form::ActiveModel {
        call_id: Set(id.get()),
        number: Set(number),
        document: Set(json_of(form)?),
        revision: Set(1),
        edited_by: Set(actor.user().map(|user| user.id.get())),
        ..Default::default()
    };
    call_form::Entity::insert(row).exec(write.tx()).await?;
    Ok(())
}

/// The version that is being written.
pub(super) async fn find_draft(write: &Write, id: CallId) -> Result<Option<FormDraft>, Refusal> {
    let row = call_form::Entity::find()
        .filter(call_form::Column::CallId.eq(id.get()))
        .filter(call_form::Column::PublishedAt.is_null())
        .one(write.tx())
        .await?;
    Ok(row.map(read_form).transpose()?)
}

/// Makes the version that is being written the last published one.
pub(super) async fn mark_published(write: &Write, actor: &Actor, waiting: &FormDraft) -> Result<(), Refusal> {
    let change = call_form::ActiveModel {
        published_at: Set(Some(write.at())),
        published_by: Set(actor.user().map(|user| user.id.get())),
        ..Default::default()
    };
    let done = call_form::Entity::update_many()
        .set(change)
        .filter(call_form::Column::Id.eq(waiting.row))
        .filter(call_form::Column::Revision.eq(waiting.revision))
        .filter(call_form::Column::PublishedAt.is_null())
        .exec(write.tx())
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(Refusal::Stale {
            current: waiting.revision + 1,
        })
    }
}

async fn last_number(write: &Write, id: CallId) -> Result<i32, Refusal> {
    let rows = call_form::Entity::find()
        .filter(call_form::Column::CallId.eq(id.get()))
        .all(write.tx())
        .await?;
    Ok(rows.iter().map(|row| row.number).max().unwrap_or(0))
}

async fn expect_writable(write: &Write, id: CallId) -> Result<(), Refusal> {
    let row = call::Entity::find_by_id(id.get()).one(write.tx()).await?;
    let row = row.ok_or(Refusal::NotFound)?;
    let at = Row {
        table: "call",
        id: row.id,
    };
    if at.code("state", &row.state, CallState::from_code)?.has_working_copy() {
        Ok(())
    } else {
        Err(Refusal::NotNow)
    }
}
