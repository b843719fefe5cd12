//! Reads of grants: the whole with its call, lists, history, change requests, reports, the register of assets.

use std::collections::HashMap;

use domain::amount::Settlement;
use domain::grant_case::{
    Asset, AssetState, Change, ChangeDraft, ChangeState, Charges, GrantCase, GrantFile, GrantState, Mark, Next, Report,
    ReportDraft, ReportKind, ReportState, ReturnCause,
};
use domain::value::{
    ApplicationId, CallId, Day, GrantAssetId, GrantChangeId, GrantId, GrantReportId, Instant, OrganisationId, UserId,
    Yen,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::call::{StoredCall, read as read_call};
use super::name::user_names;
use crate::decode::Row;
use crate::entity::{call, grant_asset, grant_case, grant_change, grant_event, grant_report, organisation};
use crate::{Result, Store};

/// A grant with what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredGrant {
    /// Its id.
    pub id: GrantId,
    /// To be sent back with every step.
    pub version: i64,
    /// The adopted application.
    pub application: ApplicationId,
    /// The call with its rules.
    pub call: StoredCall,
    /// 代表組合.
    pub lead: OrganisationId,
    /// Its name.
    pub lead_name: String,
    /// State and money.
    pub case: GrantCase,
    /// Everything else.
    pub file: GrantFile,
    /// 文書番号 of the decision.
    pub decision_number: Option<String>,
    /// 交付決定日.
    pub decided_on: Option<Day>,
    /// The last day on which it can be withdrawn (法9条).
    pub withdraw_until: Option<Day>,
    /// 完了日.
    pub completed_on: Option<Day>,
    /// 実績報告の期限.
    pub report_due: Option<Day>,
    /// 保存期間の末日.
    pub retain_until: Option<Day>,
    /// Why its papers are kept beyond that day.
    pub hold: Option<String>,
    /// Until when the society owes a status report that the office asked for (法12条).
    pub asked: Option<Day>,
    /// When the application for the grant came last.
    pub submitted_at: Option<Instant>,
    /// When it was started.
    pub created_at: Instant,
    /// The last change.
    pub updated_at: Instant,
}

impl StoredGrant {
    /// Where it is.
    pub const fn state(&self) -> GrantState {
        self.case.state()
    }

    /// What comes next; nothing after an end.
    pub fn awaits(&self) -> Option<Next> {
        self.asked.map(|_| Next::Status).or_else(|| self.state().awaits())
    }

    /// Whether somebody should have acted before today. The end of the period and of keeping makes nothing late.
    pub fn is_late(&self, today: Day) -> bool {
        let waits = self.asked.is_some()
            || !matches!(
                self.state(),
                GrantState::Decided | GrantState::Executing | GrantState::Retention
            );
        waits && self.due().is_some_and(|due| due < today)
    }

    /// Until when what comes next is to be done, where that is fixed.
    pub fn due(&self) -> Option<Day> {
        if self.asked.is_some() {
            return self.asked;
        }
        let reports = &self.call.call.reports;
        match self.state() {
            GrantState::Submitted => self.submitted_at.map(|at| reports.decide_by(at.day_jst())),
            GrantState::Decided => self.withdraw_until,
            GrantState::Executing | GrantState::Suspended => Some(self.file.period.1),
            GrantState::ReportDue | GrantState::ReportReturned => self.report_due,
            GrantState::ReturnOrdered => self.case.ledger().ordered().map(|order| order.due),
            GrantState::Retention => self.retain_until,
            _ => None,
        }
    }

    /// What is due on top of the standing order, for the days until `until`.
    pub fn charges(&self, until: Day) -> Charges {
        let cause = self.file.cause.unwrap_or(ReturnCause::Overpaid);
        self.case.ledger().charges(cause, until).unwrap_or_default()
    }
}

/// Something that happened to a grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantEvent {
    /// Its number.
    pub id: i64,
    /// When.
    pub at: Instant,
    /// Who; `None` when the clock acted.
    pub actor: Option<(UserId, String)>,
    /// `case`, `proposal`, `change`, `report`, `asset`, `charge` or `hold`.
    pub kind: String,
    /// The code of the step.
    pub step: String,
    /// How much.
    pub yen: Option<Yen>,
    /// The day that belongs to the amount.
    pub on: Option<Day>,
    /// The reason, where one was given.
    pub note: String,
    /// What was handed in or decided, as JSON.
    pub content: Option<String>,
}

/// A change request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredChange {
    /// Its id.
    pub id: GrantChangeId,
    /// Where it is.
    pub state: ChangeState,
    /// As typed.
    pub draft: ChangeDraft,
    /// As asked for.
    pub content: Change,
    /// What the office said last.
    pub reply: String,
    /// When it came.
    pub created_at: Instant,
}

/// A report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredReport {
    /// Its id.
    pub id: GrantReportId,
    /// Of which kind.
    pub kind: ReportKind,
    /// Where it is.
    pub state: ReportState,
    /// Until when it is expected.
    pub due: Option<Day>,
    /// Why the office asked for it; nothing when it did not.
    pub asked: String,
    /// As typed.
    pub draft: ReportDraft,
    /// As submitted last.
    pub content: Option<Report>,
    /// What the office accepts of each line.
    pub marks: Vec<Mark>,
    /// The settlement by which the amount was fixed.
    pub settlement: Option<Settlement>,
    /// What the office said last.
    pub reply: String,
    /// When it came last.
    pub submitted_at: Option<Instant>,
}

/// A thing in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAsset {
    /// Its id.
    pub id: GrantAssetId,
    /// Where it is.
    pub state: AssetState,
    /// What it is.
    pub asset: Asset,
    /// Why it is to be disposed of.
    pub reason: String,
}

impl Store {
    /// A grant by its id.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_grant(&self, id: GrantId) -> Result<Option<StoredGrant>> {
        let rows = grant_case::Entity::find_by_id(id.get()).all(self.reader()).await?;
        Ok(complete(self.reader(), rows).await?.pop())
    }

    /// The grant of an application, if it has been started.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_grant_of(&self, application: ApplicationId) -> Result<Option<GrantId>> {
        let row = grant_case::Entity::find()
            .filter(grant_case::Column::ApplicationId.eq(application.get()))
            .one(self.reader())
            .await?;
        Ok(row.map(|row| GrantId::new(row.id)))
    }

    /// The grants of these societies, the last changed first.
    ///
    /// # Errors
    /// As [`Self::find_grant`].
    pub async fn list_grants_of(&self, leads: &[OrganisationId]) -> Result<Vec<StoredGrant>> {
        let rows = grant_case::Entity::find()
            .filter(grant_case::Column::LeadId.is_in(leads.iter().map(|id| id.get())))
            .order_by_desc(grant_case::Column::UpdatedAt)
            .order_by_desc(grant_case::Column::Id)
            .all(self.reader())
            .await?;
        complete(self.reader(), rows).await
    }

    /// All grants, the last changed first.
    ///
    /// # Errors
    /// As [`Self::find_grant`].
    pub async fn list_grants(&self) -> Result<Vec<StoredGrant>> {
        let rows = grant_case::Entity::find()
            .order_by_desc(grant_case::Column::UpdatedAt)
            .order_by_desc(grant_case::Column::Id)
            .all(self.reader())
            .await?;
        complete(self.reader(), rows).await
    }

    /// What happened to a grant, oldest first.
    ///
    /// # Errors
    /// As [`Self::find_grant`].
    pub async fn list_grant_events(&self, id: GrantId) -> Result<Vec<GrantEvent>> {
        let rows = grant_event::Entity::find()
            .filter(grant_event::Column::GrantId.eq(id.get()))
            .order_by_asc(grant_event::Column::Id)
            .all(self.reader())
            .await?;
        let users = user_names(self.reader(), rows.iter().filter_map(|row| row.actor_id)).await?;
        let events = rows.into_iter().map(|row| {
            let at = Row {
                table: "grant_event",
                id: row.id,
            };
            Ok(GrantEvent {
                id: row.id,
                at: Instant::from_millis(row.at),
                actor: row
                    .actor_id
                    .and_then(|id| Some((UserId::new(id), users.get(&id)?.clone()))),
                kind: row.kind,
                step: row.step,
                yen: row.yen.map(Yen::new),
                on: day(at, "on_day", row.on_day.as_deref())?,
                note: row.note,
                content: row.content,
            })
        });
        events.collect()
    }

    /// The change requests of a grant, the last first.
    ///
    /// # Errors
    /// As [`Self::find_grant`].
    pub async fn list_grant_changes(&self, id: GrantId) -> Result<Vec<StoredChange>> {
        let rows = grant_change::Entity::find()
            .filter(grant_change::Column::GrantId.eq(id.get()))
            .order_by_desc(grant_change::Column::Id)
            .all(self.reader())
            .await?;
        rows.into_iter().map(change).collect()
    }

    /// The reports of a grant, the last first.
    ///
    /// # Errors
    /// As [`Self::find_grant`].
    pub async fn list_grant_reports(&self, id: GrantId) -> Result<Vec<StoredReport>> {
        let rows = grant_report::Entity::find()
            .filter(grant_report::Column::GrantId.eq(id.get()))
            .order_by_desc(grant_report::Column::Id)
            .all(self.reader())
            .await?;
        rows.into_iter().map(report).collect()
    }

    /// The register of a grant, in the order in which things came.
    ///
    /// # Errors
    /// As [`Self::find_grant`].
    pub async fn list_grant_assets(&self, id: GrantId) -> Result<Vec<StoredAsset>> {
        let rows = grant_asset::Entity::find()
            .filter(grant_asset::Column::GrantId.eq(id.get()))
            .order_by_asc(grant_asset::Column::Id)
            .all(self.reader())
            .await?;
        rows.into_iter().map(asset).collect()
    }
}

fn day(at: Row, column: &str, stored: Option<&str>) -> Result<Option<Day>> {
    stored.map(|iso| at.code(column, iso, Day::from_iso)).transpose()
}

/// Rows with their calls and societies, in the same order.
pub(crate) async fn complete(db: &impl ConnectionTrait, rows: Vec<grant_case::Model>) -> Result<Vec<StoredGrant>> {
    let calls = call::Entity::find()
        .filter(call::Column::Id.is_in(rows.iter().map(|row| row.call_id)))
        .all(db)
        .await?;
    let mut rules: HashMap<CallId, StoredCall> = HashMap::new();
    for row in calls {
        if let Some(call) = read_call(row)? {
            rules.insert(call.id, call);
        }
    }
    let leads = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(rows.iter().map(|row| row.lead_id)))
        .all(db)
        .await?;
    let names: HashMap<i64, String> = leads.into_iter().map(|row| (row.id, row.name)).collect();
    let asked = asked(db, &rows).await?;
    let complete = rows.into_iter().map(|row| {
        let at = Row {
            table: "grant_case",
            id: row.id,
        };
        let call = rules.get(&CallId::new(row.call_id)).cloned();
        let case: GrantCase = at.json("money", &row.money)?;
        if case.state().code() != row.state {
            return Err(at.corrupt("its state is not that of its money"));
        }
        Ok(StoredGrant {
            id: GrantId::new(row.id),
            version: row.version,
            application: ApplicationId::new(row.application_id),
            call: call.ok_or_else(|| at.corrupt("its call has never been complete"))?,
            lead: OrganisationId::new(row.lead_id),
            lead_name: names.get(&row.lead_id).cloned().unwrap_or_default(),
            file: at.json("file", &row.file)?,
            decision_number: row.decision_number,
            decided_on: day(at, "decided_on", row.decided_on.as_deref())?,
            withdraw_until: day(at, "withdraw_until", row.withdraw_until.as_deref())?,
            completed_on: day(at, "completed_on", row.completed_on.as_deref())?,
            report_due: day(at, "report_due", row.report_due.as_deref())?,
            retain_until: day(at, "retain_until", row.retain_until.as_deref())?,
            hold: row.hold,
            asked: asked
                .get(&row.id)
                .copied()
                .filter(|_| matches!(case.state(), GrantState::Executing | GrantState::Suspended)),
            case,
            submitted_at: row.submitted_at.map(Instant::from_millis),
            created_at: Instant::from_millis(row.created_at),
            updated_at: Instant::from_millis(row.updated_at),
        })
    });
    complete.collect()
}

/// Until when societies owe a status report, by grant.
async fn asked(db: &impl ConnectionTrait, rows: &[grant_case::Model]) -> Result<HashMap<i64, Day>> {
    let open = [ReportState::Draft, ReportState::Returned].map(ReportState::code);
    let reports = grant_report::Entity::find()
        .filter(grant_report::Column::GrantId.is_in(rows.iter().map(|row| row.id)))
        .filter(grant_report::Column::Kind.eq(ReportKind::Status.code()))
        .filter(grant_report::Column::State.is_in(open))
        .filter(grant_report::Column::Due.is_not_null())
        .all(db)
        .await?;
    let mut asked = HashMap::new();
    for row in reports {
        let at = Row {
            table: "grant_report",
            id: row.id,
        };
        if let Some(due) = day(at, "due", row.due.as_deref())? {
            asked.insert(row.grant_id, due);
        }
    }
    Ok(asked)
}

/// A change request as stored.
pub(crate) fn change(row: grant_change::Model) -> Result<StoredChange> {
    let at = Row {
        table: "grant_change",
        id: row.id,
    };
    Ok(StoredChange {
        id: GrantChangeId::new(row.id),
        state: at.code("state", &row.state, ChangeState::from_code)?,
        draft: at.json("draft", &row.draft)?,
        content: at.json("content", &row.content)?,
        reply: row.reply,
        created_at: Instant::from_millis(row.created_at),
    })
}

/// A report as stored.
pub(crate) fn report(row: grant_report::Model) -> Result<StoredReport> {
    let at = Row {
        table: "grant_report",
        id: row.id,
    };
    let (content, settlement) = (row.content.as_deref(), row.settlement.as_deref());
    Ok(StoredReport {
        id: GrantReportId::new(row.id),
        kind: at.code("kind", &row.kind, ReportKind::from_code)?,
        state: at.code("state", &row.state, ReportState::from_code)?,
        due: day(at, "due", row.due.as_deref())?,
        asked: row.asked,
        draft: at.json("draft", &row.draft)?,
        content: content.map(|text| at.json("content", text)).transpose()?,
        marks: at.json("marks", &row.marks)?,
        settlement: settlement.map(|text| at.json("settlement", text)).transpose()?,
        reply: row.reply,
        submitted_at: row.submitted_at.map(Instant::from_millis),
    })
}

/// A thing as stored.
pub(crate) fn asset(row: grant_asset::Model) -> Result<StoredAsset> {
    let at = Row {
        table: "grant_asset",
        id: row.id,
    };
    Ok(StoredAsset {
        id: GrantAssetId::new(row.id),
        state: at.code("state", &row.state, AssetState::from_code)?,
        asset: at.json("content", &row.content)?,
        reason: row.reason,
    })
}
