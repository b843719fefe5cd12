//! Places of people in organisations: roles, rest, removal. An organisation never loses its last administrator: every
//! command locks the organisation's row first, so that two of them cannot both count the other one's.

use domain::audit::{Deed, Subject};
use domain::code::{OrgRole, PlatformRole};
use domain::grant::PlatformGrant;
use domain::letter::Letter;
use domain::permit::{Action, Actor, Subject as Asked, may};
use domain::value::{Day, OrganisationId, UserId};
use domain::{ProblemCode, Problems};
use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::json;

use crate::entity::{app_user, membership, organisation, platform_role};
use crate::write::Write;
use crate::{Change, Refusal, Result, Store, StoreError, decode};

impl Store {
    /// Gives a member exactly these roles, at least one. `seen` are the roles the actor has seen. The operator may also
    /// give a first place.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`; `Stale` when the roles have changed in between; `LastAdministrator`; `Problems` with
    /// `Empty` on `roles`.
    pub async fn change_roles(
        &self,
        actor: &Actor,
        organisation: OrganisationId,
        user: UserId,
        seen: &[OrgRole],
        roles: &[OrgRole],
    ) -> Result<(), Refusal> {
        if roles.is_empty() {
            return Err(Problems::one("roles", ProblemCode::Empty).into());
        }
        let write = self.begin().await?;
        let place = load(&write, actor, organisation, user).await?;
        if place.roles.is_empty() && *actor != Actor::Operator {
            return Err(Refusal::NotFound);
        }
        if sorted(seen) != sorted(&place.roles) {
            return Err(Refusal::Stale { current: 0 });
        }
        if sorted(roles) == sorted(&place.roles) {
            return Ok(());
        }
        let suspended_at = place.suspended_at;
        place.delete(&write).await?;
        insert_roles(&write, organisation, user, roles, suspended_at).await?;
        expect_administrator(&write, &place).await?;
        let change = Change::from_to(codes(&place.roles), codes(roles));
        let letter = Letter::RoleChanged {
            name: place.person.name.clone(),
            organisation: Some(place.organisation_name.clone()),
        };
        place.finish(write, actor, Deed::RolesChanged, change, &letter).await
    }

    /// Ends a member's place. The account stays, and so does everything the person has done.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `LastAdministrator`.
    pub async fn remove_member(
        &self,
        actor: &Actor,
        organisation: OrganisationId,
        user: UserId,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let place = load_member(&write, actor, organisation, user).await?;
        remove(&mut write, actor, &place).await?;
        Ok(write.commit().await?)
    }

    /// Lets a member's place rest: no role counts until it is resumed.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `LastAdministrator`; `NotNow` when it rests already.
    pub async fn suspend_member(
        &self,
        actor: &Actor,
        organisation: OrganisationId,
        user: UserId,
    ) -> Result<(), Refusal> {
        self.rest(actor, organisation, user, true).await
    }

    /// Lets the roles of a resting place count again.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`; `NotNow` when it does not rest.
    pub async fn resume_member(
        &self,
        actor: &Actor,
        organisation: OrganisationId,
        user: UserId,
    ) -> Result<(), Refusal> {
        self.rest(actor, organisation, user, false).await
    }

    async fn rest(
        &self,
        actor: &Actor,
        organisation: OrganisationId,
        user: UserId,
        rests: bool,
    ) -> Result<(), Refusal> {
        let write = self.begin().await?;
        let place = load_member(&write, actor, organisation, user).await?;
        if place.suspended_at.is_some() == rests {
            return Err(Refusal::NotNow);
        }
        let since = rests.then(|| write.at());
        membership::Entity::update_many()
            .col_expr(membership::Column::SuspendedAt, Expr::value(since))
            .filter(place.rows())
            .exec(write.tx())
            .await?;
        expect_administrator(&write, &place).await?;
        let (name, organisation) = (place.person.name.clone(), place.organisation_name.clone());
        let (deed, letter) = if rests {
            (Deed::MemberSuspended, Letter::Removed { name, organisation })
        } else {
            let organisation = Some(organisation);
            (Deed::MemberResumed, Letter::RoleChanged { name, organisation })
        };
        place.finish(write, actor, deed, Change::none(), &letter).await
    }
}

/// A person's place in an organisation as a command found it.
pub(super) struct Place {
    pub(super) organisation: OrganisationId,
    pub(super) organisation_name: String,
    pub(super) person: app_user::Model,
    /// None when there is no place.
    pub(super) roles: Vec<OrgRole>,
    pub(super) suspended_at: Option<i64>,
}

impl Place {
    pub(super) fn user(&self) -> UserId {
        UserId::new(self.person.id)
    }

    fn rows(&self) -> Condition {
        Condition::all()
            .add(membership::Column::OrganisationId.eq(self.organisation.get()))
            .add(membership::Column::UserId.eq(self.person.id))
    }

    async fn delete(&self, write: &Write) -> Result<()> {
        membership::Entity::delete_many()
            .filter(self.rows())
            .exec(write.tx())
            .await?;
        Ok(())
    }

    /// Tells the person, records and commits.
    async fn finish(
        &self,
        mut write: Write,
        actor: &Actor,
        deed: Deed,
        change: Change,
        letter: &Letter,
    ) -> Result<(), Refusal> {
        tell(&mut write, &self.person, letter).await?;
        let subject = Subject::Member(self.user(), self.organisation);
        write.record(actor, deed, subject, change).await?;
        Ok(write.commit().await?)
    }
}

/// Locks the organisation until the end of the transaction. Rows that only refer to it are not held up.
pub(super) async fn lock_organisation(write: &Write, id: OrganisationId) -> Result<organisation::Model, Refusal> {
    organisation::Entity::find_by_id(id.get())
        .lock(LockType::NoKeyUpdate)
        .one(write.tx())
        .await?
        .ok_or(Refusal::NotFound)
}

/// Loads the place of a person, perhaps without roles, for an actor who manages the members.
async fn load(write: &Write, actor: &Actor, organisation: OrganisationId, user: UserId) -> Result<Place, Refusal> {
    let subject = Asked::Organisation(organisation);
    if !may(actor, Action::ManageMembers, subject) {
        // What is not theirs looks as if it did not exist.
        return Err(if may(actor, Action::ReadMembers, subject) {
            Refusal::Forbidden
        } else {
            Refusal::NotFound
        });
    }
    let society = lock_organisation(write, organisation).await?;
    let person = app_user::Entity::find_by_id(user.get()).one(write.tx()).await?;
    let rows = membership::Entity::find()
        .filter(membership::Column::OrganisationId.eq(organisation.get()))
        .filter(membership::Column::UserId.eq(user.get()))
        .order_by_asc(membership::Column::Role)
        .all(write.tx())
        .await?;
    let suspended_at = rows.iter().find_map(|row| row.suspended_at);
    let roles = rows.iter().map(decode::org_role).collect::<Result<_>>()?;
    Ok(Place {
        organisation,
        organisation_name: society.name,
        person: person.ok_or(Refusal::NotFound)?,
        roles,
        suspended_at,
    })
}

/// As [`load`], of somebody who has a place.
pub(super) async fn load_member(
    write: &Write,
    actor: &Actor,
    organisation: OrganisationId,
    user: UserId,
) -> Result<Place, Refusal> {
    let place = load(write, actor, organisation, user).await?;
    if place.roles.is_empty() {
        Err(Refusal::NotFound)
    } else {
        Ok(place)
    }
}

/// Removes a place; the caller commits.
pub(super) async fn remove(write: &mut Write, actor: &Actor, place: &Place) -> Result<(), Refusal> {
    place.delete(write).await?;
    expect_administrator(write, place).await?;
    let letter = Letter::Removed {
        name: place.person.name.clone(),
        organisation: place.organisation_name.clone(),
    };
    tell(write, &place.person, &letter).await?;
    let subject = Subject::Member(place.user(), place.organisation);
    let change = Change::from_to(codes(&place.roles), json!([]));
    write.record(actor, Deed::MemberRemoved, subject, change).await?;
    Ok(())
}

/// Refuses what has just taken the last administrator away. Who was none changes nothing; an organisation that had none
/// before may be repaired.
async fn expect_administrator(write: &Write, place: &Place) -> Result<(), Refusal> {
    let counted = place.roles.contains(&OrgRole::Admin) && place.suspended_at.is_none() && is_enabled(&place.person);
    if counted && administrators(write, place.organisation, None).await? == 0 {
        Err(Refusal::LastAdministrator)
    } else {
        Ok(())
    }
}

fn is_enabled(person: &app_user::Model) -> bool {
    person.disabled_at.is_none()
}

/// How many people besides `except` administer the organisation and can sign in. The organisation is locked by now.
pub(super) async fn administrators(
    write: &Write,
    organisation: OrganisationId,
    except: Option<UserId>,
) -> Result<u64, Refusal> {
    let mut found = membership::Entity::find()
        .filter(membership::Column::OrganisationId.eq(organisation.get()))
        .filter(membership::Column::Role.eq(OrgRole::Admin.code()))
        .filter(membership::Column::SuspendedAt.is_null())
        .inner_join(app_user::Entity)
        .filter(app_user::Column::DisabledAt.is_null());
    if let Some(user) = except {
        found = found.filter(membership::Column::UserId.ne(user.get()));
    }
    Ok(found.count(write.tx()).await?)
}

/// Puts a letter to a person into the outbox; nobody is written to who can no longer read here.
pub(super) async fn tell(write: &mut Write, person: &app_user::Model, letter: &Letter) -> Result<()> {
    let email = decode::email(person.id, &person.email)?;
    write.post(&email, domain::Lang::Ja, letter).await
}

/// Adds roles to a person's place; those there are stay, and a resting place wakes up.
pub(super) async fn add_roles(
    write: &Write,
    organisation: OrganisationId,
    user: UserId,
    roles: &[OrgRole],
) -> Result<(), Refusal> {
    let here = || {
        Condition::all()
            .add(membership::Column::OrganisationId.eq(organisation.get()))
            .add(membership::Column::UserId.eq(user.get()))
    };
    let rows = membership::Entity::find().filter(here()).all(write.tx()).await?;
    membership::Entity::update_many()
        .col_expr(membership::Column::SuspendedAt, Expr::value(None::<i64>))
        .filter(here())
        .exec(write.tx())
        .await?;
    let missing: Vec<OrgRole> = roles
        .iter()
        .copied()
        .filter(|role| !rows.iter().any(|row| row.role == role.code()))
        .collect();
    insert_roles(write, organisation, user, &missing, None).await
}

async fn insert_roles(
    write: &Write,
    organisation: OrganisationId,
    user: UserId,
    roles: &[OrgRole],
    suspended_at: Option<i64>,
) -> Result<(), Refusal> {
    for role in sorted(roles) {
        let row = membership::ActiveModel {
            user_id: Set(user.get()),
            organisation_id: Set(organisation.get()),
            role: Set(role.code().to_owned()),
            suspended_at: Set(suspended_at),
        };
        membership::Entity::insert(row)
            .exec_without_returning(write.tx())
            .await?;
    }
    Ok(())
}

/// Gives roles on the platform; one that the person has already gets the new limits.
pub(super) async fn give_grants(write: &Write, user: UserId, grants: &[PlatformGrant]) -> Result<()> {
    for grant in grants {
        platform_role::Entity::delete_by_id((user.get(), grant.role.code().to_owned()))
            .exec(write.tx())
            .await?;
        let scope = serde_json::to_string(&grant.scope).map_err(|error| StoreError::Corrupt {
            table: "platform_role",
            id: user.get(),
            reason: error.to_string(),
        })?;
        let row = platform_role::ActiveModel {
            user_id: Set(user.get()),
            role: Set(grant.role.code().to_owned()),
            valid_from: Set(grant.from.map(Day::iso)),
            valid_until: Set(grant.until.map(Day::iso)),
            scope: Set(scope),
        };
        platform_role::Entity::insert(row)
            .exec_without_returning(write.tx())
            .await?;
    }
    Ok(())
}

/// Locks the system administrators until the end of the transaction and counts those besides `except` who can sign in.
pub(super) async fn system_administrators(write: &Write, except: UserId) -> Result<u64, Refusal> {
    let rows = platform_role::Entity::find()
        .filter(platform_role::Column::Role.eq(PlatformRole::Sysadmin.code()))
        .order_by_asc(platform_role::Column::UserId)
        .lock(LockType::NoKeyUpdate)
        .all(write.tx())
        .await?;
    // Read after the lock: the other one may have been disabled while this transaction waited.
    let others = rows.iter().map(|row| row.user_id).filter(|id| *id != except.get());
    Ok(app_user::Entity::find()
        .filter(app_user::Column::Id.is_in(others))
        .filter(app_user::Column::DisabledAt.is_null())
        .count(write.tx())
        .await?)
}

fn codes(roles: &[OrgRole]) -> serde_json::Value {
    json!(sorted(roles).iter().map(|role| role.code()).collect::<Vec<_>>())
}

fn sorted(roles: &[OrgRole]) -> Vec<OrgRole> {
    OrgRole::ALL
        .iter()
        .copied()
        .filter(|role| roles.contains(role))
        .collect()
}
