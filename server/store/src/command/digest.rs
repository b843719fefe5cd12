//! The mails that gather the notices of a day or a week. Posting a digest and forgetting that it waits are one
//! transaction under the lock of its reader's row: of several servers one does it, and a server that dies in between has
//! done neither.

use domain::Lang;
use domain::letter::Letter;
use domain::notice::{Audience, MailPace, Notice, Subscription};
use domain::value::UserId;
use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entity::{app_user, notice, notice_audience, notice_reader};
use crate::write::Write;
use crate::{Result, Store, decode};

/// Readers whose digests are posted in one go.
const READERS: u64 = 200;

impl Store {
    /// Posts the digests that are due, and says how many mails that made. Who has read everything meanwhile, or whose
    /// colleagues have done it, gets none.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db); what was posted
    /// before stays posted.
    pub async fn post_digests(&self) -> Result<u64> {
        let readers: Vec<i64> = notice_reader::Entity::find()
            .select_only()
            .column(notice_reader::Column::UserId)
            .distinct()
            .filter(notice_reader::Column::MailAt.lte(self.now().millis()))
            .limit(READERS)
            .into_tuple()
            .all(self.reader())
            .await?;
        let mut posted = 0;
        for reader in readers {
            let mut write = self.begin().await?;
            let person = app_user::Entity::find_by_id(reader)
                .lock(LockType::NoKeyUpdate)
                .one(write.tx())
                .await?;
            let Some(person) = person else { continue };
            for pace in [MailPace::Daily, MailPace::Weekly] {
                if self.post_digest(&mut write, &person, pace).await? {
                    posted += 1;
                }
            }
            write.commit().await?;
        }
        Ok(posted)
    }

    /// Posts one person's digest of one pace, unless nothing in it is news.
    async fn post_digest(&self, write: &mut Write, person: &app_user::Model, pace: MailPace) -> Result<bool> {
        let waiting = notice_reader::Entity::find()
            .filter(notice_reader::Column::UserId.eq(person.id))
            .filter(notice_reader::Column::Pace.eq(pace.code()))
            .filter(notice_reader::Column::MailAt.lte(write.at()))
            .find_also_related(notice::Entity)
            .order_by_asc(notice_reader::Column::NoticeId)
            .all(write.tx())
            .await?;
        if waiting.is_empty() {
            return Ok(false);
        }
        let ids: Vec<i64> = waiting.iter().map(|(row, _)| row.notice_id).collect();
        notice_reader::Entity::update_many()
            .col_expr(notice_reader::Column::MailAt, Expr::value(None::<i64>))
            .col_expr(notice_reader::Column::Pace, Expr::value(None::<String>))
            .filter(notice_reader::Column::UserId.eq(person.id))
            .filter(notice_reader::Column::NoticeId.is_in(ids.iter().copied()))
            .exec(write.tx())
            .await?;
        if person.disabled_at.is_some() {
            return Ok(false);
        }
        let concern = self.concern(write, person, &ids).await?;
        let mut notices: Vec<Notice> = Vec::new();
        for (row, told) in waiting {
            if let Some(told) = told.filter(|told| row.read_at.is_none() && concern.contains(&told.id)) {
                notices.push(decode::notice(&told)?);
            }
        }
        if notices.is_empty() {
            return Ok(false);
        }
        let user = UserId::new(person.id);
        let letter = Letter::NoticeDigest {
            name: person.name.clone(),
            pace,
            notices,
            unsubscribe: write.subscribe(&Subscription::Digest { user, pace }).await?,
        };
        write
            .post(&decode::email(person.id, &person.email)?, Lang::Ja, &letter)
            .await?;
        Ok(true)
    }

    /// Those of the notices that still concern somebody: a place may have ended since they were told.
    async fn concern(&self, write: &Write, person: &app_user::Model, ids: &[i64]) -> Result<Vec<i64>> {
        let user = self.complete_user(person.clone()).await?;
        let groups = Audience::of(&user).into_iter().map(|group| group.to_string());
        Ok(notice_audience::Entity::find()
            .select_only()
            .column(notice_audience::Column::NoticeId)
            .filter(notice_audience::Column::Audience.is_in(groups))
            .filter(notice_audience::Column::NoticeId.is_in(ids.iter().copied()))
            .into_tuple()
            .all(write.tx())
            .await?)
    }
}
