//! The organisation for which somebody with several places acts, kept in the session. It chooses what is shown first and
//! gives no permission.

use domain::user::User;
use domain::value::OrganisationId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::invite::hex;
use crate::entity::session;
use crate::{Refusal, Store};

impl Store {
    /// Keeps the choice in the session of a token.
    ///
    /// # Errors
    /// `NotFound` when the person has no place there, or when the session is somebody else's or has ended.
    pub async fn act_for(
        &self,
        token_hash: [u8; 32],
        user: &User,
        organisation: OrganisationId,
    ) -> Result<(), Refusal> {
        if user.memberships.iter().all(|place| place.organisation != organisation) {
            return Err(Refusal::NotFound);
        }
        let write = self.begin().await?;
        let changed = session::Entity::update_many()
            .col_expr(session::Column::OrganisationId, Expr::value(Some(organisation.get())))
            .filter(session::Column::TokenHash.eq(hex(&token_hash)))
            .filter(session::Column::UserId.eq(user.id.get()))
            .exec(write.tx())
            .await?;
        if changed.rows_affected == 0 {
            return Err(Refusal::NotFound);
        }
        Ok(write.commit().await?)
    }
}
