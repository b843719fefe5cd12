//! The links in mails about saved searches: with the token of such a mail the owner of an address without an account
//! changes everything, and anybody ends the mails with one click (RFC 8058).

use domain::alert::Recipient;
use domain::notice::Subscription;
use domain::value::{AddressId, Email};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter};

use crate::entity::alert_address;
use crate::write::Write;
use crate::{Result, Store, decode};

impl Write {
    /// What links in mails to somebody stand for.
    pub(super) async fn searches_of(&self, owner: &Recipient) -> Result<Subscription> {
        match owner {
            Recipient::User(user) => Ok(Subscription::Searches { user: *user }),
            Recipient::Address(email) => Ok(Subscription::AddressSearches {
                address: self.address(email).await?,
            }),
        }
    }

    async fn address(&self, email: &Email) -> Result<AddressId> {
        let known = || alert_address::Entity::find().filter(alert_address::Column::EmailKey.eq(email.key()));
        if let Some(row) = known().one(self.tx()).await? {
            return Ok(AddressId::new(row.id));
        }
        let row = alert_address::ActiveModel {
            email: Set(email.as_str().to_owned()),
            email_key: Set(email.key()),
            ..Default::default()
        };
        // Somebody else may add it at the same moment; then theirs is the one.
        alert_address::Entity::insert(row)
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(self.tx())
            .await?;
        let row = known().one(self.tx()).await?;
        let row = row.ok_or_else(|| DbErr::RecordNotFound("alert_address".to_owned()))?;
        Ok(AddressId::new(row.id))
    }
}

impl Store {
    /// Whose searches a link is about; `None` for one that is about something else, or names nobody.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_search_owner(&self, subscription: Subscription) -> Result<Option<Recipient>> {
        match subscription {
            Subscription::Searches { user } => Ok(Some(Recipient::User(user))),
            Subscription::AddressSearches { address } => {
                let row = alert_address::Entity::find_by_id(address.get())
                    .one(self.reader())
                    .await?;
                let email = row.map(|row| decode::email(row.id, &row.email)).transpose()?;
                Ok(email.map(Recipient::Address))
            }
            Subscription::Digest { .. } | Subscription::Topic { .. } => Ok(None),
        }
    }
}
