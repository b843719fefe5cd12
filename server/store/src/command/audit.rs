//! What may be done with the audit log besides adding to it: taking a copy, which is recorded, and clearing away what is
//! older than must be kept, which leaves a row about it and a mark at which the chain goes on.

use domain::audit::{Deed, Subject};
use domain::permit::{self, Action, Actor, may};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Map, Value, json};

use crate::audit_mark as mark;
use crate::entity::audit;
use crate::query::{AuditFilter, AuditRow, name_all};
use crate::{Change, Refusal, Result, Store};

/// Most rows of one copy.
pub const AUDIT_EXPORT: u64 = 50_000;

impl Store {
    /// The rows that match, oldest first, for an actor who may read them; at most [`AUDIT_EXPORT`] of the newest. That
    /// they were taken, by which filter and how many, is recorded.
    ///
    /// # Errors
    /// `Forbidden`.
    pub async fn export_audit(&self, actor: &Actor, filter: &AuditFilter) -> Result<Vec<AuditRow>, Refusal> {
        let subject = match filter.organisation {
            Some(organisation) => permit::Subject::Organisation(organisation),
            None => permit::Subject::Portal,
        };
        if !may(actor, Action::ReadAudit, subject) {
            return Err(Refusal::Forbidden);
        }
        let filter = &AuditFilter {
            scope: match filter.organisation {
                Some(_) => filter.scope.clone(),
                None => actor.audit_scope(),
            },
            ..filter.clone()
        };
        let found = self.matching(filter).await?;
        let mut rows = found
            .order_by_desc(audit::Column::Seq)
            .limit(AUDIT_EXPORT)
            .all(self.reader())
            .await?;
        rows.reverse();
        let mut write = self.begin().await?;
        let after = json!({ "rows": rows.len(), "filter": described(filter) });
        let about = filter.organisation.map_or(Subject::Portal, Subject::Organisation);
        write
            .record(actor, Deed::AuditExported, about, Change::to(after))
            .await?;
        write.commit().await?;
        Ok(name_all(self.reader(), rows).await?)
    }

    /// Clears away rows older than so many days and answers how many. The newest row always stays. What is left still
    /// proves to be complete: the mark holds number and hash of the last row cleared, and a new row of the log says the
    /// same.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn clear_audit(&self, days: u32) -> Result<u64> {
        let limit = self
            .now()
            .millis()
            .saturating_sub(i64::from(days) * 24 * 60 * 60 * 1_000);
        let mut write = self.begin().await?;
        write.lock_audit().await?;
        let first_young = audit::Entity::find()
            .filter(audit::Column::At.gte(limit))
            .order_by_asc(audit::Column::Seq)
            .one(write.tx())
            .await?;
        let newest = audit::Entity::find()
            .order_by_desc(audit::Column::Seq)
            .one(write.tx())
            .await?;
        let Some(keep_from) = first_young.or(newest) else {
            return Ok(0);
        };
        let last_old = audit::Entity::find()
            .filter(audit::Column::Seq.lt(keep_from.seq))
            .order_by_desc(audit::Column::Seq)
            .one(write.tx())
            .await?;
        let Some(last_old) = last_old else { return Ok(0) };
        mark::set(write.tx(), mark::FIRST, last_old.seq, &last_old.hash, write.at()).await?;
        let cleared = audit::Entity::delete_many()
            .filter(audit::Column::Seq.lte(last_old.seq))
            .exec(write.tx())
            .await?
            .rows_affected;
        let after = json!({ "through": last_old.seq, "hash": last_old.hash, "rows": cleared, "days": days });
        write
            .record(&Actor::Operator, Deed::AuditCleared, Subject::Portal, Change::to(after))
            .await?;
        write.commit().await?;
        Ok(cleared)
    }
}

/// The filter as the log keeps it, without what was not asked for.
fn described(filter: &AuditFilter) -> Value {
    let mut words = Map::new();
    let texts = [
        ("who", filter.who.clone()),
        (
            "deed",
            filter.deed.map(|deed| deed.code().to_owned()).unwrap_or_default(),
        ),
        ("subject", filter.subject_kind.clone()),
        ("id", filter.subject_id.clone()),
        ("from", filter.from.map(|day| day.iso()).unwrap_or_default()),
        ("to", filter.to.map(|day| day.iso()).unwrap_or_default()),
        ("address", filter.address.clone()),
    ];
    for (name, text) in texts {
        if !text.is_empty() {
            words.insert(name.to_owned(), Value::from(text));
        }
    }
    Value::Object(words)
}
