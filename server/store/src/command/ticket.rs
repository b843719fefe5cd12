//! What all commands with tickets share: issuing one, looking it up, using it. A ticket is used once, in the transaction
//! of what it was used for.

use domain::ticket::TicketPurpose;
use domain::value::UserId;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::Value;

use super::session::hex;
use crate::entity::ticket;
use crate::write::Write;
use crate::{Refusal, Result, Store};

/// Most tickets of a purpose that a person is mailed while they last.
pub(super) const MOST: u64 = 5;

/// A ticket as its command needs it.
pub(super) struct Ticket {
    pub user: UserId,
    pub payload: Value,
}

impl Write {
    /// Issues a ticket.
    pub(super) async fn issue(
        &self,
        purpose: TicketPurpose,
        user: UserId,
        token_hash: [u8; 32],
        payload: &Value,
    ) -> Result<()> {
        let row = ticket::ActiveModel {
            token_hash: Set(hex(&token_hash)),
            purpose: Set(purpose.code().to_owned()),
            user_id: Set(user.get()),
            payload: Set(payload.to_string()),
            created_at: Set(self.at()),
            expires_at: Set(self.at().saturating_add(purpose.lifetime_millis())),
            used_at: Set(None),
        };
        ticket::Entity::insert(row).exec_without_returning(self.tx()).await?;
        Ok(())
    }

    /// How many tickets of a purpose were issued to somebody and have not expired, used or not.
    pub(super) async fn count_tickets(&self, purpose: TicketPurpose, user: UserId) -> Result<u64> {
        let issued = ticket::Entity::find()
            .filter(ticket::Column::UserId.eq(user.get()))
            .filter(ticket::Column::Purpose.eq(purpose.code()))
            .filter(ticket::Column::ExpiresAt.gt(self.at()));
        Ok(issued.count(self.tx()).await?)
    }

    /// Uses a ticket. Of two who try at once, one gets it.
    pub(super) async fn redeem(&self, purpose: TicketPurpose, token_hash: [u8; 32]) -> Result<Ticket, Refusal> {
        let key = hex(&token_hash);
        let used = ticket::Entity::update_many()
            .col_expr(ticket::Column::UsedAt, Expr::value(self.at()))
            .filter(ticket::Column::TokenHash.eq(key.as_str()))
            .filter(ticket::Column::Purpose.eq(purpose.code()))
            .filter(ticket::Column::UsedAt.is_null())
            .filter(ticket::Column::ExpiresAt.gt(self.at()))
            .exec(self.tx())
            .await?;
        if used.rows_affected != 1 {
            return Err(Refusal::NotFound);
        }
        let row = ticket::Entity::find_by_id(key).one(self.tx()).await?;
        row.map(read).ok_or(Refusal::NotFound)
    }

    /// Makes all open tickets of a purpose useless.
    pub(super) async fn void_tickets(&self, purpose: TicketPurpose, user: UserId) -> Result<()> {
        ticket::Entity::update_many()
            .col_expr(ticket::Column::UsedAt, Expr::value(self.at()))
            .filter(ticket::Column::UserId.eq(user.get()))
            .filter(ticket::Column::Purpose.eq(purpose.code()))
            .filter(ticket::Column::UsedAt.is_null())
            .exec(self.tx())
            .await?;
        Ok(())
    }
}

impl Store {
    /// The person a link was mailed to, while it can be used.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_ticket(&self, purpose: TicketPurpose, token_hash: [u8; 32]) -> Result<Option<UserId>> {
        let found = ticket::Entity::find_by_id(hex(&token_hash))
            .filter(ticket::Column::Purpose.eq(purpose.code()))
            .filter(ticket::Column::UsedAt.is_null())
            .filter(ticket::Column::ExpiresAt.gt(self.now().millis()));
        Ok(found.one(self.reader()).await?.map(|row| UserId::new(row.user_id)))
    }

    /// Forgets tickets that can no longer be used, and says how many.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn purge_tickets(&self) -> Result<u64> {
        Ok(ticket::Entity::delete_many()
            .filter(ticket::Column::ExpiresAt.lte(self.now().millis()))
            .exec(self.writer())
            .await?
            .rows_affected)
    }
}

fn read(row: ticket::Model) -> Ticket {
    Ticket {
        user: UserId::new(row.user_id),
        // One that cannot be read has nothing to say; the command misses what it needs and refuses.
        payload: serde_json::from_str(&row.payload).unwrap_or(Value::Null),
    }
}
