//! Reads of people and of what signs them in.

use domain::grant::PlatformGrant;
use domain::user::User;
use domain::value::{Email, Instant, UserId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::entity::{app_user, membership, organisation, platform_role};
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
    /// Roles on the platform with their limits, valid today or not.
    pub grants: Vec<PlatformGrant>,
    /// Last sign-in, as far as the audit log goes back; read only where it is shown.
    pub signed_in_at: Option<Instant>,
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
            accounts.push(self.complete_account(row).await?);
        }
        accounts.sort_by_key(|account| account.user.email.key());
        Ok(accounts)
    }

    pub(super) async fn complete_account(&self, row: app_user::Model) -> Result<Account> {
        let grants = platform_role::Entity::find()
            .filter(platform_role::Column::UserId.eq(row.id))
            .all(self.reader())
            .await?;
        Ok(Account {
            created_at: Instant::from_millis(row.created_at),
            disabled_at: row.disabled_at.map(Instant::from_millis),
            grants: decode::grants(&grants)?,
            signed_in_at: None,
            user: self.complete_user(row).await?,
        })
    }

    async fn find_row(&self, email: &Email) -> Result<Option<app_user::Model>> {
        let found = app_user::Entity::find().filter(app_user::Column::EmailKey.eq(email.key()));
        Ok(found.one(self.reader()).await?)
    }

    /// Adds the memberships and roles that count now to a row.
    pub(crate) async fn complete_user(&self, row: app_user::Model) -> Result<User> {
        let memberships = membership::Entity::find()
            .filter(membership::Column::UserId.eq(row.id))
            .filter(membership::Column::SuspendedAt.is_null())
            .find_also_related(organisation::Entity)
            .order_by_asc(membership::Column::Role)
            .all(self.reader())
            .await?;
        let roles = platform_role::Entity::find()
            .filter(platform_role::Column::UserId.eq(row.id))
            .order_by_asc(platform_role::Column::Role)
            .all(self.reader())
            .await?;
        let today = self.now().day_jst();
        let mut valid = Vec::with_capacity(roles.len());
        for role in roles {
            let grants = decode::grants(std::slice::from_ref(&role))?;
            if grants.iter().all(|grant| grant.is_valid(today)) {
                valid.push(role);
            }
        }
        // The foreign key promises the organisation, so none is lost here.
        let memberships = memberships
            .into_iter()
            .filter_map(|(place, organisation)| Some((place, organisation?)))
            .collect();
        decode::user(row, memberships, valid)
    }
}
