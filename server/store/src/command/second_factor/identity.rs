//! Accounts at other providers: linked by the person, never by a matching address alone.

use domain::Lang;
use domain::audit::{Deed, Subject};
use domain::permit::Actor;
use domain::second_factor::FactorKind;
use domain::value::{IdentityId, UserId};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::{own, tell_added, tell_removed};
use crate::entity::{app_user, identity};
use crate::error::is_taken;
use crate::{Change, Refusal, Result, Store};

/// Why an account was not linked.
#[derive(Debug, thiserror::Error)]
pub enum Unlinkable {
    /// It signs somebody in already, perhaps this very person.
    #[error("linked already")]
    Taken,
    /// Nobody acts, or the storage failed.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl Store {
    /// Lets an account of a provider sign the person in.
    ///
    /// # Errors
    /// [`Unlinkable`].
    pub async fn link_identity(
        &self,
        actor: &Actor,
        lang: Lang,
        issuer: &str,
        subject: &str,
        email: &str,
    ) -> Result<(), Unlinkable> {
        let user = own(actor)?;
        let mut write = self.begin().await.map_err(Refusal::from)?;
        let row = identity::ActiveModel {
            user_id: Set(user.id.get()),
            issuer: Set(issuer.to_owned()),
            subject: Set(subject.to_owned()),
            email: Set(email.to_owned()),
            created_at: Set(write.at()),
            used_at: Set(None),
            ..Default::default()
        };
        identity::Entity::insert(row).exec(write.tx()).await.map_err(|error| {
            if is_taken(&error) {
                Unlinkable::Taken
            } else {
                Unlinkable::Refused(error.into())
            }
        })?;
        let change = Change::to(json!({ "issuer": issuer }));
        write
            .record(actor, Deed::IdentityLinked, Subject::User(user.id), change)
            .await
            .map_err(Refusal::from)?;
        tell_added(&mut write, user, lang, FactorKind::Identity)
            .await
            .map_err(Refusal::from)?;
        Ok(write.commit().await.map_err(Refusal::from)?)
    }

    /// Takes a link away.
    ///
    /// # Errors
    /// `NotFound`, also for somebody else's.
    pub async fn unlink_identity(&self, actor: &Actor, lang: Lang, id: IdentityId) -> Result<(), Refusal> {
        let user = own(actor)?;
        let mut write = self.begin().await?;
        let row = identity::Entity::find_by_id(id.get())
            .filter(identity::Column::UserId.eq(user.id.get()))
            .one(write.tx())
            .await?
            .ok_or(Refusal::NotFound)?;
        identity::Entity::delete_by_id(id.get()).exec(write.tx()).await?;
        let change = Change {
            before: Some(json!({ "issuer": row.issuer })),
            ..Change::none()
        };
        write
            .record(actor, Deed::IdentityUnlinked, Subject::User(user.id), change)
            .await?;
        tell_removed(&mut write, user, lang, FactorKind::Identity).await?;
        Ok(write.commit().await?)
    }

    /// Whom an account of a provider signs in, and notes that it did. `None` when it is linked to nobody or to a person
    /// who may no longer sign in.
    ///
    /// # Errors
    /// The database.
    pub async fn use_identity(&self, issuer: &str, subject: &str) -> Result<Option<UserId>> {
        let write = self.begin().await?;
        let Some(row) = identity::Entity::find()
            .filter(identity::Column::Issuer.eq(issuer))
            .filter(identity::Column::Subject.eq(subject))
            .one(write.tx())
            .await?
        else {
            return Ok(None);
        };
        let user = app_user::Entity::find_by_id(row.user_id).one(write.tx()).await?;
        if user.is_none_or(|user| user.disabled_at.is_some()) {
            return Ok(None);
        }
        identity::Entity::update_many()
            .col_expr(identity::Column::UsedAt, Expr::value(write.at()))
            .filter(identity::Column::Id.eq(row.id))
            .exec(write.tx())
            .await?;
        write.commit().await?;
        Ok(Some(UserId::new(row.user_id)))
    }
}
