//! The life of a content in the file storage: wanted, stored, scanned, set apart, removed when nobody needs it. The
//! bytes themselves are the server's; here it is decided which of several servers may do what with them.

use std::time::Duration;

use domain::audit::Deed;
use domain::code::PlatformRole;
use domain::file::{FileFault, FileOwner, ScanResult, ScanState};
use domain::notice::Notice;
use domain::permit::Actor;
use domain::value::{OrganisationId, UserId};
use sea_orm::sea_query::{Expr, OnConflict, Query};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;

use super::file::subject_of;
use crate::decode::Row;
use crate::entity::{file, file_content, file_version};
use crate::notice::To;
use crate::query::ContentPlace;
use crate::write::Write;
use crate::{Change, Refusal, Result, Store, StoreError, hygiene};

/// Whether the bytes of a content have to be brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// They are not there yet, or perhaps not all of them.
    Missing,
    /// They are there already.
    There,
}

/// A scan that the caller has claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueScan {
    /// The content.
    pub sha256: String,
    /// Which try this is, from 1.
    pub tries: u32,
}

/// A content as the table knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownContent {
    /// Its SHA-256.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// Where it should be.
    pub place: ContentPlace,
}

impl Store {
    /// Says that a content is about to be stored, so that nobody removes it meanwhile. To be called before the bytes are
    /// brought.
    ///
    /// # Errors
    /// `File` when a virus was found in it before; `NotNow` while it is just being removed.
    pub async fn want_content(&self, sha256: &str, bytes: u64) -> Result<Wanted, Refusal> {
        let write = self.begin().await?;
        let new = file_content::ActiveModel {
            sha256: Set(sha256.to_owned()),
            bytes: Set(i64::try_from(bytes).unwrap_or(i64::MAX)),
            place: Set(ContentPlace::Storing.code().to_owned()),
            touched_at: Set(write.at()),
            scan: Set(ScanState::Waiting.code().to_owned()),
            tries: Set(0),
            due_at: Set(write.at()),
            scanned_at: Set(None),
            finding: Set(None),
        };
        let inserted = file_content::Entity::insert(new)
            .on_conflict(OnConflict::column(file_content::Column::Sha256).do_nothing().to_owned())
            .exec_without_returning(write.tx())
            .await;
        match inserted {
            Ok(_) | Err(sea_orm::DbErr::RecordNotInserted) => {}
            Err(error) => return Err(error.into()),
        }
        let place = touch(&write, sha256, None).await?;
        write.commit().await?;
        Ok(match place {
            ContentPlace::Stored => Wanted::There,
            _ => Wanted::Missing,
        })
    }

    /// Claims scans that are due for `lease`: nobody else gets them before that is over.
    ///
    /// # Errors
    /// [`StoreError::Db`].
    pub async fn claim_scans(&self, limit: u64, lease: Duration) -> Result<Vec<DueScan>> {
        let now = self.now().millis();
        let is_due = |found: sea_orm::Select<file_content::Entity>| {
            found
                .filter(file_content::Column::Scan.is_in([ScanState::Waiting.code(), ScanState::Failed.code()]))
                .filter(file_content::Column::DueAt.lte(now))
                .filter(file_content::Column::Place.eq(ContentPlace::Stored.code()))
        };
        // Most of the time there is nothing, and looking must not take the write lock.
        if is_due(file_content::Entity::find()).one(self.reader()).await?.is_none() {
            return Ok(Vec::new());
        }
        let write = self.begin().await?;
        let rows = is_due(file_content::Entity::find())
            .order_by_asc(file_content::Column::DueAt)
            .limit(limit)
            .all(write.tx())
            .await?;
        let until = now.saturating_add(millis(lease));
        let mut claimed = Vec::new();
        for row in rows {
            let taken = file_content::Entity::update_many()
                .col_expr(file_content::Column::DueAt, Expr::value(until))
                .col_expr(
                    file_content::Column::Tries,
                    Expr::col(file_content::Column::Tries).add(1),
                )
                .filter(file_content::Column::Sha256.eq(row.sha256.as_str()))
                .filter(file_content::Column::DueAt.eq(row.due_at))
                .exec(write.tx())
                .await?;
            if taken.rows_affected == 1 {
                claimed.push(DueScan {
                    sha256: row.sha256,
                    tries: u32::try_from(row.tries).unwrap_or_default().saturating_add(1),
                });
            }
        }
        write.commit().await?;
        Ok(claimed)
    }

    /// Notes what a scan gave: `finding` is what was found, or why it failed; `pause` is the time to the next try of one
    /// that failed.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Corrupt`] or [`StoreError::Db`].
    pub async fn note_scan(&self, sha256: &str, result: ScanResult, finding: &str, pause: Duration) -> Result<()> {
        let mut write = self.begin().await?;
        let row = file_content::Entity::find_by_id(sha256).one(write.tx()).await?;
        let row = row.ok_or(StoreError::NotFound("file_content"))?;
        let at = Row {
            table: "file_content",
            id: 0,
        };
        let state = at.code("scan", &row.scan, ScanState::from_code)?;
        let Some(next) = state.next(result) else {
            return Ok(());
        };
        let finding = (!finding.is_empty()).then(|| hygiene::clean(finding).into_owned());
        file_content::Entity::update_many()
            .col_expr(file_content::Column::Scan, Expr::value(next.code()))
            .col_expr(file_content::Column::ScannedAt, Expr::value(write.at()))
            .col_expr(file_content::Column::Finding, Expr::value(finding.clone()))
            .col_expr(
                file_content::Column::DueAt,
                Expr::value(write.at().saturating_add(millis(pause))),
            )
            .filter(file_content::Column::Sha256.eq(sha256))
            .exec(write.tx())
            .await?;
        if next == ScanState::Infected {
            tell_of_virus(&mut write, sha256, &finding.unwrap_or_default()).await?;
        }
        write.commit().await
    }

    /// Contents in which a virus was found and that are not set apart yet.
    ///
    /// # Errors
    /// [`StoreError::Db`].
    pub async fn list_unquarantined(&self) -> Result<Vec<String>> {
        let rows = file_content::Entity::find()
            .filter(file_content::Column::Scan.eq(ScanState::Infected.code()))
            .filter(file_content::Column::Place.eq(ContentPlace::Stored.code()))
            .all(self.reader())
            .await?;
        Ok(rows.into_iter().map(|row| row.sha256).collect())
    }

    /// Notes that the bytes of an infected content were set apart.
    ///
    /// # Errors
    /// [`StoreError::Db`].
    pub async fn note_quarantined(&self, sha256: &str) -> Result<()> {
        let write = self.begin().await?;
        file_content::Entity::update_many()
            .col_expr(
                file_content::Column::Place,
                Expr::value(ContentPlace::Quarantined.code()),
            )
            .filter(file_content::Column::Sha256.eq(sha256))
            .filter(file_content::Column::Scan.eq(ScanState::Infected.code()))
            .exec(write.tx())
            .await?;
        write.commit().await
    }

    /// Claims contents that no file has and that nobody has wanted for `age`: what is left of uploads that broke. The
    /// caller deletes their bytes, then calls [`Self::forget_content`]. A claim of a server that died comes back.
    ///
    /// # Errors
    /// [`StoreError::Db`].
    pub async fn claim_unused_contents(&self, age: Duration, limit: u64) -> Result<Vec<String>> {
        let before = self.now().millis().saturating_sub(millis(age));
        let used = Query::select()
            .column(file_version::Column::Sha256)
            .from(file_version::Entity)
            .take();
        let rows = file_content::Entity::find()
            .filter(file_content::Column::TouchedAt.lt(before))
            .filter(file_content::Column::Place.ne(ContentPlace::Quarantined.code()))
            .filter(file_content::Column::Sha256.not_in_subquery(used))
            .order_by_asc(file_content::Column::TouchedAt)
            .limit(limit)
            .all(self.reader())
            .await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let write = self.begin().await?;
        let mut claimed = Vec::new();
        for row in rows {
            // Whoever wants the content has touched it, and this finds nothing.
            let taken = file_content::Entity::update_many()
                .col_expr(file_content::Column::Place, Expr::value(ContentPlace::Removing.code()))
                .col_expr(file_content::Column::TouchedAt, Expr::value(write.at()))
                .filter(file_content::Column::Sha256.eq(row.sha256.as_str()))
                .filter(file_content::Column::TouchedAt.eq(row.touched_at))
                .filter(file_content::Column::Place.eq(row.place.as_str()))
                .exec(write.tx())
                .await?;
            if taken.rows_affected == 1 {
                claimed.push(row.sha256);
            }
        }
        write.commit().await?;
        Ok(claimed)
    }

    /// Forgets a content whose bytes were deleted.
    ///
    /// # Errors
    /// [`StoreError::Db`].
    pub async fn forget_content(&self, sha256: &str) -> Result<()> {
        let write = self.begin().await?;
        file_content::Entity::delete_many()
            .filter(file_content::Column::Sha256.eq(sha256))
            .filter(file_content::Column::Place.eq(ContentPlace::Removing.code()))
            .exec(write.tx())
            .await?;
        write.commit().await
    }

    /// The next contents by their SHA-256, for looking whether the storage has them all.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] or [`StoreError::Db`].
    pub async fn list_contents_after(&self, sha256: &str, limit: u64) -> Result<Vec<KnownContent>> {
        let rows = file_content::Entity::find()
            .filter(file_content::Column::Sha256.gt(sha256))
            .order_by_asc(file_content::Column::Sha256)
            .limit(limit)
            .all(self.reader())
            .await?;
        let at = Row {
            table: "file_content",
            id: 0,
        };
        rows.into_iter()
            .map(|row| {
                Ok(KnownContent {
                    bytes: u64::try_from(row.bytes).map_err(|error| at.corrupt(format_args!("bytes: {error}")))?,
                    place: at.code("place", &row.place, ContentPlace::from_code)?,
                    sha256: row.sha256,
                })
            })
            .collect()
    }
}

/// Marks a content as wanted now, perhaps as `stored`, and answers where it was.
pub(super) async fn touch(write: &Write, sha256: &str, stored: Option<ContentPlace>) -> Result<ContentPlace, Refusal> {
    let mut touched = file_content::Entity::update_many()
        .col_expr(file_content::Column::TouchedAt, Expr::value(write.at()))
        .filter(file_content::Column::Sha256.eq(sha256))
        .filter(file_content::Column::Place.is_in([ContentPlace::Storing.code(), ContentPlace::Stored.code()]));
    if let Some(place) = stored {
        touched = touched.col_expr(file_content::Column::Place, Expr::value(place.code()));
    }
    let touched = touched.exec(write.tx()).await?;
    let row = file_content::Entity::find_by_id(sha256).one(write.tx()).await?;
    let row = row.ok_or(Refusal::NotNow)?;
    if row.scan == ScanState::Infected.code() {
        return Err(Refusal::File(FileFault::Infected));
    }
    let place = ContentPlace::from_code(&row.place).filter(|_| touched.rows_affected == 1);
    place.ok_or(Refusal::NotNow)
}

/// Records a virus with everything that has the content attached.
async fn tell_of_virus(write: &mut Write, sha256: &str, finding: &str) -> Result<()> {
    let versions = file_version::Entity::find()
        .filter(file_version::Column::Sha256.eq(sha256))
        .find_also_related(file::Entity)
        .order_by_asc(file_version::Column::Id)
        .all(write.tx())
        .await?;
    for (version, file) in versions {
        let Some(file) = file else { continue };
        let Some(owner) = FileOwner::from_parts(&file.owner_kind, file.owner_id) else {
            continue;
        };
        let organisation = OrganisationId::new(file.organisation_id);
        let subject = subject_of(owner, organisation);
        let change = Change::to(json!({ "name": version.name, "sha256": sha256, "finding": finding }));
        write
            .record(&Actor::Operator, Deed::FileInfected, subject, change)
            .await?;
        let name = version.name;
        if let Some(uploader) = version.uploaded_by {
            let told = Notice::FileInfected {
                owner,
                name: name.clone(),
            };
            write.tell(To::User(UserId::new(uploader)), &told).await?;
        }
        let told = Notice::FileQuarantined { name, organisation };
        write.tell(To::Platform(PlatformRole::Secretariat), &told).await?;
    }
    Ok(())
}

fn millis(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
}
