//! Reads of second factors and linked accounts.

use domain::second_factor::{Identity, Passkey, SecondFactors};
use domain::value::{IdentityId, Instant, PasskeyId, UserId};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use crate::entity::{app_user, identity, passkey, recovery_code, totp};
use crate::{Result, Store, StoreError};

/// A passkey with what verifying it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPasskey {
    /// Its id.
    pub id: PasskeyId,
    /// Whose it is.
    pub user: UserId,
    /// What the authenticator calls the person, base64url.
    pub user_handle: String,
    /// Public key and the like, as JSON.
    pub credential: String,
    /// Signatures so far.
    pub counter: u32,
}

impl Store {
    /// What a person has besides the password.
    ///
    /// # Errors
    /// The database.
    pub async fn find_second_factors(&self, user: UserId) -> Result<SecondFactors> {
        let app = totp::Entity::find_by_id(user.get()).one(self.reader()).await?;
        let passkeys = passkey::Entity::find()
            .filter(passkey::Column::UserId.eq(user.get()))
            .order_by_asc(passkey::Column::Id)
            .all(self.reader())
            .await?;
        let codes = recovery_code::Entity::find()
            .filter(recovery_code::Column::UserId.eq(user.get()))
            .filter(recovery_code::Column::UsedAt.is_null())
            .count(self.reader())
            .await?;
        Ok(SecondFactors {
            totp: app.map(|row| Instant::from_millis(row.created_at)),
            passkeys: passkeys.into_iter().map(shown).collect(),
            recovery_codes: usize::try_from(codes).unwrap_or(usize::MAX),
        })
    }

    /// The sealed secret of a person's authenticator app.
    ///
    /// # Errors
    /// The database.
    pub async fn find_totp(&self, user: UserId) -> Result<Option<String>> {
        let row = totp::Entity::find_by_id(user.get()).one(self.reader()).await?;
        Ok(row.map(|row| row.sealed))
    }

    /// A passkey by the authenticator's name for it; `None` also when its owner may no longer sign in.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] or the database.
    pub async fn find_passkey(&self, credential_id: &str) -> Result<Option<StoredPasskey>> {
        let found = passkey::Entity::find()
            .filter(passkey::Column::CredentialId.eq(credential_id))
            .find_also_related(app_user::Entity)
            .one(self.reader())
            .await?;
        match found {
            Some((row, Some(owner))) if owner.disabled_at.is_none() => stored(row).map(Some),
            _ => Ok(None),
        }
    }

    /// The passkeys of a person, to be verified or excluded.
    ///
    /// # Errors
    /// As [`Self::find_passkey`].
    pub async fn list_passkeys(&self, user: UserId) -> Result<Vec<StoredPasskey>> {
        let rows = passkey::Entity::find()
            .filter(passkey::Column::UserId.eq(user.get()))
            .order_by_asc(passkey::Column::Id)
            .all(self.reader())
            .await?;
        rows.into_iter().map(stored).collect()
    }

    /// The accounts at other providers that sign a person in.
    ///
    /// # Errors
    /// The database.
    pub async fn list_identities(&self, user: UserId) -> Result<Vec<Identity>> {
        let rows = identity::Entity::find()
            .filter(identity::Column::UserId.eq(user.get()))
            .order_by_asc(identity::Column::Id)
            .all(self.reader())
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| Identity {
                id: IdentityId::new(row.id),
                issuer: row.issuer,
                email: row.email,
                created_at: Instant::from_millis(row.created_at),
                used_at: row.used_at.map(Instant::from_millis),
            })
            .collect())
    }
}

fn shown(row: passkey::Model) -> Passkey {
    Passkey {
        id: PasskeyId::new(row.id),
        name: row.name,
        created_at: Instant::from_millis(row.created_at),
        used_at: row.used_at.map(Instant::from_millis),
        backed_up: row.backed_up,
    }
}

fn stored(row: passkey::Model) -> Result<StoredPasskey> {
    let counter = u32::try_from(row.counter).map_err(|_| StoreError::Corrupt {
        table: "passkey",
        id: row.id,
        reason: format!("counter cannot be {}", row.counter),
    })?;
    Ok(StoredPasskey {
        id: PasskeyId::new(row.id),
        user: UserId::new(row.user_id),
        user_handle: row.user_handle,
        credential: row.credential,
        counter,
    })
}
