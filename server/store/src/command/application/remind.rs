//! 「提出が完了していません」: those who write an application that is not submitted are told 7, 3 and 1 days before its deadline,
//! each time once (FORM-04). Who began later than such a day is not told of it.

use domain::application::ApplicationNews;
use domain::value::{ApplicationId, Instant};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::load::lock;
use super::tell::tell_all;
use crate::entity::application;
use crate::query::FOLLOWING;
use crate::{Refusal, Store};

/// Days before the deadline, the first reminder first.
const DAYS: [i32; 3] = [7, 3, 1];

const DAY_MILLIS: i64 = 86_400_000;

impl Store {
    /// Reminds of everything that is due now, and says of how many applications.
    ///
    /// # Errors
    /// [`StoreError`](crate::StoreError).
    pub async fn remind_applications(&self) -> Result<u64, Refusal> {
        let rows = application::Entity::find()
            .filter(application::Column::State.is_in(FOLLOWING.iter().map(|state| state.code())))
            .all(self.reader())
            .await?;
        let mut told = 0;
        for row in rows {
            let mut write = self.begin().await?;
            let found = lock(&write, ApplicationId::new(row.id)).await?;
            let whole = &found.whole;
            let now = Instant::from_millis(write.at());
            let Some(days) = due(whole.closes_at(), whole.created_at, found.reminded, now) else {
                continue;
            };
            if !FOLLOWING.contains(&whole.state) {
                continue;
            }
            // The version stays: nobody's page becomes old by a reminder.
            let change = application::ActiveModel {
                reminded: Set(Some(days)),
                ..Default::default()
            };
            application::Entity::update_many()
                .set(change)
                .filter(application::Column::Id.eq(row.id))
                .exec(write.tx())
                .await?;
            let news = ApplicationNews::Unfinished {
                days: days.unsigned_abs(),
                until: whole.closes_at(),
            };
            tell_all(&mut write, whole, news).await?;
            write.commit().await?;
            told += 1;
        }
        Ok(told)
    }
}

/// The reminder that is due: the last one whose moment has come, unless it or a later one was sent, or nothing was there yet.
fn due(close: Instant, created: Instant, reminded: Option<i32>, now: Instant) -> Option<i32> {
    if now > close {
        return None;
    }
    let moment = |days: i32| close.millis() - i64::from(days) * DAY_MILLIS;
    let days = DAYS
        .iter()
        .copied()
        .filter(|days| moment(*days) <= now.millis())
        .min()?;
    let is_news = reminded.is_none_or(|last| days < last);
    (is_news && created.millis() < moment(days)).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(days_left: f64) -> Instant {
        #[expect(clippy::cast_possible_truncation, reason = "days of a test")]
        Instant::from_millis(100 * DAY_MILLIS - (days_left * 86_400_000.0) as i64)
    }

    #[test]
    fn 七日三日一日前にそれぞれ一度だけ知らせる() {
        let (close, begun) = (at(0.0), at(30.0));
        assert_eq!(due(close, begun, None, at(7.1)), None);
        assert_eq!(due(close, begun, None, at(7.0)), Some(7));
        assert_eq!(due(close, begun, Some(7), at(6.0)), None);
        assert_eq!(due(close, begun, Some(7), at(2.9)), Some(3));
        assert_eq!(
            due(close, begun, None, at(0.5)),
            Some(1),
            "a server that slept sends one, not three"
        );
        assert_eq!(due(close, begun, Some(1), at(0.1)), None);
        assert_eq!(due(close, begun, None, at(-0.1)), None, "it is over");
        assert_eq!(due(close, at(5.0), None, at(4.0)), None, "begun after that day");
        assert_eq!(due(close, at(5.0), None, at(3.0)), Some(3));
    }
}
