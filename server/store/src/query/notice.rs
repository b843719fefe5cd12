//! Reads of notices: the inbox, what is to be done, and how much is unread. Everything is asked by the groups to which
//! the person belongs at this moment, so that a place that has ended shows nothing any more (INS-05).

use std::collections::HashMap;

use domain::notice::{Audience, Notice};
use domain::user::User;
use domain::value::{Day, Instant, NoticeId, UserId};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entity::{app_user, notice, notice_audience, notice_reader};
use crate::{Result, Store, decode};

/// Notices on one page of the inbox.
pub const NOTICE_PAGE: u64 = 20;

/// Which notices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoticeFilter {
    /// Those nobody has opened yet: the person's own unread ones.
    Unread,
    /// What somebody still has to do.
    Open,
    /// All.
    #[default]
    All,
}

/// A notice as one person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeLine {
    /// Its number.
    pub id: NoticeId,
    /// What happened.
    pub notice: Notice,
    /// When.
    pub at: Instant,
    /// Whether the person has not read it. What happened before the person came counts as read.
    pub is_unread: bool,
    /// When a task was done, and by whom; nobody when the portal or the operator settled it.
    pub settled: Option<(Instant, Option<String>)>,
    /// Whom it concerns.
    pub audiences: Vec<Audience>,
}

impl NoticeLine {
    /// Whether somebody still has to do something.
    pub fn is_open(&self) -> bool {
        self.notice.is_task() && self.settled.is_none()
    }

    /// The last day on which to do it.
    pub fn due(&self) -> Option<Day> {
        self.notice.due()
    }
}

impl Store {
    /// How many notices somebody has not read. One count over an index; it is asked for every page.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn count_unread(&self, user: &User) -> Result<u64> {
        Ok(notice_reader::Entity::find()
            .filter(unread_by(user.id))
            .filter(notice_reader::Column::NoticeId.in_subquery(concerning(user)))
            .count(self.reader())
            .await?)
    }

    /// How many notices a filter lets through.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn count_notices(&self, user: &User, filter: NoticeFilter) -> Result<u64> {
        Ok(select(user, filter).count(self.reader()).await?)
    }

    /// A page of the inbox, from 1, the newest first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_notices(&self, user: &User, filter: NoticeFilter, page: u64) -> Result<Vec<NoticeLine>> {
        let rows = select(user, filter)
            .order_by_desc(notice::Column::CreatedAt)
            .order_by_desc(notice::Column::Id)
            .limit(NOTICE_PAGE)
            .offset(page.saturating_sub(1).saturating_mul(NOTICE_PAGE))
            .all(self.reader())
            .await?;
        self.complete_notices(user, rows).await
    }

    /// What is to be done by somebody or by colleagues with the same roles: by the day on which it is due, and what has
    /// no such day after it, the oldest first.
    ///
    /// # Errors
    /// As [`Self::list_notices`].
    pub async fn list_tasks(&self, user: &User, most: u64) -> Result<Vec<NoticeLine>> {
        let rows = select(user, NoticeFilter::Open)
            .order_by_asc(notice::Column::Due.is_null())
            .order_by_asc(notice::Column::Due)
            .order_by_asc(notice::Column::Id)
            .limit(most)
            .all(self.reader())
            .await?;
        self.complete_notices(user, rows).await
    }

    /// One notice, if it concerns the person.
    ///
    /// # Errors
    /// As [`Self::list_notices`].
    pub async fn find_notice(&self, user: &User, id: NoticeId) -> Result<Option<NoticeLine>> {
        let rows = select(user, NoticeFilter::All)
            .filter(notice::Column::Id.eq(id.get()))
            .all(self.reader())
            .await?;
        Ok(self.complete_notices(user, rows).await?.pop())
    }

    async fn complete_notices(&self, user: &User, rows: Vec<notice::Model>) -> Result<Vec<NoticeLine>> {
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let unread: Vec<i64> = notice_reader::Entity::find()
            .select_only()
            .column(notice_reader::Column::NoticeId)
            .filter(unread_by(user.id))
            .filter(notice_reader::Column::NoticeId.is_in(ids.iter().copied()))
            .into_tuple()
            .all(self.reader())
            .await?;
        let mut audiences: HashMap<i64, Vec<Audience>> = HashMap::new();
        let named = notice_audience::Entity::find()
            .filter(notice_audience::Column::NoticeId.is_in(ids))
            .order_by_asc(notice_audience::Column::Audience)
            .all(self.reader())
            .await?;
        for row in named {
            audiences
                .entry(row.notice_id)
                .or_default()
                .push(decode::audience(&row)?);
        }
        let doers = rows.iter().filter_map(|row| row.settled_by);
        let names: HashMap<i64, String> = app_user::Entity::find()
            .filter(app_user::Column::Id.is_in(doers))
            .all(self.reader())
            .await?
            .into_iter()
            .map(|person| (person.id, person.name))
            .collect();
        let mut lines = Vec::with_capacity(rows.len());
        for row in rows {
            let by = row.settled_by.and_then(|id| names.get(&id).cloned());
            lines.push(NoticeLine {
                id: NoticeId::new(row.id),
                notice: decode::notice(&row)?,
                at: Instant::from_millis(row.created_at),
                is_unread: unread.contains(&row.id),
                settled: row.settled_at.map(|at| (Instant::from_millis(at), by)),
                audiences: audiences.remove(&row.id).unwrap_or_default(),
            });
        }
        Ok(lines)
    }
}

fn select(user: &User, filter: NoticeFilter) -> sea_orm::Select<notice::Entity> {
    let all = notice::Entity::find().filter(notice::Column::Id.in_subquery(concerning(user)));
    match filter {
        NoticeFilter::All => all,
        NoticeFilter::Open => all
            .filter(notice::Column::IsTask.eq(true))
            .filter(notice::Column::SettledAt.is_null()),
        NoticeFilter::Unread => {
            let unread = Query::select()
                .column(notice_reader::Column::NoticeId)
                .from(notice_reader::Entity)
                .cond_where(unread_by(user.id))
                .take();
            all.filter(notice::Column::Id.in_subquery(unread))
        }
    }
}

fn unread_by(user: UserId) -> Condition {
    Condition::all()
        .add(notice_reader::Column::UserId.eq(user.get()))
        .add(notice_reader::Column::ReadAt.is_null())
}

/// The numbers of the notices that concern somebody now.
pub(crate) fn concerning(user: &User) -> SelectStatement {
    let groups = Audience::of(user).into_iter().map(|audience| audience.to_string());
    Query::select()
        .column(notice_audience::Column::NoticeId)
        .from(notice_audience::Entity)
        .and_where(Expr::col(notice_audience::Column::Audience).is_in(groups))
        .take()
}
