//! What system administrators do with accounts: roles on the platform, disable and enable, end sessions. Nobody changes
//! the own account here, the last system administrator stays, and cases are none of their business.

use domain::audit::{Deed, Subject};
use domain::code::{OrgRole, PlatformRole};
use domain::grant::PlatformGrant;
use domain::letter::Letter;
use domain::permit::{Action, Actor, Subject as Asked, may};
use domain::value::{OrganisationId, UserId};
use domain::{ProblemCode, Problems};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::member::{administrators, give_grants, lock_organisation, system_administrators, tell};
use crate::entity::{app_user, membership, platform_role, session};
use crate::write::Write;
use crate::{Change, Refusal, Store, decode, hygiene};

impl Store {
    /// Gives a person exactly these roles on the platform, perhaps none. `seen` are the ones the actor has seen.
    ///
    /// # Errors
    /// `Forbidden`, also for the own account; `NotFound`; `Stale` when they have changed in between;
    /// `LastAdministrator` when nobody would be system administrator.
    pub async fn change_platform_roles(
        &self,
        actor: &Actor,
        user: UserId,
        seen: &[PlatformGrant],
        grants: &[PlatformGrant],
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let person = load(&write, actor, user).await?;
        let others = system_administrators(&write, user).await?;
        let rows = platform_role::Entity::find()
            .filter(platform_role::Column::UserId.eq(user.get()))
            .all(write.tx())
            .await?;
        let before: Vec<PlatformGrant> = decode::grants(&rows)?;
        if !same(&before, seen) {
            return Err(Refusal::Stale { current: 0 });
        }
        if same(&before, grants) {
            return Ok(());
        }
        let is_sysadmin = |grants: &[PlatformGrant]| grants.iter().any(|it| it.role == PlatformRole::Sysadmin);
        if is_sysadmin(&before) && !is_sysadmin(grants) && person.disabled_at.is_none() && others == 0 {
            return Err(Refusal::LastAdministrator);
        }
        // Rows that stay are not touched: another transaction may be waiting to count them.
        for gone in before
            .iter()
            .filter(|old| grants.iter().all(|new| new.role != old.role))
        {
            platform_role::Entity::delete_by_id((user.get(), gone.role.code().to_owned()))
                .exec(write.tx())
                .await?;
        }
        let changed: Vec<PlatformGrant> = grants.iter().filter(|new| !before.contains(new)).cloned().collect();
        give_grants(&write, user, &changed).await?;
        let letter = Letter::RoleChanged {
            name: person.name.clone(),
            organisation: None,
        };
        tell(&mut write, &person, &letter).await?;
        let change = Change::from_to(json!(before), json!(grants));
        write
            .record(actor, Deed::PlatformRolesChanged, Subject::User(user), change)
            .await?;
        Ok(write.commit().await?)
    }

    /// Keeps a person from signing in, ends the sessions and tells the person. What the person did stays.
    ///
    /// # Errors
    /// `Forbidden`, also for the own account; `NotFound`; `NotNow` when disabled already; `LastAdministrator` when an
    /// organisation or the portal would be without administrator; `Problems` with `Empty` on `why`.
    pub async fn disable_account(&self, actor: &Actor, user: UserId, why: &str) -> Result<(), Refusal> {
        let why = reason(why)?;
        let mut write = self.begin().await?;
        let person = load(&write, actor, user).await?;
        if person.disabled_at.is_some() {
            return Err(Refusal::NotNow);
        }
        expect_replaceable(&write, user).await?;
        set_disabled(&write, user, Some(write.at())).await?;
        end_sessions(&write, user).await?;
        let name = person.name.clone();
        tell(&mut write, &person, &Letter::AccountDisabled { name }).await?;
        let change = Change::none().because(&why);
        write
            .record(actor, Deed::UserDisabled, Subject::User(user), change)
            .await?;
        Ok(write.commit().await?)
    }

    /// Lets a disabled person sign in again.
    ///
    /// # Errors
    /// `Forbidden`, also for the own account; `NotFound`; `NotNow` when not disabled; `Problems` with `Empty` on `why`.
    pub async fn enable_account(&self, actor: &Actor, user: UserId, why: &str) -> Result<(), Refusal> {
        let why = reason(why)?;
        let mut write = self.begin().await?;
        let person = load(&write, actor, user).await?;
        if person.disabled_at.is_none() {
            return Err(Refusal::NotNow);
        }
        set_disabled(&write, user, None).await?;
        let name = person.name.clone();
        tell(&mut write, &person, &Letter::AccountEnabled { name }).await?;
        let change = Change::none().because(&why);
        write
            .record(actor, Deed::UserEnabled, Subject::User(user), change)
            .await?;
        Ok(write.commit().await?)
    }

    /// Signs a person out everywhere.
    ///
    /// # Errors
    /// `Forbidden`, also for the own account; `NotFound`.
    pub async fn end_all_sessions(&self, actor: &Actor, user: UserId) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        load(&write, actor, user).await?;
        let ended = end_sessions(&write, user).await?;
        let change = Change::to(json!({ "sessions": ended }));
        write
            .record(actor, Deed::SessionsEnded, Subject::User(user), change)
            .await?;
        Ok(write.commit().await?)
    }
}

/// Loads somebody else for an actor who manages accounts.
async fn load(write: &Write, actor: &Actor, user: UserId) -> Result<app_user::Model, Refusal> {
    let own = actor.user().is_some_and(|actor| actor.id == user);
    if own || !may(actor, Action::ManageUsers, Asked::Portal) {
        return Err(Refusal::Forbidden);
    }
    let row = app_user::Entity::find_by_id(user.get()).one(write.tx()).await?;
    row.ok_or(Refusal::NotFound)
}

/// Refuses to disable somebody whom nobody could replace.
async fn expect_replaceable(write: &Write, user: UserId) -> Result<(), Refusal> {
    let is_sysadmin = platform_role::Entity::find_by_id((user.get(), PlatformRole::Sysadmin.code().to_owned()));
    let others = system_administrators(write, user).await?;
    if is_sysadmin.one(write.tx()).await?.is_some() && others == 0 {
        return Err(Refusal::LastAdministrator);
    }
    // In the order of their ids, so that two such transactions cannot wait for each other.
    let places = membership::Entity::find()
        .filter(membership::Column::UserId.eq(user.get()))
        .filter(membership::Column::Role.eq(OrgRole::Admin.code()))
        .filter(membership::Column::SuspendedAt.is_null())
        .order_by_asc(membership::Column::OrganisationId)
        .all(write.tx())
        .await?;
    for place in places {
        let organisation = OrganisationId::new(place.organisation_id);
        lock_organisation(write, organisation).await?;
        if administrators(write, organisation, Some(user)).await? == 0 {
            return Err(Refusal::LastAdministrator);
        }
    }
    Ok(())
}

async fn set_disabled(write: &Write, user: UserId, since: Option<i64>) -> Result<(), Refusal> {
    app_user::Entity::update_many()
        .col_expr(app_user::Column::DisabledAt, Expr::value(since))
        .filter(app_user::Column::Id.eq(user.get()))
        .exec(write.tx())
        .await?;
    Ok(())
}

async fn end_sessions(write: &Write, user: UserId) -> Result<u64, Refusal> {
    let ended = session::Entity::delete_many()
        .filter(session::Column::UserId.eq(user.get()))
        .exec(write.tx())
        .await?;
    Ok(ended.rows_affected)
}

fn reason(why: &str) -> Result<String, Refusal> {
    let why = domain::normalise::text(&hygiene::clean(why));
    if why.is_empty() {
        Err(Problems::one("why", ProblemCode::Empty).into())
    } else {
        Ok(why)
    }
}

fn same(some: &[PlatformGrant], others: &[PlatformGrant]) -> bool {
    some.len() == others.len() && some.iter().all(|grant| others.contains(grant))
}
