//! Saved searches: kept with an account or for an address, changed by their owner only, and told news of exactly once.
//! What matches is the index's to say; here stands what is remembered.

mod address;
mod deliver;
mod link;
mod own;

pub use address::ALERT_LIFETIME;
pub use deliver::{Delivery, Told};
pub use own::SearchChange;

use domain::Lang;
use domain::alert::{AlertState, CleanAlert, KnownPrograms, Recipient};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait as _, QueryFilter};

use crate::entity::{change, saved_search};
use crate::write::Write;
use crate::{Result, Store};

/// A new row.
async fn row(
    write: &Write,
    owner: &Recipient,
    clean: &CleanAlert,
    lang: Lang,
    known: &KnownPrograms,
) -> Result<saved_search::ActiveModel> {
    let (user_id, email) = match owner {
        Recipient::User(user) => (Some(user.get()), None),
        Recipient::Address(email) => (None, Some(email)),
    };
    let now = domain::value::Instant::from_millis(write.at());
    Ok(saved_search::ActiveModel {
        version: Set(1),
        user_id: Set(user_id),
        email: Set(email.map(|email| email.as_str().to_owned())),
        email_key: Set(email.map(domain::value::Email::key)),
        lang: Set(lang.tag().to_owned()),
        name: Set(clean.name.clone()),
        query: Set(clean.request.query()),
        frequency: Set(clean.frequency.code().to_owned()),
        state: Set(AlertState::Active.code().to_owned()),
        token_hash: Set(None),
        expires_at: Set(None),
        known: Set(known.encode()),
        opened: Set(known.encode()),
        seen: Set(last_change(write).await?),
        due_at: Set(clean.frequency.first(now).millis()),
        created_at: Set(write.at()),
        sent_at: Set(None),
        triggers: Set(clean.triggers.encode()),
        due_told: Set(KnownPrograms::default().encode()),
        society_id: Set(clean.society.map(domain::value::OrganisationId::get)),
        ..Default::default()
    })
}

/// Where the searches of an address are changed, by the path where they are stopped: the token is the same.
fn manage_path(stop: &str) -> String {
    let token = stop.rsplit('/').next().unwrap_or_default();
    format!("/alerts/{token}")
}

/// The highest number of the change log.
async fn last_change(write: &Write) -> Result<i64> {
    use sea_orm::QueryOrder as _;
    let row = change::Entity::find()
        .order_by_desc(change::Column::Seq)
        .one(write.tx())
        .await?;
    Ok(row.map_or(0, |row| row.seq))
}

impl Store {
    /// Pauses every search of somebody that sends mail, and says how many.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn pause_all_searches(&self, owner: &Recipient) -> Result<u64> {
        let write = self.begin().await?;
        let of_owner = match owner {
            Recipient::User(user) => saved_search::Column::UserId.eq(user.get()),
            Recipient::Address(email) => saved_search::Column::EmailKey.eq(email.key()),
        };
        let paused = saved_search::Entity::update_many()
            .col_expr(saved_search::Column::State, Expr::value(AlertState::Paused.code()))
            .col_expr(
                saved_search::Column::Version,
                Expr::col(saved_search::Column::Version).add(1),
            )
            .filter(of_owner)
            .filter(saved_search::Column::State.eq(AlertState::Active.code()))
            .exec(write.tx())
            .await?;
        write.commit().await?;
        Ok(paused.rows_affected)
    }
}
