//! The rows a command on a consortium works on, under its lock, and the writes that all commands share.

use domain::audit::{Deed, Subject as Matter};
use domain::consortium::{MembershipState, Place};
use domain::permit::{Action, Actor, Subject, may};
use domain::value::{ConsortiumId, OrganisationId, PlaceId};
use sea_orm::sea_query::LockType;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::decode::Row;
use crate::entity::{consortium, consortium_event, consortium_place};
use crate::query::{Consortium, complete_consortium};
use crate::write::Write;
use crate::{Change, Refusal, StoreError};

/// Loads and locks a consortium for an actor who belongs to it. For others it does not exist.
pub(super) async fn load(write: &Write, actor: &Actor, id: ConsortiumId) -> Result<Consortium, Refusal> {
    let whole = lock(write, id).await?;
    let mut inside = whole.places.iter().filter(|place| place.state.is_involved());
    if inside.any(|place| may(actor, Action::ReadConsortium, Subject::Organisation(place.organisation))) {
        Ok(whole)
    } else {
        Err(Refusal::NotFound)
    }
}

/// Loads and locks a consortium for its lead, at the version the actor has seen.
pub(super) async fn load_led(
    write: &Write,
    actor: &Actor,
    id: ConsortiumId,
    version: i64,
) -> Result<Consortium, Refusal> {
    let whole = load(write, actor, id).await?;
    if !may(actor, Action::ManageConsortium, Subject::Organisation(whole.lead)) {
        return Err(Refusal::Forbidden);
    }
    expect_seen(&whole, version)?;
    Ok(whole)
}

/// As [`load_led`], while members can come and go.
pub(super) async fn load_open(
    write: &Write,
    actor: &Actor,
    id: ConsortiumId,
    version: i64,
) -> Result<Consortium, Refusal> {
    let whole = load_led(write, actor, id, version).await?;
    expect_open(&whole)?;
    Ok(whole)
}

/// Loads and locks a consortium, whoever asks.
pub(in crate::command) async fn lock(write: &Write, id: ConsortiumId) -> Result<Consortium, Refusal> {
    let row = consortium::Entity::find_by_id(id.get())
        .lock(LockType::NoKeyUpdate)
        .one(write.tx())
        .await?
        .ok_or(Refusal::NotFound)?;
    Ok(complete_consortium(write.tx(), row).await?)
}

pub(super) fn expect_seen(whole: &Consortium, version: i64) -> Result<(), Refusal> {
    if whole.version == version {
        Ok(())
    } else {
        Err(Refusal::Stale { current: whole.version })
    }
}

pub(super) fn expect_open(whole: &Consortium) -> Result<(), Refusal> {
    if whole.state.is_open() {
        Ok(())
    } else {
        Err(Refusal::NotNow)
    }
}

/// Writes the set columns as the next version.
pub(super) async fn update(write: &Write, whole: &Consortium, change: consortium::ActiveModel) -> Result<(), Refusal> {
    let change = consortium::ActiveModel {
        version: Set(whole.version + 1),
        updated_at: Set(write.at()),
        ..change
    };
    consortium::Entity::update_many()
        .set(change)
        .filter(consortium::Column::Id.eq(whole.id.get()))
        .exec(write.tx())
        .await?;
    Ok(())
}

/// Writes the set columns of a place; the consortium's row is locked.
pub(super) async fn update_place(
    write: &Write,
    id: PlaceId,
    change: consortium_place::ActiveModel,
) -> Result<(), Refusal> {
    consortium_place::Entity::update_many()
        .set(change)
        .filter(consortium_place::Column::Id.eq(id.get()))
        .exec(write.tx())
        .await?;
    Ok(())
}

/// Moves a place to a state.
pub(super) async fn move_place(write: &Write, place: &Place, next: MembershipState) -> Result<(), Refusal> {
    let change = consortium_place::ActiveModel {
        state: Set(next.code().to_owned()),
        ..Default::default()
    };
    update_place(write, place.id, change).await
}

/// Adds a line to the one history that all members read.
pub(super) async fn add_event(
    write: &Write,
    id: ConsortiumId,
    actor: Option<&Actor>,
    about: Option<OrganisationId>,
    step: &str,
    note: &str,
) -> Result<(), Refusal> {
    let row = consortium_event::ActiveModel {
        consortium_id: Set(id.get()),
        at: Set(write.at()),
        actor_id: Set(actor.and_then(Actor::user).map(|user| user.id.get())),
        organisation_id: Set(about.map(OrganisationId::get)),
        step: Set(step.to_owned()),
        note: Set(note.to_owned()),
        ..Default::default()
    };
    consortium_event::Entity::insert(row).exec(write.tx()).await?;
    Ok(())
}

/// A line of the history and one of the audit log, which belongs to the organisation that it is about.
pub(super) async fn record(
    write: &mut Write,
    actor: &Actor,
    whole: &Consortium,
    about: Option<OrganisationId>,
    (deed, step): (Deed, &str),
    change: Change,
) -> Result<(), Refusal> {
    add_event(write, whole.id, Some(actor), about, step, &change.why).await?;
    let matter = Matter::Consortium(whole.id, about.unwrap_or(whole.lead));
    Ok(write.record(actor, deed, matter, change).await?)
}

/// A document for storage.
pub(super) fn json(document: &impl serde::Serialize) -> Result<String, StoreError> {
    let at = Row {
        table: "consortium",
        id: 0,
    };
    serde_json::to_string(document).map_err(|error| at.corrupt(error))
}
