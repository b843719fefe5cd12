//! Reads of people and of what signs them in.

use domain::user::User;
use domain::value::{Email, Instant, UserId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::entity::{app_user, insurer, membership, platform_role};
use crate::{Result, Store, decode};

/// A person as the operator sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The person.
    pub user: User,
    /// When the account was made.
    pub created_at: Instant,
    /// Since when the person may not sign in.
    pub disabled_at: Option<Instant>,
}

impl Store {
    /// A person by id, also one who may no longer sign in.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_user(&self, id: UserId) -> Result<Option<User>> {
        match app_user::Entity::find_by_id(id.get()).one(self.reader()).await? {
            Some(row) => self.complete_user(row).await.map(Some),
            None => Ok(None),
        }
    }

    /// A person by e-mail address, also one who may no longer sign in.
    ///
    /// # Errors
    /// As [`Self::find_user`].
    pub async fn find_user_by_email(&self, email: &Email) -> Result<Option<User>> {
        match self.find_row(email).await? {
            Some(row) => self.complete_user(row).await.map(Some),
            None => Ok(None),
        }
    }

    /// Who signs in with this address, and the PHC string to check the password against. `None` also for a disabled
    /// account.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_credentials(&self, email: &Email) -> Result<Option<(UserId, String)>> {
        let row = self.find_row(email).await?.filter(|row| row.disabled_at.is_none());
        Ok(row.map(|row| (UserId::new(row.id), row.password_hash)))
    }

    /// All accounts by e-mail address.
    ///
    /// # Errors
    /// As [`Self::find_user`].
    pub async fn list_users(&self) -> Result<Vec<Account>> {
        let rows = app_user::Entity::find()
            .order_by_asc(app_user::Column::Id)
            .all(self.reader())
            .await?;
        let mut accounts = Vec::with_capacity(rows.len());
        for row in rows {
            let created_at = Instant::from_millis(row.created_at);
            let disabled_at = row.disabled_at.map(Instant::from_millis);
            accounts.push(Account {
                user: self.complete_user(row).await?,
                created_at,
                disabled_at,
            });
        }
        accounts.sort_by_key(|account| account.user.email.key());
        Ok(accounts)
    }

    async fn find_row(&self, email: &Email) -> Result<Option<app_user::Model>> {
        let found = app_user::Entity::find().filter(app_user::Column::EmailKey.eq(email.key()));
        Ok(found.one(self.reader()).await?)
    }

    /// Adds memberships and roles to a row.
    pub(crate) async fn complete_user(&self, row: app_user::Model) -> Result<User> {
        let memberships = membership::Entity::find()
            .filter(membership::Column::UserId.eq(row.id))
            .find_also_related(insurer::Entity)
            .order_by_asc(membership::Column::Role)
            .all(self.reader())
            .await?;
        let roles = platform_role::Entity::find()
            .filter(platform_role::Column::UserId.eq(row.id))
            .order_by_asc(platform_role::Column::Role)
            .all(self.reader())
            .await?;
        // The foreign key promises the insurer, so none is lost here.
        let memberships = memberships
            .into_iter()
            .filter_map(|(place, insurer)| Some((place, insurer?)))
            .collect();
        decode::user(row, memberships, roles)
    }
}
