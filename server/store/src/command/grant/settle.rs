//! The settlement of a grant inside a command: from the result report that was taken in and the money so far.

use domain::amount::Settlement;
use domain::grant_case::{Report, ReportKind, ReportState};
use domain::value::{GrantReportId, Yen};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::Refusal;
use crate::entity::grant_report;
use crate::query::{StoredGrant, StoredReport, read_grant_report};
use crate::write::Write;

impl StoredGrant {
    /// The settlement by a result report as the office has marked it; `None` for other reports and impossible amounts.
    pub fn settle(&self, report: &StoredReport) -> Option<Settlement> {
        let Some(Report::Result(result)) = &report.content else {
            return None;
        };
        let ledger = self.case.ledger();
        let decided = ledger.decided().unwrap_or(Yen::ZERO);
        result.settle(&report.marks, &self.call.call, self.file.cap, decided, ledger.held())
    }

    /// 仕入控除税額 of the report that was taken in last, as far as it has not been ordered back; `reports` are the last first.
    pub fn tax_open(&self, reports: &[StoredReport]) -> Yen {
        let last = reports.iter().find_map(|report| match &report.content {
            Some(Report::Tax(tax)) if report.state == ReportState::Taken => Some(tax.due),
            _ => None,
        });
        let ordered = self.case.ledger().tax();
        Yen::new(last.unwrap_or_default().get().saturating_sub(ordered.get())).max(Yen::ZERO)
    }
}

/// 仕入控除税額 that can be ordered back now.
pub(super) async fn tax_open(write: &Write, whole: &StoredGrant) -> Result<Yen, Refusal> {
    let rows = grant_report::Entity::find()
        .filter(grant_report::Column::GrantId.eq(whole.id.get()))
        .filter(grant_report::Column::Kind.eq(ReportKind::Tax.code()))
        .order_by_desc(grant_report::Column::Id)
        .all(write.tx())
        .await?;
    let reports = rows.into_iter().map(read_grant_report).collect::<Result<Vec<_>, _>>()?;
    Ok(whole.tax_open(&reports))
}

/// The result report that was taken in last, with its settlement now.
pub(super) async fn settlement(
    write: &Write,
    whole: &StoredGrant,
) -> Result<Option<(GrantReportId, Settlement)>, Refusal> {
    let row = grant_report::Entity::find()
        .filter(grant_report::Column::GrantId.eq(whole.id.get()))
        .filter(grant_report::Column::Kind.eq(ReportKind::Result.code()))
        .filter(grant_report::Column::State.eq(ReportState::Taken.code()))
        .order_by_desc(grant_report::Column::Id)
        .one(write.tx())
        .await?;
    let Some(report) = row.map(read_grant_report).transpose()? else {
        return Ok(None);
    };
    Ok(whole.settle(&report).map(|settled| (report.id, settled)))
}
