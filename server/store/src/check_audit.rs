//! Follows the chain of the audit log and finds the first place where it is broken. The chain alone cannot tell that its
//! end was cut off or that all of it was written anew; the mark of the end and the anchors outside of the database can.

use domain::audit::Deed;
use domain::permit::Actor;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::audit::{START, hash};
use crate::audit_mark as mark;
use crate::check::Finding;
use crate::entity::audit;
use crate::{Result, Store};

/// Rows read at once.
const PAGE: u64 = 1_000;

/// What was noted down outside of the database about the end of the log at some time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Number of the last row.
    pub seq: i64,
    /// Its hash.
    pub hash: String,
}

impl Store {
    /// Checks the chain, both marks, and the anchors given. Of breaks in the chain only the first is told, because
    /// nothing behind it can be trusted.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn check_audit(&self, anchors: &[Anchor]) -> Result<Vec<Finding>> {
        let mut findings = Vec::new();
        let cleared = mark::find(self.reader(), mark::FIRST).await?;
        let (mut seq, mut tip) = cleared.clone().unwrap_or((0, START.to_owned()));
        let mut is_explained = cleared.is_none();
        let mut open: Vec<&Anchor> = Vec::new();
        for anchor in anchors {
            if anchor.seq == seq && anchor.hash != tip {
                findings.push(found(
                    seq,
                    "the log was cleared up to another row than the one noted down outside",
                ));
            } else if anchor.seq > seq {
                open.push(anchor);
            }
        }
        loop {
            let rows = audit::Entity::find()
                .filter(audit::Column::Seq.gt(seq))
                .order_by_asc(audit::Column::Seq)
                .limit(PAGE)
                .all(self.reader())
                .await?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                if row.seq != seq + 1 {
                    let gap = format!("rows {} to {} were removed", seq + 1, row.seq - 1);
                    findings.push(found(seq + 1, gap));
                    return Ok(findings);
                }
                if hash(&tip, &row) != row.hash {
                    let reason = "this row was changed or put in, or the one before it was changed";
                    findings.push(found(row.seq, reason));
                    return Ok(findings);
                }
                (seq, tip) = (row.seq, row.hash.clone());
                // Several anchors may be at the same row.
                if let Some(at) = open.iter().position(|anchor| anchor.seq == seq && anchor.hash != tip) {
                    let reason = "this row is not the one noted down outside: the log was written anew up to here";
                    findings.push(found(open[at].seq, reason));
                    return Ok(findings);
                }
                open.retain(|anchor| anchor.seq > seq);
                is_explained = is_explained || explains(&row, cleared.as_ref());
            }
        }
        self.check_end(seq, &tip, &mut findings).await?;
        if let Some(anchor) = open.iter().max_by_key(|anchor| anchor.seq) {
            let reason = format!("rows {} to {} were removed from the end", seq + 1, anchor.seq);
            findings.push(found(seq + 1, reason));
        }
        if !is_explained {
            let first = cleared.map_or(0, |(seq, _)| seq) + 1;
            findings.push(found(first, "rows before this one were removed, and no row says why"));
        }
        // A row below the mark of what was cleared away was put back or put in.
        let below = audit::Entity::find()
            .filter(audit::Column::Seq.lte(mark::find(self.reader(), mark::FIRST).await?.map_or(0, |(seq, _)| seq)))
            .one(self.reader())
            .await?;
        if let Some(row) = below {
            findings.push(found(row.seq, "this row lies before the beginning of the log"));
        }
        Ok(findings)
    }

    async fn check_end(&self, seq: i64, tip: &str, findings: &mut Vec<Finding>) -> Result<()> {
        match mark::find(self.reader(), mark::LAST).await? {
            None if seq == 0 => {}
            None => findings.push(found(seq, "the mark of the last row is missing")),
            Some((last, _)) if last > seq => {
                findings.push(found(
                    seq + 1,
                    format!("rows {} to {last} were removed from the end", seq + 1),
                ));
            }
            Some((last, _)) if last < seq => {
                findings.push(found(
                    last + 1,
                    format!("rows {} to {seq} were put in at the end", last + 1),
                ));
            }
            Some((_, hash)) if hash != tip => findings.push(found(seq, "the last row is not the one that was marked")),
            Some(_) => {}
        }
        Ok(())
    }
}

/// Whether this row tells of the clearing that the mark stands for.
fn explains(row: &audit::Model, cleared: Option<&(i64, String)>) -> bool {
    let (Some((seq, hash)), Some(after)) = (cleared, &row.after) else {
        return false;
    };
    let is_clearing = row.deed == Deed::AuditCleared.code() && row.actor == crate::audit::actor_kind(&Actor::Operator);
    is_clearing
        && serde_json::from_str::<serde_json::Value>(after)
            .is_ok_and(|after| after["through"] == *seq && after["hash"] == hash.as_str())
}

fn found(id: i64, reason: impl Into<String>) -> Finding {
    Finding {
        table: "audit",
        id,
        reason: reason.into(),
    }
}
