//! One flow of data as it is typed (`flow1_…`), and as it is read.

use serde::{Deserialize, Serialize};

use crate::code::{Certificate, DataCategory, LegalBasis, TransferMethod};
use crate::form::form;
use crate::problem::Problems;
use crate::reader::Reader;
use crate::rows::{Row as _, row};

/// Most flows of a sheet.
pub const MOST_FLOWS: usize = 50;

form! {
    /// Raw fields of a flow.
    pub struct FlowForm;
    one {
        /// データの内容.
        data,
        /// データ区分, code of [`DataCategory`].
        category,
        /// 法的根拠, code of [`LegalBasis`].
        basis,
        /// 契約・文書.
        contract,
        /// 提供元.
        sender,
        /// 提供先.
        receiver,
        /// `1` when the receiver may pass the work on.
        subcontract,
        /// 授受の方法, code of [`TransferMethod`].
        method,
        /// 保存する国.
        country,
        /// 保存期間.
        retention,
        /// `1` when the receiver certifies deletion.
        deletion,
        /// 認証 of the receiver, code of [`Certificate`].
        certificate,
        /// 事故時の連絡先.
        incident,
        /// `1` when it is to pass through the portal.
        portal,
    }
    many {}
}

row!(FlowForm, "flow");

/// A flow that has been read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// データの内容.
    pub data: String,
    /// データ区分.
    pub category: DataCategory,
    /// 法的根拠.
    pub basis: Option<LegalBasis>,
    /// The contract or document behind it.
    pub contract: String,
    /// 提供元.
    pub sender: String,
    /// 提供先.
    pub receiver: String,
    /// 再委託.
    pub subcontract: bool,
    /// 授受の方法.
    pub method: Option<TransferMethod>,
    /// 保存する国.
    pub country: String,
    /// 保存期間.
    pub retention: String,
    /// 消去証明.
    pub deletion: bool,
    /// 認証.
    pub certificate: Option<Certificate>,
    /// 事故時の連絡先.
    pub incident: String,
    /// Whether it is to pass through the portal.
    pub portal: bool,
}

impl FlowForm {
    /// Most characters of a text field, if it is limited.
    pub fn limit(field: &str) -> Option<u32> {
        match field {
            "data" | "contract" => Some(200),
            "sender" | "receiver" | "incident" => Some(100),
            "country" | "retention" => Some(60),
            _ => None,
        }
    }

    /// Reads a flow; `row` counts from 1.
    ///
    /// # Errors
    /// All problems found, at the fields of the row.
    pub fn check(&self, row: usize) -> Result<Flow, Problems> {
        let limit = |field| Self::limit(field).unwrap_or(u32::MAX);
        let mut reader = Reader::row(Self::TABLE, row, |field| self.values(field));
        let data = reader.required_line("data", limit("data"));
        let category = reader.required_choice("category", DataCategory::from_code);
        let basis = reader.choice("basis", LegalBasis::from_code);
        let contract = reader.line("contract", limit("contract"));
        let sender = reader.required_line("sender", limit("sender"));
        let receiver = reader.required_line("receiver", limit("receiver"));
        let subcontract = reader.flag("subcontract");
        let method = reader.choice("method", TransferMethod::from_code);
        let country = reader.line("country", limit("country"));
        let retention = reader.line("retention", limit("retention"));
        let deletion = reader.flag("deletion");
        let certificate = reader.choice("certificate", Certificate::from_code);
        let incident = reader.line("incident", limit("incident"));
        let portal = reader.flag("portal");
        let clean = || {
            Some(Flow {
                data: data?,
                category: category?,
                basis: basis?,
                contract: contract?,
                sender: sender?,
                receiver: receiver?,
                subcontract: subcontract?,
                method: method?,
                country: country?,
                retention: retention?,
                deletion: deletion?,
                certificate: certificate?,
                incident: incident?,
                portal: portal?,
            })
        };
        let clean = clean();
        reader.problems.into_clean(clean)
    }

    /// The form that holds a flow, to be changed.
    pub fn of(flow: &Flow) -> Self {
        let flag = |set: bool| if set { "1".to_owned() } else { String::new() };
        let code = |code: Option<&'static str>| code.unwrap_or_default().to_owned();
        Self {
            data: flow.data.clone(),
            category: flow.category.code().to_owned(),
            basis: code(flow.basis.map(LegalBasis::code)),
            contract: flow.contract.clone(),
            sender: flow.sender.clone(),
            receiver: flow.receiver.clone(),
            subcontract: flag(flow.subcontract),
            method: code(flow.method.map(TransferMethod::code)),
            country: flow.country.clone(),
            retention: flow.retention.clone(),
            deletion: flag(flow.deletion),
            certificate: code(flow.certificate.map(Certificate::code)),
            incident: flow.incident.clone(),
            portal: flag(flow.portal),
        }
    }
}
