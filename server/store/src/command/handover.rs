//! The hand-over of work between two members (`INS-06`): one transaction moves what was chosen. Programs and their history
//! belong to the organisation and stay as they are; what changes is who is responsible for them and who is asked.

use domain::audit::{Deed, Subject};
use domain::handover::{HandOver, Item};
use domain::letter::Letter;
use domain::permit::Actor;
use domain::program::{CleanProgram, ListingState, ListingStep};
use domain::value::{Email, OrganisationId, ProgramId, UserId};
use domain::{ProblemCode, Problems};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::member::{Place, add_roles, load_member, remove, tell};
use super::program::{json as document, record, update};
use super::version::add_version;
use crate::entity::program;
use crate::query::ChangeKind;
use crate::write::Write;
use crate::{Change, Refusal, Store, decode};

/// What a hand-over moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HandedOver {
    /// Programs with another responsible person.
    pub programs: u64,
    /// Programs with another contact.
    pub contacts: u64,
}

impl Store {
    /// Hands over what was chosen from one member to another.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `LastAdministrator`; `Problems` with `NotFound` on `successor` when that person has no
    /// working place here.
    pub async fn hand_over(
        &self,
        actor: &Actor,
        organisation: OrganisationId,
        leaving: UserId,
        choice: &HandOver,
    ) -> Result<HandedOver, Refusal> {
        let mut write = self.begin().await?;
        let from = load_member(&write, actor, organisation, leaving).await?;
        let to = match load_member(&write, actor, organisation, choice.successor).await {
            Ok(place) if place.suspended_at.is_none() && place.person.disabled_at.is_none() => place,
            Ok(_) | Err(Refusal::NotFound) => {
                return Err(Problems::one("successor", ProblemCode::NotFound).into());
            }
            Err(refusal) => return Err(refusal),
        };
        let mut done = HandedOver::default();
        if choice.has(Item::Programs) {
            done.programs = hand_over_programs(&write, &from, &to).await?;
        }
        let mut moved = Vec::new();
        if choice.has(Item::Contacts) {
            moved = hand_over_contacts(&mut write, actor, &from, &to).await?;
            done.contacts = u64::try_from(moved.len()).unwrap_or(u64::MAX);
        }
        if choice.has(Item::Roles) {
            add_roles(&write, organisation, choice.successor, &from.roles).await?;
        }
        let items: Vec<_> = choice.items.iter().map(|item| item.code()).collect();
        let after = json!({
            "successor": choice.successor, "items": items, "programs": done.programs, "contacts": done.contacts,
        });
        let subject = Subject::Member(leaving, organisation);
        write
            .record(actor, Deed::WorkHandedOver, subject, Change::to(after))
            .await?;
        if choice.has(Item::Place) {
            remove(&mut write, actor, &from).await?;
        }
        let letter = Letter::WorkHandedOver {
            name: to.person.name.clone(),
            organisation: to.organisation_name.clone(),
        };
        tell(&mut write, &to.person, &letter).await?;
        for id in moved {
            write.note(ChangeKind::Program(id)).await?;
        }
        write.commit().await?;
        Ok(done)
    }
}

async fn hand_over_programs(write: &Write, from: &Place, to: &Place) -> Result<u64, Refusal> {
    let moved = program::Entity::update_many()
        .col_expr(program::Column::KeeperId, Expr::value(Some(to.person.id)))
        .filter(program::Column::OwnerId.eq(from.organisation.get()))
        .filter(program::Column::KeeperId.eq(from.person.id))
        .filter(program::Column::State.ne(ListingState::DeletedDraft.code()))
        .exec(write.tx())
        .await?;
    Ok(moved.rows_affected)
}

/// Replaces the address in working copies and in what is published, each by itself: a working copy may have gone
/// further, and that must not be published by a hand-over.
async fn hand_over_contacts(
    write: &mut Write,
    actor: &Actor,
    from: &Place,
    to: &Place,
) -> Result<Vec<ProgramId>, Refusal> {
    let old = decode::email(from.person.id, &from.person.email)?;
    let new = decode::email(to.person.id, &to.person.email)?;
    let rows = program::Entity::find()
        .filter(program::Column::OwnerId.eq(from.organisation.get()))
        .filter(program::Column::State.is_not_in([ListingState::DeletedDraft.code(), ListingState::Archived.code()]))
        .order_by_asc(program::Column::Id)
        .all(write.tx())
        .await?;
    let mut moved = Vec::new();
    for row in rows {
        let Some(change) = with_contact(&row, &old, &new, write.at())? else {
            continue;
        };
        let published = row.state == ListingState::Published.code() && matches!(change.content, Set(_));
        let content = match &change.content {
            Set(Some(content)) => Some(content.clone()),
            _ => None,
        };
        update(write, &row, change).await?;
        let id = ProgramId::new(row.id);
        if let Some(content) = content {
            add_version(write, id, actor, &content).await?;
        }
        if published {
            record(write, &row, actor, Some(ListingStep::EditMinor), Change::none(), "").await?;
        }
        moved.push(id);
    }
    Ok(moved)
}

/// The columns that name the old address, with the new one; `None` when there are none.
fn with_contact(
    row: &program::Model,
    old: &Email,
    new: &Email,
    at: i64,
) -> Result<Option<program::ActiveModel>, Refusal> {
    let mut change = program::ActiveModel::default();
    let mut form = decode::form(row)?;
    let is_old = |typed: &str| Email::parse(typed).is_ok_and(|email| email.key() == old.key());
    let mut found = false;
    if is_old(&form.contact_email) {
        form.contact_email = new.as_str().to_owned();
        change.draft = Set(document("draft", row.id, &form)?);
        found = true;
    }
    let published = decode::content(row)?.filter(|content| content.contact.email.key() == old.key());
    if let Some(content) = published {
        let contact = domain::program::Contact {
            email: new.clone(),
            ..content.contact.clone()
        };
        let content = CleanProgram { contact, ..content };
        change.content = Set(Some(document("content", row.id, &content)?));
        change.content_updated_at = Set(Some(at));
        found = true;
    }
    Ok(found.then_some(change))
}
