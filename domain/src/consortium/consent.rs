//! What a society agrees to when it joins a consortium, and which changes of it ask for consent again (rule R6). A change
//! that only relieves a society is told, not asked.

use serde::{Deserialize, Serialize};

use crate::code::{CostSharing, DecisionBody, code_list};
use crate::value::{Day, OrganisationId, Yen};

code_list! {
    /// A part of the terms.
    pub enum TermsPart {
        Lead = "lead", "代表組合", "Lead society";
        Period = "period", "実施期間", "Period";
        Sharing = "sharing", "費用負担の方式", "Way of sharing cost";
        Share = "share", "自組合の負担額", "Own share of the cost";
        Data = "data", "データの取扱い", "Handling of data";
        Publication = "publication", "採択後の公表", "Publication after adoption";
        Plan = "plan", "事業計画", "Plan";
    }
}

/// The terms as they stand for one society.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// 代表組合.
    pub lead: OrganisationId,
    /// 実施期間, first day.
    pub from: Day,
    /// 実施期間, last day.
    pub to: Day,
    /// 費用負担方式.
    pub sharing: CostSharing,
    /// What this society pays.
    pub share: Yen,
    /// Version of the data-handling sheet.
    pub data_version: u32,
    /// 採択後のポータル掲載 is agreed to.
    pub publication: bool,
    /// Version of the plan.
    pub plan_version: u32,
}

/// A part that differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermsChange {
    /// Which.
    pub part: TermsPart,
    /// Whether the society must agree again; otherwise it is told.
    pub asks_again: bool,
}

impl Terms {
    /// What differs in `now` from these terms, in the order of the parts.
    pub fn changes(&self, now: &Self) -> Vec<TermsChange> {
        let shorter = self.from <= now.from && now.to <= self.to;
        let parts = [
            (TermsPart::Lead, self.lead != now.lead, true),
            (TermsPart::Period, (self.from, self.to) != (now.from, now.to), !shorter),
            (TermsPart::Sharing, self.sharing != now.sharing, true),
            (TermsPart::Share, self.share != now.share, now.share > self.share),
            (TermsPart::Data, self.data_version != now.data_version, true),
            (
                TermsPart::Publication,
                self.publication != now.publication,
                now.publication,
            ),
            (TermsPart::Plan, self.plan_version != now.plan_version, false),
        ];
        parts
            .into_iter()
            .filter(|(_, differs, _)| *differs)
            .map(|(part, _, asks_again)| TermsChange { part, asks_again })
            .collect()
    }
}

/// The consent of a society: who decided, when, and to what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// 意思決定機関.
    pub body: DecisionBody,
    /// 決定日.
    pub decided_on: Day,
    /// 決裁者.
    pub approver: String,
    /// What was agreed to.
    pub terms: Terms,
}

impl Consent {
    /// Whether it still covers the terms as they are now.
    pub fn covers(&self, now: &Terms) -> bool {
        !self.terms.changes(now).iter().any(|change| change.asks_again)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms() -> Terms {
        Terms {
            lead: OrganisationId::new(1),
            from: Day::from_iso("2027-04-01").unwrap(),
            to: Day::from_iso("2028-03-31").unwrap(),
            sharing: CostSharing::PerMember,
            share: Yen::new(120_000),
            data_version: 1,
            publication: false,
            plan_version: 3,
        }
    }

    fn asks(change: impl FnOnce(&mut Terms)) -> Vec<(TermsPart, bool)> {
        let mut now = terms();
        change(&mut now);
        let changes = terms().changes(&now);
        changes.iter().map(|change| (change.part, change.asks_again)).collect()
    }

    #[test]
    fn 負担が増える変更だけ改めて同意を求める() {
        assert_eq!(asks(|_| {}), []);
        assert_eq!(asks(|now| now.share = Yen::new(120_001)), [(TermsPart::Share, true)]);
        assert_eq!(asks(|now| now.share = Yen::new(119_999)), [(TermsPart::Share, false)]);
        assert_eq!(asks(|now| now.plan_version = 4), [(TermsPart::Plan, false)]);
        assert_eq!(asks(|now| now.publication = true), [(TermsPart::Publication, true)]);
        assert_eq!(
            asks(|now| now.to = Day::from_iso("2028-02-29").unwrap()),
            [(TermsPart::Period, false)]
        );
        assert_eq!(
            asks(|now| now.to = Day::from_iso("2028-04-01").unwrap()),
            [(TermsPart::Period, true)]
        );
        assert_eq!(
            asks(|now| {
                now.lead = OrganisationId::new(2);
                now.data_version = 2;
            }),
            [(TermsPart::Lead, true), (TermsPart::Data, true)]
        );
    }
}
