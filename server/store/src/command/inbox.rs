//! What readers do with their notices: read them, and say that a task is done. Reading is everybody's own; a task that one
//! has done is done for all (INS-05).

use std::time::Duration;

use domain::permit::Actor;
use domain::value::NoticeId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};

use super::session::millis;
use crate::entity::{notice, notice_audience, notice_reader};
use crate::query::concerning;
use crate::{Refusal, Result, Store};

impl Store {
    /// Marks notices as read by the actor; others than the actor's own are left alone.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`] for anybody who is not signed in.
    pub async fn read_notices(&self, actor: &Actor, ids: &[NoticeId]) -> Result<(), Refusal> {
        let named = notice_reader::Column::NoticeId.is_in(ids.iter().map(|id| id.get()));
        self.mark_read(actor, Some(Condition::all().add(named))).await
    }

    /// Marks everything as read by the actor.
    ///
    /// # Errors
    /// As [`Self::read_notices`].
    pub async fn read_all_notices(&self, actor: &Actor) -> Result<(), Refusal> {
        self.mark_read(actor, None).await
    }

    async fn mark_read(&self, actor: &Actor, only: Option<Condition>) -> Result<(), Refusal> {
        let user = actor.user().ok_or(Refusal::Forbidden)?;
        let write = self.begin().await?;
        let mut change = notice_reader::Entity::update_many()
            .col_expr(notice_reader::Column::ReadAt, Expr::value(write.at()))
            .filter(notice_reader::Column::UserId.eq(user.id.get()))
            .filter(notice_reader::Column::ReadAt.is_null());
        if let Some(only) = only {
            change = change.filter(only);
        }
        change.exec(write.tx()).await?;
        write.commit().await?;
        Ok(())
    }

    /// Marks tasks as done, for the actor and for everybody else whom they concern. What is no open task of the actor's
    /// is left alone.
    ///
    /// # Errors
    /// As [`Self::read_notices`].
    pub async fn settle_notices(&self, actor: &Actor, ids: &[NoticeId]) -> Result<(), Refusal> {
        let user = actor.user().ok_or(Refusal::Forbidden)?;
        let mut write = self.begin().await?;
        let open: Vec<i64> = notice::Entity::find()
            .select_only()
            .column(notice::Column::Id)
            .filter(notice::Column::Id.is_in(ids.iter().map(|id| id.get())))
            .filter(notice::Column::Id.in_subquery(concerning(user)))
            .filter(notice::Column::IsTask.eq(true))
            .filter(notice::Column::SettledAt.is_null())
            .into_tuple()
            .all(write.tx())
            .await?;
        write.settle_all(actor, &open).await?;
        write.commit().await?;
        Ok(())
    }

    /// Forgets notices older than `keep` that nobody has to act on any more, and says how many.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn purge_notices(&self, keep: Duration) -> Result<u64> {
        let write = self.begin().await?;
        let oldest = write.at().saturating_sub(millis(keep));
        let old: Vec<i64> = notice::Entity::find()
            .select_only()
            .column(notice::Column::Id)
            .filter(notice::Column::CreatedAt.lte(oldest))
            .filter(
                Condition::any()
                    .add(notice::Column::IsTask.eq(false))
                    .add(notice::Column::SettledAt.is_not_null()),
            )
            .limit(1_000)
            .into_tuple()
            .all(write.tx())
            .await?;
        notice_reader::Entity::delete_many()
            .filter(notice_reader::Column::NoticeId.is_in(old.iter().copied()))
            .exec(write.tx())
            .await?;
        notice_audience::Entity::delete_many()
            .filter(notice_audience::Column::NoticeId.is_in(old.iter().copied()))
            .exec(write.tx())
            .await?;
        let removed = notice::Entity::delete_many()
            .filter(notice::Column::Id.is_in(old))
            .exec(write.tx())
            .await?
            .rows_affected;
        write.commit().await?;
        Ok(removed)
    }
}
