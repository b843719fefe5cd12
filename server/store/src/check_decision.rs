//! Looks for decisions that contradict themselves: what lists and sums read from columns is worked out again from what was
//! decided (money is exact). It repairs nothing.

use domain::decision::{LineState, Verdict};
use sea_orm::{EntityTrait, QueryOrder};

use crate::decode::Row;
use crate::entity::{decision, decision_batch};
use crate::{Finding, Result, Store, StoreError};

impl Store {
    /// Compares outcome and amount of every line with its content, and asks released ones for their batch's.
    pub(crate) async fn check_decisions(&self, findings: &mut Vec<Finding>) -> Result<()> {
        let rows = decision::Entity::find()
            .find_also_related(decision_batch::Entity)
            .order_by_asc(decision::Column::Id)
            .all(self.reader())
            .await?;
        for (row, batch) in rows {
            let mut found = |reason: &str| {
                findings.push(Finding {
                    table: "decision",
                    id: row.id,
                    reason: reason.to_owned(),
                });
            };
            let at = Row {
                table: "decision",
                id: row.id,
            };
            let is_released = row.state == LineState::Released.code();
            let Some(content) = row.content.as_deref() else {
                if is_released {
                    found("released without content");
                }
                continue;
            };
            let verdict: Verdict = match at.json("content", content) {
                Ok(verdict) => verdict,
                Err(StoreError::Corrupt { reason, .. }) => {
                    found(&reason);
                    continue;
                }
                Err(other) => return Err(other),
            };
            if row.amount != Some(verdict.amount.get()) {
                found("its amount is not the one that was decided");
            }
            if row.outcome.as_deref() != Some(verdict.outcome.code()) {
                found("its outcome is not the one that was decided");
            }
            if is_released && batch.is_none_or(|batch| batch.released_at.is_none()) {
                found("released with a batch that is not");
            }
        }
        Ok(())
    }
}
