//! Reads of the audit log: pages of it for people, and the whole of it for the check of its chain.

use domain::audit::Deed;
use domain::grant::AuditScope;
use domain::value::{Day, Instant, OrganisationId, TimeOfDay, UserId};
use sea_orm::{ColumnTrait, Condition, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use serde_json::Value;
use std::collections::HashMap;

use super::name::user_names;
use crate::decode::Row;
use crate::entity::{app_user, audit, organisation};
use crate::{Result, Store, StoreError};

/// Most people that a name may stand for in a search.
const NAMESAKES: u64 = 500;

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuditActor {
    /// Somebody who had not signed in.
    Anonymous,
    /// A person; the name is missing when the account is.
    User(UserId, Option<String>),
    /// The operator at the command line, or the portal by itself.
    Operator,
}

/// One row of the audit log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// Its number, from 1 without gaps.
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// Who.
    pub actor: AuditActor,
    /// What, as its code: a newer program may have recorded something that this one has no name for.
    pub deed: String,
    /// Kind of what it was done to.
    pub subject_kind: String,
    /// Its id; empty for the portal.
    pub subject_id: String,
    /// The organisation whose matter it is, with its name while it is known.
    pub organisation: Option<(OrganisationId, Option<String>)>,
    /// What was, as far as it changed.
    pub before: Option<Value>,
    /// What is, as far as it changed.
    pub after: Option<Value>,
    /// The reason given.
    pub why: String,
    /// Network address; empty when there was none.
    pub address: String,
    /// What the browser called itself.
    pub agent: String,
    /// Number of the request.
    pub reference: String,
    /// The row's link of the chain.
    pub hash: String,
}

/// Which rows are wanted. The default wants all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Only matters of this organisation, as its own people may read them: without [`Deed::INTERNAL`].
    pub organisation: Option<OrganisationId>,
    /// Only what an auditor's role covers.
    pub scope: AuditScope,
    /// Part of a person's name or e-mail address, or `operator` or `anonymous`.
    pub who: String,
    /// What was done.
    pub deed: Option<Deed>,
    /// Kind of subject.
    pub subject_kind: String,
    /// Its id.
    pub subject_id: String,
    /// First day in Japan.
    pub from: Option<Day>,
    /// Last day in Japan.
    pub to: Option<Day>,
    /// Beginning of the network address.
    pub address: String,
}

impl Store {
    /// Rows that match, newest first, with numbers below `before` if that is given.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] or [`StoreError::Db`].
    pub async fn list_audit(&self, filter: &AuditFilter, before: Option<i64>, limit: u64) -> Result<Vec<AuditRow>> {
        let mut found = self
            .matching(filter)
            .await?
            .order_by_desc(audit::Column::Seq)
            .limit(limit);
        if let Some(before) = before {
            found = found.filter(audit::Column::Seq.lt(before));
        }
        let rows = found.all(self.reader()).await?;
        name_all(self.reader(), rows).await
    }

    /// One row that the filter lets through.
    ///
    /// # Errors
    /// As [`Self::list_audit`].
    pub async fn find_audit(&self, filter: &AuditFilter, seq: i64) -> Result<Option<AuditRow>> {
        let found = self.matching(filter).await?.filter(audit::Column::Seq.eq(seq));
        let rows = found.all(self.reader()).await?;
        Ok(name_all(self.reader(), rows).await?.pop())
    }

    /// Number and hash of the last row; `None` while the log is empty.
    ///
    /// # Errors
    /// [`StoreError::Db`].
    pub async fn last_audit(&self) -> Result<Option<(i64, String)>> {
        let row = audit::Entity::find()
            .order_by_desc(audit::Column::Seq)
            .one(self.reader())
            .await?;
        Ok(row.map(|row| (row.seq, row.hash)))
    }

    pub(crate) async fn matching(&self, filter: &AuditFilter) -> Result<Select<audit::Entity>> {
        let mut found = audit::Entity::find();
        if let Some(organisation) = filter.organisation {
            let internal = Deed::INTERNAL.iter().map(|deed| deed.code());
            found = found
                .filter(audit::Column::OrganisationId.eq(organisation.get()))
                .filter(audit::Column::Deed.is_not_in(internal));
        }
        if !filter.scope.organisations.is_empty() {
            let covered = filter.scope.organisations.iter().map(|id| id.get());
            found = found.filter(audit::Column::OrganisationId.is_in(covered));
        }
        if !filter.scope.years.is_empty() {
            let years = filter.scope.years.iter().fold(Condition::any(), |any, year| {
                any.add(
                    Condition::all()
                        .add(audit::Column::At.gte(midnight(year.start())))
                        .add(audit::Column::At.lt(midnight(year.end()).saturating_add(DAY))),
                )
            });
            found = found.filter(years);
        }
        match filter.who.trim() {
            "" => {}
            kind @ ("operator" | "anonymous") => found = found.filter(audit::Column::Actor.eq(kind)),
            who => found = found.filter(audit::Column::UserId.is_in(self.namesakes(who).await?)),
        }
        if let Some(deed) = filter.deed {
            found = found.filter(audit::Column::Deed.eq(deed.code()));
        }
        if !filter.subject_kind.is_empty() {
            found = found.filter(audit::Column::SubjectKind.eq(filter.subject_kind.as_str()));
        }
        if !filter.subject_id.is_empty() {
            found = found.filter(audit::Column::SubjectId.eq(filter.subject_id.as_str()));
        }
        if let Some(from) = filter.from {
            found = found.filter(audit::Column::At.gte(midnight(from)));
        }
        if let Some(to) = filter.to {
            found = found.filter(audit::Column::At.lt(midnight(to).saturating_add(DAY)));
        }
        if !filter.address.is_empty() {
            found = found.filter(audit::Column::Address.starts_with(filter.address.as_str()));
        }
        Ok(found)
    }

    async fn namesakes(&self, who: &str) -> Result<Vec<i64>> {
        let found: Vec<i64> = app_user::Entity::find()
            .select_only()
            .column(app_user::Column::Id)
            .filter(
                Condition::any()
                    .add(app_user::Column::Name.contains(who))
                    .add(app_user::Column::EmailKey.contains(who.to_ascii_lowercase())),
            )
            .limit(NAMESAKES)
            .into_tuple()
            .all(self.reader())
            .await?;
        Ok(found)
    }
}

const DAY: i64 = 24 * 60 * 60 * 1_000;

fn midnight(day: Day) -> i64 {
    Instant::from_jst(day, TimeOfDay::MIDNIGHT).millis()
}

/// Adds the names of people and organisations.
pub(crate) async fn name_all(db: &DatabaseConnection, rows: Vec<audit::Model>) -> Result<Vec<AuditRow>> {
    let users = user_names(db, rows.iter().filter_map(|row| row.user_id)).await?;
    let organisations: HashMap<i64, String> = organisation::Entity::find()
        .select_only()
        .columns([organisation::Column::Id, organisation::Column::Name])
        .filter(organisation::Column::Id.is_in(distinct(rows.iter().filter_map(|row| row.organisation_id))))
        .into_tuple::<(i64, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    rows.into_iter()
        .map(|row| {
            let at = Row {
                table: "audit",
                id: row.seq,
            };
            let json = |column: &str, text: Option<String>| -> Result<Option<Value>, StoreError> {
                text.map(|text| {
                    serde_json::from_str(&text).map_err(|error| at.corrupt(format_args!("{column}: {error}")))
                })
                .transpose()
            };
            let actor = match (row.actor.as_str(), row.user_id) {
                ("user", Some(id)) => AuditActor::User(UserId::new(id), users.get(&id).cloned()),
                ("operator", None) => AuditActor::Operator,
                ("anonymous", None) => AuditActor::Anonymous,
                (kind, id) => return Err(at.corrupt(format_args!("unknown actor {kind:?} {id:?}"))),
            };
            Ok(AuditRow {
                seq: row.seq,
                at: Instant::from_millis(row.at),
                actor,
                deed: row.deed,
                subject_kind: row.subject_kind,
                subject_id: row.subject_id,
                organisation: row
                    .organisation_id
                    .map(|id| (OrganisationId::new(id), organisations.get(&id).cloned())),
                before: json("before", row.before)?,
                after: json("after", row.after)?,
                why: row.why,
                address: row.address,
                agent: row.agent,
                reference: row.reference,
                hash: row.hash,
            })
        })
        .collect()
}

fn distinct(ids: impl Iterator<Item = i64>) -> Vec<i64> {
    let ids: std::collections::BTreeSet<i64> = ids.collect();
    ids.into_iter().collect()
}
