//! The private address of a person's calendar: made, renewed, given up (INS-11). A new address ends the old one at once.

use domain::permit::Actor;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, EntityTrait};

use crate::entity::calendar_feed;
use crate::{Refusal, Result, Store, decode};

impl Store {
    /// Gives the signed-in person an address, known by the hash of its token; one that was there before ends.
    ///
    /// # Errors
    /// `Forbidden` for anybody else.
    pub async fn renew_calendar_feed(
        &self,
        actor: &Actor,
        token_hash: [u8; 32],
        sealed: String,
    ) -> Result<(), Refusal> {
        let user = actor.user().ok_or(Refusal::Forbidden)?.id;
        let write = self.begin().await?;
        let row = calendar_feed::ActiveModel {
            user_id: Set(user.get()),
            token_hash: Set(decode::hex(token_hash)),
            sealed: Set(sealed),
            created_at: Set(write.at()),
        };
        let replace = OnConflict::column(calendar_feed::Column::UserId)
            .update_columns([
                calendar_feed::Column::TokenHash,
                calendar_feed::Column::Sealed,
                calendar_feed::Column::CreatedAt,
            ])
            .to_owned();
        calendar_feed::Entity::insert(row)
            .on_conflict(replace)
            .exec_without_returning(write.tx())
            .await?;
        Ok(write.commit().await?)
    }

    /// Ends the address of the signed-in person, if there is one.
    ///
    /// # Errors
    /// `Forbidden` for anybody else.
    pub async fn end_calendar_feed(&self, actor: &Actor) -> Result<(), Refusal> {
        let user = actor.user().ok_or(Refusal::Forbidden)?.id;
        let write = self.begin().await?;
        calendar_feed::Entity::delete_by_id(user.get()).exec(write.tx()).await?;
        Ok(write.commit().await?)
    }
}
