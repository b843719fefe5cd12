//! The rows a command on an application works on, under its lock, and the writes that all commands share.

use domain::application::{ApplicationForm, ApplicationState};
use domain::audit::{Deed, Subject as Matter};
use domain::permit::{Action, Actor, Subject, may};
use domain::value::ApplicationId;
use sea_orm::sea_query::LockType;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::{Map, Value};

use crate::decode::Row;
use crate::entity::{application, application_event};
use crate::query::{Application, complete_application};
use crate::write::Write;
use crate::{Change, Refusal, StoreError};

/// An application under its lock, and what the audit log knows of its form.
pub(super) struct Loaded {
    pub whole: Application,
    pub recorded: Option<ApplicationForm>,
    /// Days before the deadline at which a reminder was sent last.
    pub reminded: Option<i32>,
}

/// Loads and locks an application for an actor who may do this. For those who do not belong to it, and are not of the
/// office, it does not exist.
pub(super) async fn load(write: &Write, actor: &Actor, action: Action, id: ApplicationId) -> Result<Loaded, Refusal> {
    let found = lock(write, id).await?;
    let subject = Subject::Organisation(found.whole.lead);
    if may(actor, action, subject) {
        Ok(found)
    } else if may(actor, Action::ReadApplication, subject) || may(actor, Action::CheckApplication, subject) {
        Err(Refusal::Forbidden)
    } else {
        Err(Refusal::NotFound)
    }
}

/// Loads and locks an application, whoever asks.
pub(super) async fn lock(write: &Write, id: ApplicationId) -> Result<Loaded, Refusal> {
    let row = application::Entity::find_by_id(id.get())
        .lock(LockType::NoKeyUpdate)
        .one(write.tx())
        .await?
        .ok_or(Refusal::NotFound)?;
    let at = Row {
        table: "application",
        id: row.id,
    };
    let reminded = row.reminded;
    let recorded = row.recorded.as_deref();
    let recorded = recorded.map(|text| at.json("recorded", text)).transpose()?;
    let whole = complete_application(write.tx(), row).await?;
    Ok(Loaded {
        whole,
        recorded,
        reminded,
    })
}

impl Loaded {
    /// Refuses a caller who has seen another version.
    pub fn expect_seen(&self, version: i64) -> Result<(), Refusal> {
        if self.whole.version == version {
            Ok(())
        } else {
            Err(Refusal::Stale {
                current: self.whole.version,
            })
        }
    }

    /// What the audit log does not know of the form yet.
    pub fn unrecorded(&self, now: &ApplicationForm) -> Change {
        difference(self.recorded.as_ref().unwrap_or(&self.whole.form), now)
    }

    /// What the audit log calls it.
    pub fn matter(&self) -> Matter {
        Matter::Application(self.whole.id, self.whole.lead)
    }

    /// Tells the audit log what was saved while typing, before something is done with it.
    pub async fn record_form(&self, write: &mut Write, actor: &Actor) -> Result<(), StoreError> {
        let change = self.unrecorded(&self.whole.form);
        if change == Change::none() {
            return Ok(());
        }
        write.record(actor, Deed::ApplicationSaved, self.matter(), change).await
    }
}

/// What differs between two forms, by name.
pub(super) fn difference(before: &ApplicationForm, after: &ApplicationForm) -> Change {
    let (mut old, mut new) = (Map::new(), Map::new());
    for name in before.all_differences(after) {
        old.insert(name.clone(), Value::from(before.value(&name)));
        new.insert(name.clone(), Value::from(after.value(&name)));
    }
    if new.is_empty() {
        Change::none()
    } else {
        Change::from_to(Value::Object(old), Value::Object(new))
    }
}

/// Writes the set columns as the next version.
pub(super) async fn update(
    write: &Write,
    whole: &Application,
    change: application::ActiveModel,
) -> Result<(), Refusal> {
    let change = application::ActiveModel {
        version: Set(whole.version + 1),
        updated_at: Set(write.at()),
        ..change
    };
    application::Entity::update_many()
        .set(change)
        .filter(application::Column::Id.eq(whole.id.get()))
        .exec(write.tx())
        .await?;
    Ok(())
}

/// Adds a line to the history of the application.
pub(crate) async fn add_event(
    write: &Write,
    id: ApplicationId,
    actor: Option<&Actor>,
    step: &str,
    note: &str,
) -> Result<(), Refusal> {
    let row = application_event::ActiveModel {
        application_id: Set(id.get()),
        at: Set(write.at()),
        actor_id: Set(actor.and_then(Actor::user).map(|user| user.id.get())),
        step: Set(step.to_owned()),
        note: Set(note.to_owned()),
        ..Default::default()
    };
    application_event::Entity::insert(row).exec(write.tx()).await?;
    Ok(())
}

/// A document for storage.
pub(super) fn json(document: &impl serde::Serialize) -> Result<String, StoreError> {
    let at = Row {
        table: "application",
        id: 0,
    };
    serde_json::to_string(document).map_err(|error| at.corrupt(error))
}

/// Loads and locks an application for a command on something that belongs to it.
pub(crate) async fn lock_application(write: &Write, id: ApplicationId) -> Result<Application, Refusal> {
    Ok(lock(write, id).await?.whole)
}

/// Moves a locked application into another state.
pub(crate) async fn set_application_state(
    write: &Write,
    whole: &Application,
    state: ApplicationState,
) -> Result<(), Refusal> {
    let change = application::ActiveModel {
        state: Set(state.code().to_owned()),
        ..Default::default()
    };
    update(write, whole, change).await
}
