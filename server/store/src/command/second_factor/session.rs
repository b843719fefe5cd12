//! A session that gets stronger: the person has just proven a second factor in it.

use domain::permit::Actor;
use domain::session::Factor;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::own;
use crate::command::session::hex;
use crate::entity::session;
use crate::{Refusal, Store};

impl Store {
    /// Gives a session of the person who acts another token and the factor that was proven. Whoever knows the old token
    /// is signed out by that, and so are the person's sessions that one factor alone has opened.
    ///
    /// # Errors
    /// `NotFound` when the session has ended in between.
    pub async fn strengthen_session(
        &self,
        actor: &Actor,
        old_hash: [u8; 32],
        new_hash: [u8; 32],
        factor: Factor,
    ) -> Result<(), Refusal> {
        let user = own(actor)?;
        let weak = Factor::ALL
            .iter()
            .filter(|factor| !factor.is_strong())
            .map(|factor| factor.code());
        let write = self.begin().await?;
        let changed = session::Entity::update_many()
            .col_expr(session::Column::TokenHash, Expr::value(hex(&new_hash)))
            .col_expr(session::Column::Factor, Expr::value(factor.code()))
            .col_expr(session::Column::ConfirmedAt, Expr::value(write.at()))
            .filter(session::Column::TokenHash.eq(hex(&old_hash)))
            .filter(session::Column::UserId.eq(user.id.get()))
            .exec(write.tx())
            .await?;
        if changed.rows_affected == 0 {
            return Err(Refusal::NotFound);
        }
        // A session that only a password opened must not be able to change the factor that is there now.
        session::Entity::delete_many()
            .filter(session::Column::UserId.eq(user.id.get()))
            .filter(session::Column::TokenHash.ne(hex(&new_hash)))
            .filter(session::Column::Factor.is_in(weak))
            .exec(write.tx())
            .await?;
        Ok(write.commit().await?)
    }
}
