//! Mails to be sent. A command puts them here in its own transaction, so that nothing is mailed that did not happen and
//! nothing that happened goes unmailed. Sending is the server's.

use domain::Lang;
use domain::letter::Letter;
use domain::value::Email;
use sea_orm::{ActiveValue::Set, EntityTrait};

use crate::StoreError;
use crate::entity::outbox;
use crate::write::Write;

impl Write {
    /// Puts a letter into the outbox.
    pub(crate) async fn post(&mut self, to: &Email, lang: Lang, letter: &Letter) -> Result<(), StoreError> {
        let json = serde_json::to_string(letter).map_err(|error| StoreError::Corrupt {
            table: "outbox",
            id: 0,
            reason: error.to_string(),
        })?;
        let row = outbox::ActiveModel {
            recipient: Set(to.as_str().to_owned()),
            lang: Set(lang.tag().to_owned()),
            kind: Set(letter.kind().to_owned()),
            letter: Set(Some(json)),
            state: Set("waiting".to_owned()),
            tries: Set(0),
            due_at: Set(self.at()),
            created_at: Set(self.at()),
            ..Default::default()
        };
        outbox::Entity::insert(row).exec(self.tx()).await?;
        Ok(())
    }
}
