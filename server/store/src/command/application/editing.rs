//! Who has which section of an application open. It informs and locks nothing: the fingerprint of the section guards what
//! is saved.

use domain::application::Part;
use domain::value::{ApplicationId, UserId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter};

use crate::command::editing_lifetime;
use crate::entity::application_editing::{self as editing, Column};
use crate::{Result, Store};

impl Store {
    /// Notes that somebody has the section open now. Who has been away for long begins anew.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn note_application_editing(
        &self,
        id: ApplicationId,
        part: impl Into<Part> + Send,
        user: UserId,
    ) -> Result<()> {
        let part = part.into();
        let write = self.begin().await?;
        let now = write.at();
        editing::Entity::delete_many()
            .filter(of(id, &part, user))
            .filter(Column::SeenAt.lt(now.saturating_sub(editing_lifetime())))
            .exec(write.tx())
            .await?;
        let seen = OnConflict::columns([Column::ApplicationId, Column::Section, Column::UserId])
            .update_column(Column::SeenAt)
            .to_owned();
        let row = editing::ActiveModel {
            application_id: Set(id.get()),
            section: Set(part.code().to_owned()),
            user_id: Set(user.get()),
            since: Set(now),
            seen_at: Set(now),
        };
        editing::Entity::insert(row)
            .on_conflict(seen)
            .exec_without_returning(write.tx())
            .await?;
        write.commit().await
    }

    /// Notes that somebody has finished with the section.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn end_application_editing(
        &self,
        id: ApplicationId,
        part: impl Into<Part> + Send,
        user: UserId,
    ) -> Result<()> {
        let part = part.into();
        editing::Entity::delete_many()
            .filter(of(id, &part, user))
            .exec(self.writer())
            .await?;
        Ok(())
    }
}

fn of(id: ApplicationId, part: &Part, user: UserId) -> Condition {
    Condition::all()
        .add(Column::ApplicationId.eq(id.get()))
        .add(Column::Section.eq(part.code()))
        .add(Column::UserId.eq(user.get()))
}
