//! Commands on calls: the officer writes them, the approving officer lets them out. Who may see a call follows from its
//! state, which the pages ask.

mod draft;
mod due;
mod end;
mod form;
mod publish;

pub use due::DueCall;

use domain::audit::{Deed, Subject as Matter};
use domain::call::{Call, CallState, CallStep};
use domain::permit::{Action, Actor, Subject, may};
use domain::value::CallId;
use domain::{ProblemCode, Problems};
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter};
use serde_json::json;

use crate::decode::Row;
use crate::entity::call;
use crate::error::is_taken;
use crate::query::{StoredCall, read_call};
use crate::write::Write;
use crate::{Change, Refusal, Store, StoreError};

impl Store {
    /// Creates a call as a draft.
    ///
    /// # Errors
    /// `Forbidden`; `Problems` with `Taken` on `code`.
    pub async fn create_call(&self, actor: &Actor, new: &Call, title_en: &str) -> Result<CallId, Refusal> {
        expect(actor, Action::EditCalls)?;
        let mut write = self.begin().await?;
        let row = call::ActiveModel {
            state: Set(CallState::Draft.code().to_owned()),
            version: Set(1),
            created_at: Set(write.at()),
            ..columns(&write, new, title_en)?
        };
        let done = call::Entity::insert(row).exec(write.tx()).await.map_err(taken)?;
        let id = CallId::new(done.last_insert_id);
        let change = Change::to(json!({ "code": new.code, "version": 1 }));
        write.record(actor, Deed::CallSaved, Matter::Call(id), change).await?;
        write.commit().await?;
        Ok(id)
    }

    /// Changes a call. What is open already is amended: only an approving officer may, and it gets a new version too.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`, `NotNow` when the call has been closed; `Problems` with `Taken` on `code`.
    pub async fn save_call(
        &self,
        actor: &Actor,
        id: CallId,
        version: i64,
        new: &Call,
        title_en: &str,
    ) -> Result<(), Refusal> {
        expect(actor, Action::EditCalls)?;
        let mut write = self.begin().await?;
        let found = load(&write, id, version).await?;
        if !found.state.is_editable() {
            found.state.next(CallStep::Amend).ok_or(Refusal::NotNow)?;
            expect(actor, Action::PublishCalls)?;
        }
        let change = columns(&write, new, title_en)?;
        update(&write, id, version, change).await?;
        let change = Change::from_to(
            json!({ "code": found.call.code, "version": found.version }),
            json!({ "code": new.code, "version": found.version + 1 }),
        );
        write.record(actor, Deed::CallSaved, Matter::Call(id), change).await?;
        Ok(write.commit().await?)
    }

    /// Takes a step of a call; changes of an open one come with [`Self::save_call`].
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`, `NotNow`.
    pub async fn step_call(&self, actor: &Actor, id: CallId, version: i64, step: CallStep) -> Result<(), Refusal> {
        expect(actor, Action::PublishCalls)?;
        let mut write = self.begin().await?;
        let found = load(&write, id, version).await?;
        if step == CallStep::Amend {
            return Err(Refusal::NotNow);
        }
        let next = found.state.next(step).ok_or(Refusal::NotNow)?;
        if step == CallStep::Schedule {
            publish::expect_second_person(actor, found.edited_by)?;
        }
        let change = call::ActiveModel {
            state: Set(next.code().to_owned()),
            ..Default::default()
        };
        update(&write, id, version, change).await?;
        let change = Change::from_to(json!(found.state.code()), json!(next.code()));
        write.record(actor, Deed::CallStepped, Matter::Call(id), change).await?;
        Ok(write.commit().await?)
    }
}

fn expect(actor: &Actor, action: Action) -> Result<(), Refusal> {
    if may(actor, action, Subject::Portal) {
        Ok(())
    } else {
        Err(Refusal::Forbidden)
    }
}

/// A call that can be published or is public, as the caller has seen it.
async fn load(write: &Write, id: CallId, version: i64) -> Result<StoredCall, Refusal> {
    let row = load_row(write, id, version).await?;
    read_call(row)?.ok_or(Refusal::NotNow)
}

/// Any call, complete or not, as the caller has seen it.
async fn load_row(write: &Write, id: CallId, version: i64) -> Result<call::Model, Refusal> {
    let row = call::Entity::find_by_id(id.get()).one(write.tx()).await?;
    let row = row.ok_or(Refusal::NotFound)?;
    if row.version == version {
        Ok(row)
    } else {
        Err(Refusal::Stale { current: row.version })
    }
}

/// Writes the set columns as the next version, unless somebody was faster. The code of a call is unique.
async fn update(write: &Write, id: CallId, version: i64, change: call::ActiveModel) -> Result<(), Refusal> {
    let change = call::ActiveModel {
        version: Set(version + 1),
        updated_at: Set(write.at()),
        ..change
    };
    let updated = call::Entity::update_many()
        .set(change)
        .filter(call::Column::Id.eq(id.get()))
        .filter(call::Column::Version.eq(version))
        .exec(write.tx())
        .await
        .map_err(taken)?;
    if updated.rows_affected == 1 {
        Ok(())
    } else {
        Err(Refusal::Stale { current: version + 1 })
    }
}

fn taken(error: DbErr) -> Refusal {
    if is_taken(&error) {
        Problems::one("code", ProblemCode::Taken).into()
    } else {
        error.into()
    }
}

fn columns(write: &Write, new: &Call, title_en: &str) -> Result<call::ActiveModel, StoreError> {
    let at = Row { table: "call", id: 0 };
    Ok(call::ActiveModel {
        code: Set(new.code.clone()),
        fiscal_year: Set(new.year.get()),
        title_ja: Set(new.title.clone()),
        title_en: Set(title_en.to_owned()),
        content: Set(serde_json::to_string(new).map_err(|error| at.corrupt(error))?),
        draft: Set(None),
        edited_by: Set(None),
        updated_at: Set(write.at()),
        ..Default::default()
    })
}
