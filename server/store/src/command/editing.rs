//! Who has which section of a program open (ORG-08). It informs and locks nothing: the fingerprint of the section guards
//! what is saved.

use std::time::Duration;

use domain::program::Section;
use domain::value::{ProgramId, UserId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::entity::editing;
use crate::{Result, Store};

/// After so long without a sign of life, somebody counts as gone.
pub const EDITING_LIFETIME: Duration = Duration::from_secs(10 * 60);

impl Store {
    /// Notes that somebody has the section open now.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn note_editing(&self, program: ProgramId, section: Section, user: UserId) -> Result<()> {
        let now = self.now().millis();
        let row = editing::ActiveModel {
            program_id: Set(program.get()),
            section: Set(section.code().to_owned()),
            user_id: Set(user.get()),
            since: Set(now),
            seen_at: Set(now),
        };
        // Somebody who comes back after a while begins anew.
        let gone = editing::Entity::delete_many()
            .filter(of(program, section, user))
            .filter(editing::Column::SeenAt.lt(now.saturating_sub(lifetime())));
        let seen = OnConflict::columns([
            editing::Column::ProgramId,
            editing::Column::Section,
            editing::Column::UserId,
        ])
        .update_column(editing::Column::SeenAt)
        .to_owned();
        let write = self.begin().await?;
        gone.exec(write.tx()).await?;
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
    pub async fn end_editing(&self, program: ProgramId, section: Section, user: UserId) -> Result<()> {
        editing::Entity::delete_many()
            .filter(of(program, section, user))
            .exec(self.writer())
            .await?;
        Ok(())
    }

    /// Forgets who has gone, and says how many.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn purge_editing(&self) -> Result<u64> {
        let purged = editing::Entity::delete_many()
            .filter(editing::Column::SeenAt.lt(self.now().millis().saturating_sub(lifetime())))
            .exec(self.writer())
            .await?;
        Ok(purged.rows_affected)
    }
}

/// [`EDITING_LIFETIME`] in milliseconds.
pub(crate) fn lifetime() -> i64 {
    i64::try_from(EDITING_LIFETIME.as_millis()).unwrap_or(i64::MAX)
}

fn of(program: ProgramId, section: Section, user: UserId) -> sea_orm::Condition {
    sea_orm::Condition::all()
        .add(editing::Column::ProgramId.eq(program.get()))
        .add(editing::Column::Section.eq(section.code()))
        .add(editing::Column::UserId.eq(user.get()))
}
