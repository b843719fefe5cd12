//! Reminds the side that has not answered for a week, once per turn. Marking and telling are one transaction, so that of
//! several servers one does it, and one that dies half-way has done nothing.

use domain::participation::{ParticipationState, SILENCE_DAYS};
use domain::value::ParticipationId;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::load::{Loaded, add_event, lock_program, state};
use super::notice;
use crate::entity::participation;
use crate::query::REMIND;
use crate::{Refusal, Result, Store};

/// Participations looked at in one go.
const AT_ONCE: u64 = 100;

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

impl Store {
    /// Reminds those who have been silent for [`SILENCE_DAYS`], and says how many.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn remind_participations(&self) -> Result<u64> {
        let mut reminded = 0;
        for id in self.list_silent().await? {
            match self.remind(ParticipationId::new(id)).await {
                Ok(true) => reminded += 1,
                Ok(false) => {}
                Err(Refusal::Db(error)) => return Err(error),
                Err(refusal) => tracing::warn!(id, %refusal, "no reminder"),
            }
        }
        Ok(reminded)
    }

    async fn list_silent(&self) -> Result<Vec<i64>> {
        let waiting = ParticipationState::ALL
            .iter()
            .filter(|state| state.awaits().is_some())
            .map(|state| state.code());
        let before = self.now().millis() - SILENCE_DAYS * DAY_MILLIS;
        Ok(participation::Entity::find()
            .select_only()
            .column(participation::Column::Id)
            .filter(participation::Column::State.is_in(waiting))
            .filter(participation::Column::RemindedAt.is_null())
            .filter(participation::Column::WaitingSince.lte(before))
            .order_by_asc(participation::Column::WaitingSince)
            .limit(AT_ONCE)
            .into_tuple()
            .all(self.reader())
            .await?)
    }

    async fn remind(&self, id: ParticipationId) -> Result<bool, Refusal> {
        let mut write = self.begin().await?;
        let Some(found) = participation::Entity::find_by_id(id.get()).one(write.tx()).await? else {
            return Ok(false);
        };
        let program = lock_program(&write, found.program_id).await?;
        // The mark is set only in the turn that was found silent, and only once in it.
        let marked = participation::Entity::update_many()
            .set(participation::ActiveModel {
                reminded_at: Set(Some(write.at())),
                ..Default::default()
            })
            .filter(participation::Column::Id.eq(found.id))
            .filter(participation::Column::Version.eq(found.version))
            .filter(participation::Column::RemindedAt.is_null())
            .exec(write.tx())
            .await?;
        let state = state(&found)?;
        let Some(side) = state.awaits().filter(|_| marked.rows_affected == 1) else {
            return Ok(false);
        };
        let loaded = Loaded {
            row: found,
            state,
            program,
        };
        add_event(&write, id, None, REMIND, "").await?;
        notice::remind(&mut write, &loaded, side).await?;
        write.commit().await?;
        Ok(true)
    }
}
