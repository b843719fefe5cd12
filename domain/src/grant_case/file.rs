//! Everything about a grant beside its state and money, as one document: what was applied for, what is in force, what is
//! proposed. When its papers are disposed of, only what proves the disposal stays.

use serde::{Deserialize, Serialize};

use super::{CleanGrant, CostPlan, GrantDraft, Proposal, ReturnCause};
use crate::amount::Payment;
use crate::value::{Day, Yen};

/// The document of a grant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantFile {
    /// Title of the application.
    pub title: String,
    /// 受付番号 of the application.
    pub number: String,
    /// What was adopted.
    pub awarded: Yen,
    /// 上限額 for this consortium.
    pub cap: Option<Yen>,
    /// 交付申請 as typed.
    pub draft: GrantDraft,
    /// 交付申請 as submitted last.
    pub content: Option<CleanGrant>,
    /// 経費の配分 in force.
    pub plan: CostPlan,
    /// 事業期間 in force.
    pub period: (Day, Day),
    /// 交付の条件.
    pub conditions: Vec<String>,
    /// Why something is to be returned, once it is.
    pub cause: Option<ReturnCause>,
    /// 加算金 and 延滞金 paid on the standing order.
    pub charged: Vec<Payment>,
    /// What waits for a second person.
    pub proposal: Option<Proposal>,
}

impl GrantFile {
    /// What is kept when the papers are disposed of: which case it was, and how much was adopted.
    #[must_use]
    pub fn disposed(&self) -> Self {
        Self {
            title: self.title.clone(),
            number: self.number.clone(),
            awarded: self.awarded,
            cap: None,
            draft: GrantDraft::default(),
            content: None,
            plan: CostPlan::default(),
            period: self.period,
            conditions: Vec::new(),
            cause: self.cause,
            charged: self.charged.clone(),
            proposal: None,
        }
    }

    /// The charges paid on the standing order.
    pub fn charges_paid(&self) -> Yen {
        Yen::checked_sum(self.charged.iter().map(|payment| payment.yen)).unwrap_or(Yen::new(i64::MAX))
    }
}
