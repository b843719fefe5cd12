//! Recomputes every stored figure of applications and grants from its inputs (issue: money is exact): the amounts of a
//! submission from its budget, the money of a grant from its steps, settlements from lines, days from the rules of the call.

use domain::amount::tax_return;
use domain::consortium::panel::cap;
use domain::grant_case::{GrantCase, GrantStep, Report, Sum};
use domain::value::{ApplicationId, Day, Yen};
use sea_orm::{EntityTrait, QueryOrder};
use sha2::{Digest as _, Sha256};

use crate::check::{Finding, collect};
use crate::entity::{application, grant_case};
use crate::query::{GrantEvent, StoredGrant, complete_grants};
use crate::{Result, Store, decode};

impl Store {
    /// The hash and the amounts of everything that was submitted.
    pub(crate) async fn check_submissions(&self, findings: &mut Vec<Finding>) -> Result<()> {
        let rows = application::Entity::find()
            .order_by_asc(application::Column::Id)
            .all(self.reader())
            .await?;
        for row in rows {
            let id = ApplicationId::new(row.id);
            let Some(kept) = collect(findings, self.list_submissions(id).await)? else {
                continue;
            };
            if kept.is_empty() {
                continue;
            }
            let Some(Some(whole)) = collect(findings, self.find_application(id).await)? else {
                continue;
            };
            for one in kept {
                let mut found = |reason: &str| {
                    findings.push(Finding {
                        table: "application_submission",
                        id: row.id,
                        reason: format!("version {}: {reason}", one.version),
                    });
                };
                if decode::hex(Sha256::digest(&one.json).into()) != one.sha256 {
                    found("its hash is not that of its content");
                }
                let call = &whole.call.call;
                let sheet = one
                    .content
                    .content
                    .budget
                    .sheet(call, cap(&one.content.composition, call));
                if sheet.as_ref() != Some(&one.content.sheet) {
                    found("its amounts are not those of its budget");
                }
            }
        }
        Ok(())
    }

    /// The money and the days of every grant.
    pub(crate) async fn check_grants(&self, findings: &mut Vec<Finding>) -> Result<()> {
        let rows = grant_case::Entity::find()
            .order_by_asc(grant_case::Column::Id)
            .all(self.reader())
            .await?;
        for row in rows {
            let read = complete_grants(self.reader(), vec![row]).await;
            let Some(whole) = collect(findings, read)?.and_then(|mut all| all.pop()) else {
                continue;
            };
            let events = collect(findings, self.list_grant_events(whole.id).await)?.unwrap_or_default();
            let reports = collect(findings, self.list_grant_reports(whole.id).await)?.unwrap_or_default();
            let mut found = |reason: String| {
                findings.push(Finding {
                    table: "grant_case",
                    id: whole.id.get(),
                    reason,
                });
            };
            match replay(&whole, &events) {
                Some(case) if case == whole.case => {}
                Some(_) => found("its money is not what its steps come to".into()),
                None => found("its steps cannot be taken one after the other".into()),
            }
            for (name, stored, computed) in days(&whole) {
                if stored != computed {
                    found(format!("{name} is not the day that its rules give"));
                }
            }
            for report in reports {
                let id = report.id;
                match (&report.content, &report.settlement) {
                    (Some(Report::Result(result)), Some(settled)) => {
                        let call = &whole.call.call;
                        let again = result.settle(&report.marks, call, whole.file.cap, settled.decided, settled.paid);
                        if again.as_ref() != Some(settled) {
                            found(format!("the settlement of report {id} is not that of its lines"));
                        }
                        if whole.case.ledger().fixed().is_some_and(|fixed| fixed > settled.fixed) {
                            found(format!("more is fixed than the settlement of report {id}"));
                        }
                    }
                    (Some(Report::Tax(tax)), _) if tax_return(tax.fixed, &tax.lines, tax.status) != Some(tax.due) => {
                        found(format!(
                            "the tax to be returned of report {id} is not that of its lines"
                        ));
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }
}

/// The case as its steps make it; `None` when one of them is impossible.
fn replay(whole: &StoredGrant, events: &[GrantEvent]) -> Option<GrantCase> {
    let start = GrantCase::new(whole.call.call.money.advance);
    events
        .iter()
        .filter(|event| event.kind == "case")
        .try_fold(start, |case, event| {
            let sum = Sum {
                yen: event.yen.unwrap_or(Yen::ZERO),
                on: event.on.unwrap_or(Day::MIN),
            };
            case.take(GrantStep::from_code(&event.step)?, sum).ok()
        })
}

/// The stored days beside those that follow from others.
fn days(whole: &StoredGrant) -> Vec<(&'static str, Option<Day>, Option<Day>)> {
    let reports = &whole.call.call.reports;
    let withdraw = whole.decided_on.map(|day| reports.withdraw_until(day));
    let mut days = vec![("withdraw_until", whole.withdraw_until, withdraw)];
    if let Some(day) = whole.completed_on {
        days.push(("report_due", whole.report_due, Some(reports.report_due(day))));
        days.push(("retain_until", whole.retain_until, Some(reports.retain_until(day))));
    }
    days
}
