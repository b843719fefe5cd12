//! Saved searches of people without an account (PUB-05): the address is proven by a link before any news is sent. Whoever
//! sends the form learns nothing from the answer.

use std::time::Duration;

use domain::Lang;
use domain::alert::{AlertState, AlertStep, CleanAlert, KnownPrograms, Recipient};
use domain::letter::Letter;
use domain::value::{Email, Instant};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::own::check_room;
use crate::entity::saved_search;
use crate::query::saved_search::{of, read, started};
use crate::{Refusal, Result, Store, decode};

/// How long the link in the mail can be used.
pub const ALERT_LIFETIME: Duration = Duration::from_secs(3 * 24 * 3600);

/// Most links mailed to one address within the lifetime of one, so that nobody is flooded with mail by others.
const MOST_LINKS: u64 = 3;

impl Store {
    /// Takes a search for an address and mails a link that confirms it, unless the address has this search already or
    /// has been mailed enough links. The secret of the link comes as its hash beside the `path` that holds it.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn start_alert(
        &self,
        email: &Email,
        clean: &CleanAlert,
        lang: Lang,
        token_hash: [u8; 32],
        path: String,
    ) -> Result<()> {
        let owner = Recipient::Address(email.clone());
        let mut write = self.begin().await?;
        // What was never confirmed makes room.
        saved_search::Entity::delete_many()
            .filter(saved_search::Column::EmailKey.eq(email.key()))
            .filter(saved_search::Column::State.eq(AlertState::Started.code()))
            .filter(saved_search::Column::ExpiresAt.lte(write.at()))
            .exec(write.tx())
            .await?;
        let waiting = of(&owner).filter(saved_search::Column::State.eq(AlertState::Started.code()));
        if waiting.count(write.tx()).await? >= MOST_LINKS {
            return Ok(());
        }
        match check_room(&write, &owner, clean, None).await {
            Ok(()) => {}
            Err(Refusal::Problems(_)) => return Ok(()),
            Err(Refusal::Db(error)) => return Err(error),
            Err(_) => return Ok(()),
        }
        let lifetime = i64::try_from(ALERT_LIFETIME.as_millis()).unwrap_or(i64::MAX);
        let row = saved_search::ActiveModel {
            state: Set(AlertState::Started.code().to_owned()),
            token_hash: Set(Some(decode::hex(token_hash))),
            expires_at: Set(Some(write.at().saturating_add(lifetime))),
            ..super::row(&write, &owner, clean, lang, &KnownPrograms::default()).await?
        };
        saved_search::Entity::insert(row)
            .exec_without_returning(write.tx())
            .await?;
        let letter = Letter::AlertConfirm {
            search: clean.name.clone(),
            path,
        };
        write.post(email, lang, &letter).await?;
        write.commit().await
    }

    /// Takes the proof of an address and begins to send news. It works once. Answers the path under which the owner of the
    /// address changes everything. `known` are the programs that match now.
    ///
    /// # Errors
    /// `NotFound` for an unknown, used or old link.
    pub async fn confirm_alert(&self, token_hash: [u8; 32], known: &KnownPrograms) -> Result<String, Refusal> {
        let mut write = self.begin().await?;
        let row = started(token_hash, write.at()).one(write.tx()).await?;
        let found = read(row.ok_or(Refusal::NotFound)?)?;
        let state = found.state.next(AlertStep::Confirm).ok_or(Refusal::NotFound)?;
        let first = found.frequency.first(Instant::from_millis(write.at()));
        let changed = saved_search::ActiveModel {
            state: Set(state.code().to_owned()),
            version: Set(found.version + 1),
            token_hash: Set(None),
            expires_at: Set(None),
            known: Set(known.encode()),
            opened: Set(known.encode()),
            seen: Set(super::last_change(&write).await?),
            due_at: Set(first.millis()),
            ..Default::default()
        };
        let confirmed = saved_search::Entity::update_many()
            .set(changed)
            .filter(saved_search::Column::Id.eq(found.id.get()))
            .filter(saved_search::Column::State.eq(AlertState::Started.code()))
            .exec(write.tx())
            .await?;
        if confirmed.rows_affected != 1 {
            return Err(Refusal::NotFound);
        }
        let stop = write.searches_of(&found.owner).await?;
        let path = write.subscribe(&stop).await?;
        write.commit().await?;
        Ok(super::manage_path(&path))
    }

    /// Forgets searches whose address was not confirmed in time, and says how many.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn purge_started_searches(&self) -> Result<u64> {
        Ok(saved_search::Entity::delete_many()
            .filter(saved_search::Column::State.eq(AlertState::Started.code()))
            .filter(saved_search::Column::ExpiresAt.lte(self.now().millis()))
            .exec(self.writer())
            .await?
            .rows_affected)
    }
}
