//! What is missing for a flow to be lawful and safe (V10): a ground, a contract, a way to hand data over. It judges the
//! description, not the law of the single case.

use serde::{Deserialize, Serialize};

use super::flow::Flow;
use crate::code::LegalBasis;
use crate::level::Level;
use crate::problem::Field;
use crate::rows::row_field;

/// Something missing or wrong in a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FlowFault {
    /// Person-level data must not pass through the portal.
    ThroughPortal,
    /// Person-level data needs a legal basis.
    NoBasis,
    /// The basis says the data are not personal, the category says they are.
    BasisContradicts,
    /// No contract or document is named.
    NoContract,
    /// No way of handing over is named.
    NoMethod,
    /// Nobody is named for incidents.
    NoIncidentContact,
    /// How long the receiver keeps the data is not said.
    NoRetention,
    /// The country of storage is not said, or is not Japan.
    Abroad,
    /// The receiver does not certify deletion.
    NoDeletion,
    /// The receiver shows no certificate of information security.
    NoCertificate,
}

/// A fault, how much it matters, and where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowFinding {
    /// What.
    pub fault: FlowFault,
    /// How much it matters.
    pub level: Level,
    /// The row, from 1.
    pub row: usize,
    /// The field to look at.
    pub field: Field,
}

/// All faults of a sheet, row by row.
pub fn findings(flows: &[Flow]) -> Vec<FlowFinding> {
    let mut found = Vec::new();
    for (position, flow) in flows.iter().enumerate() {
        let row = position + 1;
        found.extend(faults(flow).into_iter().map(|(level, field, fault)| FlowFinding {
            fault,
            level,
            row,
            field: Field::from(row_field("flow", row, field)),
        }));
    }
    found
}

fn faults(flow: &Flow) -> Vec<(Level, &'static str, FlowFault)> {
    if !flow.category.is_person_level() {
        return Vec::new();
    }
    let is_home = ["日本", "日本国", "国内", "Japan"].contains(&flow.country.as_str());
    let checks = [
        (flow.portal, Level::Error, "portal", FlowFault::ThroughPortal),
        (flow.basis.is_none(), Level::Error, "basis", FlowFault::NoBasis),
        (
            flow.basis == Some(LegalBasis::NotPersonal),
            Level::Error,
            "basis",
            FlowFault::BasisContradicts,
        ),
        (
            flow.contract.is_empty(),
            Level::Error,
            "contract",
            FlowFault::NoContract,
        ),
        (flow.method.is_none(), Level::Error, "method", FlowFault::NoMethod),
        (
            flow.incident.is_empty(),
            Level::Error,
            "incident",
            FlowFault::NoIncidentContact,
        ),
        (
            flow.retention.is_empty(),
            Level::Warning,
            "retention",
            FlowFault::NoRetention,
        ),
        (!is_home, Level::Warning, "country", FlowFault::Abroad),
        (!flow.deletion, Level::Warning, "deletion", FlowFault::NoDeletion),
        (
            flow.certificate.is_none(),
            Level::Warning,
            "certificate",
            FlowFault::NoCertificate,
        ),
    ];
    checks
        .into_iter()
        .filter(|(is_wrong, ..)| *is_wrong)
        .map(|(_, level, field, fault)| (level, field, fault))
        .collect()
}
