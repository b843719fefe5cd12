//! Registers people and changes what signs them in. Only the operator calls these, so they ask for no permission.

use std::collections::BTreeSet;

use domain::audit::{Deed, Subject};
use domain::letter::Letter;
use domain::normalise::single_line;
use domain::permit::Actor;
use domain::user::NewUser;
use domain::value::{Email, UserId};
use domain::{Field, Lang};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;

use crate::entity::{app_user, membership, organisation, platform_role, session};
use crate::error::is_taken;
use crate::write::Write;
use crate::{Change, Result, Store, StoreError, decode};

impl Store {
    /// Registers a person.
    ///
    /// # Errors
    /// [`StoreError::Taken`] with field `email` when the address is in use in any case;
    /// [`StoreError::NotFound`] when a membership names an unknown insurer.
    pub async fn register_user(&self, new: NewUser) -> Result<UserId> {
        let mut write = self.begin().await?;
        let row = app_user::ActiveModel {
            email: Set(new.email.as_str().to_owned()),
            email_key: Set(new.email.key()),
            name: Set(single_line(&new.name)),
            password_hash: Set(new.password_hash),
            created_at: Set(write.at()),
            disabled_at: Set(None),
            ..Default::default()
        };
        let inserted = app_user::Entity::insert(row).exec(write.tx()).await.map_err(|error| {
            if is_taken(&error) {
                StoreError::Taken(Field::new("email"))
            } else {
                error.into()
            }
        })?;
        let user_id = inserted.last_insert_id;
        // SQLite does not say which foreign key failed, so the insurers are looked up first.
        let places: BTreeSet<_> = new
            .memberships
            .iter()
            .map(|(insurer, role)| (insurer.get(), role.code()))
            .collect();
        let insurers: BTreeSet<_> = places.iter().map(|(insurer, _)| *insurer).collect();
        let known = organisation::Entity::find()
            .filter(organisation::Column::Id.is_in(insurers.iter().copied()))
            .count(write.tx())
            .await?;
        if usize::try_from(known).ok() != Some(insurers.len()) {
            return Err(StoreError::NotFound("insurer"));
        }
        for (organisation_id, role) in places {
            let row = membership::ActiveModel {
                user_id: Set(user_id),
                organisation_id: Set(organisation_id),
                role: Set(role.to_owned()),
                suspended_at: Set(None),
            };
            membership::Entity::insert(row).exec(write.tx()).await?;
        }
        let roles: BTreeSet<_> = new.platform.iter().map(|role| role.code()).collect();
        for role in roles {
            let row = platform_role::ActiveModel {
                user_id: Set(user_id),
                role: Set(role.to_owned()),
                valid_from: Set(None),
                valid_until: Set(None),
                scope: Set("{}".to_owned()),
            };
            platform_role::Entity::insert(row).exec(write.tx()).await?;
        }
        let id = UserId::new(user_id);
        let change = Change::to(json!({ "email": new.email.as_str() }));
        write
            .record(&Actor::Operator, Deed::UserRegistered, Subject::User(id), change)
            .await?;
        write.commit().await?;
        Ok(id)
    }

    /// Sets a new password by its PHC string, ends the person's sessions, and tells the person by mail.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn set_password(&self, user: UserId, password_hash: String) -> Result<()> {
        let mut write = self.begin().await?;
        change(&write, user, app_user::Column::PasswordHash, Expr::value(password_hash)).await?;
        end_sessions(&write, user).await?;
        let row = app_user::Entity::find_by_id(user.get()).one(write.tx()).await?;
        let row = row.ok_or(StoreError::NotFound("user"))?;
        let email = decode::email(row.id, &row.email)?;
        let letter = Letter::PasswordChanged { name: row.name };
        write.post(&email, Lang::Ja, &letter).await?;
        write
            .record(
                &Actor::Operator,
                Deed::PasswordChanged,
                Subject::User(user),
                Change::none(),
            )
            .await?;
        write.commit().await
    }

    /// Keeps a person from signing in and ends the sessions. What the person did stays.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn disable_user(&self, user: UserId) -> Result<()> {
        let mut write = self.begin().await?;
        change(&write, user, app_user::Column::DisabledAt, Expr::value(write.at())).await?;
        end_sessions(&write, user).await?;
        write
            .record(
                &Actor::Operator,
                Deed::UserDisabled,
                Subject::User(user),
                Change::none(),
            )
            .await?;
        write.commit().await
    }

    /// Lets a disabled person sign in again.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn enable_user(&self, user: UserId) -> Result<()> {
        let mut write = self.begin().await?;
        change(&write, user, app_user::Column::DisabledAt, Expr::value(None::<i64>)).await?;
        write
            .record(&Actor::Operator, Deed::UserEnabled, Subject::User(user), Change::none())
            .await?;
        write.commit().await
    }
}

/// What a mail to a person needs.
pub(super) struct Person {
    pub name: String,
    pub email: Email,
}

pub(super) fn person(row: app_user::Model) -> Result<Person> {
    let email = decode::email(row.id, &row.email)?;
    Ok(Person { name: row.name, email })
}

pub(super) async fn change(write: &Write, user: UserId, column: app_user::Column, value: Expr) -> Result<()> {
    let changed = app_user::Entity::update_many()
        .col_expr(column, value)
        .filter(app_user::Column::Id.eq(user.get()))
        .exec(write.tx())
        .await?;
    if changed.rows_affected == 1 {
        Ok(())
    } else {
        Err(StoreError::NotFound("user"))
    }
}

pub(super) async fn end_sessions(write: &Write, user: UserId) -> Result<()> {
    session::Entity::delete_many()
        .filter(session::Column::UserId.eq(user.get()))
        .exec(write.tx())
        .await?;
    Ok(())
}
