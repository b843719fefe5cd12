//! News of saved searches leaves exactly once: the transaction that puts the mail into the outbox also moves what each
//! search knows, how far it has seen and when it is due again, and only if nobody has touched it since it was read. A
//! server that dies before the commit has done nothing; of two servers that found the same news, one gets through.

use std::collections::BTreeMap;

use domain::Lang;
use domain::alert::{Digest, DigestGroup, Frequency, KnownPrograms, Recipient};
use domain::letter::Letter;
use domain::value::{Email, Instant, ProgramId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::entity::saved_search;
use crate::query::saved_search::told as stored;
use crate::query::{DueSearch, ToldPrograms};
use crate::{Result, Store};

/// Rows changed by one statement; SQLite takes a limited number of values.
const ROWS_AT_ONCE: usize = 400;

/// What is told of one search.
#[derive(Clone, Debug)]
pub struct Told {
    /// The search as it was read.
    pub search: DueSearch,
    /// What the mail says of it; its paths are filled in here where they hold a secret.
    pub group: DigestGroup,
    /// All programs that are news, named or not.
    pub news: Vec<ProgramId>,
    /// All programs whose near deadline is told, named or not.
    pub due_soon: Vec<ProgramId>,
}

/// One mail to one recipient.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// To whom.
    pub to: Email,
    /// In which language.
    pub lang: Lang,
    /// Name of the person, with an account.
    pub name: Option<String>,
    /// Per search with news, at least one.
    pub told: Vec<Told>,
    /// Number of the change log up to which news was looked for.
    pub seen: i64,
}

impl Store {
    /// Sends the news of somebody's searches as one mail. `false` when one of them was changed, or told of by another
    /// server, since it was read; nothing has happened then.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn deliver_news(&self, delivery: &Delivery) -> Result<bool> {
        let Some(first) = delivery.told.first() else {
            return Ok(false);
        };
        let owner = &first.search.owner;
        let mut write = self.begin().await?;
        let now = Instant::from_millis(write.at());
        for told in &delivery.told {
            let search = &told.search;
            let claimed = saved_search::Entity::update_many()
                .col_expr(
                    saved_search::Column::DueAt,
                    Expr::value(search.frequency.next(now).millis()),
                )
                .col_expr(saved_search::Column::Seen, Expr::value(delivery.seen))
                .col_expr(saved_search::Column::SentAt, Expr::value(Some(write.at())))
                .filter(saved_search::Column::Id.eq(search.id.get()))
                .filter(saved_search::Column::Version.eq(search.version))
                .filter(saved_search::Column::DueAt.eq(search.due_at.millis()))
                .exec(write.tx())
                .await?;
            if claimed.rows_affected != 1 {
                return Ok(false);
            }
            // From here on the row is ours until the commit.
            let row = saved_search::Entity::find_by_id(search.id.get())
                .one(write.tx())
                .await?;
            let ToldPrograms {
                mut known,
                mut due_soon,
            } = row.as_ref().map(stored).transpose()?.unwrap_or_default();
            let again = |ids: &[ProgramId], before: &KnownPrograms| ids.iter().any(|id| before.contains(*id));
            if again(&told.news, &known) || again(&told.due_soon, &due_soon) {
                return Ok(false);
            }
            known.extend(told.news.iter().copied());
            due_soon.extend(told.due_soon.iter().copied());
            saved_search::Entity::update_many()
                .col_expr(saved_search::Column::Known, Expr::value(known.encode()))
                .col_expr(saved_search::Column::DueTold, Expr::value(due_soon.encode()))
                .filter(saved_search::Column::Id.eq(search.id.get()))
                .exec(write.tx())
                .await?;
        }
        let stop = write.searches_of(owner).await?;
        let stop = write.subscribe(&stop).await?;
        let manage = match owner {
            Recipient::User(_) => "/my/searches".to_owned(),
            Recipient::Address(_) => super::manage_path(&stop),
        };
        let mut digest = Digest {
            name: delivery.name.clone(),
            groups: delivery.told.iter().map(|told| told.group.clone()).collect(),
            stop,
            manage,
        };
        for (group, told) in digest.groups.iter_mut().zip(&delivery.told) {
            group.edit = match owner {
                Recipient::User(_) => format!("/my/searches/{}/edit", told.search.id),
                Recipient::Address(_) => digest.manage.clone(),
            };
        }
        digest.shorten();
        write
            .post(&delivery.to, delivery.lang, &Letter::AlertDigest(digest))
            .await?;
        write.commit().await?;
        Ok(true)
    }

    /// Notes that there was no news up to a number of the change log: those at once go on from there, the others wait
    /// for their next morning.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn note_no_news(&self, searches: &[DueSearch], seen: i64) -> Result<()> {
        let now = self.now();
        let write = self.begin().await?;
        // Few groups: due times are the same for most, and versions are low.
        let mut groups: BTreeMap<_, Vec<i64>> = BTreeMap::new();
        for search in searches {
            let next = match search.frequency {
                Frequency::AtOnce => search.due_at,
                other => other.next(now),
            };
            let key = (search.version, search.due_at, next);
            groups.entry(key).or_default().push(search.id.get());
        }
        for ((version, due, next), ids) in groups {
            for ids in ids.chunks(ROWS_AT_ONCE) {
                saved_search::Entity::update_many()
                    .col_expr(saved_search::Column::Seen, Expr::value(seen))
                    .col_expr(saved_search::Column::DueAt, Expr::value(next.millis()))
                    .filter(saved_search::Column::Id.is_in(ids.iter().copied()))
                    .filter(saved_search::Column::Version.eq(version))
                    .filter(saved_search::Column::DueAt.eq(due.millis()))
                    .filter(saved_search::Column::Seen.lte(seen))
                    .exec(write.tx())
                    .await?;
            }
        }
        write.commit().await
    }
}
