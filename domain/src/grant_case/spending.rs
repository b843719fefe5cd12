//! 支出明細 (domain table 8.7 F): what was bought, when, from whom, with which evidence, and what the office accepts of it.

use serde::{Deserialize, Serialize};

use crate::code::{CostItem, Evidence, code_list};
use crate::form::form;
use crate::problem::{ProblemCode, Problems};
use crate::reader::Reader;
use crate::rows::Row;
use crate::value::{Day, Yen};

/// Most lines of a result report.
pub const MOST_SPENDINGS: usize = 300;

form! {
    /// Raw fields of a line.
    pub struct SpendingForm;
    one {
        /// 費目, code of [`CostItem`].
        item,
        /// 内容.
        description,
        /// 支払先.
        payee,
        /// 契約日.
        contract_on,
        /// 納品・実施日.
        delivered_on,
        /// 支払日.
        paid_on,
        /// 支出額.
        yen,
        /// 補助対象.
        eligible,
    }
    many {
        /// 証拠書類, codes of [`Evidence`].
        evidence,
    }
}

impl Row for SpendingForm {
    const TABLE: &'static str = "line";

    fn put(&mut self, field: &str, value: &str) {
        match Self::FIELDS.iter().find(|name| **name == field) {
            Some(&"evidence") if !value.is_empty() => self.evidence.push(value.to_owned()),
            Some(name) => self.replace(&[name], [(*name, value)]),
            None => {}
        }
    }

    fn is_blank(&self) -> bool {
        let blank = |field: &&str| crate::normalise::single_line(self.text(field)).is_empty();
        Self::FIELDS.iter().all(|field| *field == "evidence" || blank(field)) && self.evidence.is_empty()
    }
}

/// A line of spending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spending {
    /// 費目.
    pub item: CostItem,
    /// 内容.
    pub description: String,
    /// 支払先.
    pub payee: String,
    /// 契約日, where there was a contract.
    pub contract_on: Option<Day>,
    /// 納品・実施日.
    pub delivered_on: Option<Day>,
    /// 支払日.
    pub paid_on: Day,
    /// 支出額.
    pub yen: Yen,
    /// Of this, 補助対象.
    pub eligible: Yen,
    /// 証拠書類 that are kept.
    pub evidence: Vec<Evidence>,
}

/// What the office says of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// 認めた対象経費.
    pub accepted: Yen,
    /// Why less.
    pub comment: String,
}

code_list! {
    /// Something about a line that the office has to look at.
    pub enum SpendingFault {
        EarlyContract = "early-contract", "交付決定より前の契約です", "Contracted before the decision";
        OutsidePeriod = "outside-period", "事業期間の外の日付があります", "A date lies outside of the period";
        NoInvoice = "no-invoice", "請求書がありません", "No invoice";
        NoPayment = "no-payment", "支払を証する書類がありません", "No proof of payment";
    }
}

impl SpendingForm {
    /// Most characters of a field, if it is limited.
    pub fn limit(field: &str) -> Option<u32> {
        match field {
            "description" => Some(200),
            "payee" => Some(100),
            _ => None,
        }
    }

    /// Reads a line; `row` counts from 1.
    ///
    /// # Errors
    /// All problems found, at the fields of the row.
    pub fn check(&self, row: usize, items: &[CostItem], today: Day) -> Result<Spending, Problems> {
        let limit = |field| Self::limit(field).unwrap_or(u32::MAX);
        let mut reader = Reader::row(Self::TABLE, row, |field| self.values(field));
        let item = reader.required_choice("item", CostItem::from_code);
        if let Some(item) = item.filter(|item| !items.contains(item)) {
            let value = item.code().to_owned();
            reader.refuse::<()>("item", ProblemCode::UnknownChoice { value });
        }
        let description = reader.required_line("description", limit("description"));
        let payee = reader.required_line("payee", limit("payee"));
        let contract_on = reader.past_day("contract_on", today);
        let delivered_on = reader.past_day("delivered_on", today);
        let paid_on = match reader.past_day("paid_on", today) {
            Some(None) => reader.refuse("paid_on", ProblemCode::Empty),
            read => read.flatten(),
        };
        let yen = match reader.money("yen") {
            Some(None) => reader.refuse("yen", ProblemCode::Empty),
            read => read.flatten(),
        };
        let eligible = reader.money("eligible").map(|read| read.or(yen).unwrap_or_default());
        let evidence = reader.choices("evidence", Evidence::from_code);
        if let (Some(yen), Some(eligible)) = (yen, eligible)
            && eligible > yen
        {
            let max = yen.get();
            reader.refuse::<()>("eligible", ProblemCode::OutOfRange { min: 0, max });
        }
        let clean = || {
            Some(Spending {
                item: item?,
                description: description?,
                payee: payee?,
                contract_on: contract_on?,
                delivered_on: delivered_on?,
                paid_on: paid_on?,
                yen: yen?,
                eligible: eligible?,
                evidence: evidence?,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }
}

impl Spending {
    /// What the office has to look at.
    pub fn faults(&self, decided_on: Option<Day>, (from, to): (Day, Day)) -> Vec<SpendingFault> {
        let dates = [self.contract_on, self.delivered_on, Some(self.paid_on)];
        let early = self
            .contract_on
            .zip(decided_on)
            .is_some_and(|(contract, decided)| contract < decided);
        let outside = dates.into_iter().flatten().any(|day| day < from || day > to);
        let lacks = |evidence| self.eligible > Yen::ZERO && !self.evidence.contains(&evidence);
        [
            (early, SpendingFault::EarlyContract),
            (outside, SpendingFault::OutsidePeriod),
            (lacks(Evidence::Invoice), SpendingFault::NoInvoice),
            (lacks(Evidence::Payment), SpendingFault::NoPayment),
        ]
        .into_iter()
        .filter_map(|(is, fault)| is.then_some(fault))
        .collect()
    }
}
