//! Reads of what people have chosen to be mailed.

use domain::notice::{MailPace, Topic};
use domain::value::UserId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::entity::mail_choice;
use crate::{Result, Store, decode};

impl Store {
    /// How often notices of each topic are mailed to somebody, in the order of the list.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_mail_choices(&self, user: UserId) -> Result<Vec<(Topic, MailPace)>> {
        let rows = mail_choice::Entity::find()
            .filter(mail_choice::Column::UserId.eq(user.get()))
            .all(self.reader())
            .await?;
        decode::mail_choices(&rows)
    }
}
