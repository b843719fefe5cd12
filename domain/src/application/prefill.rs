//! What an application begins with: whatever the consortium and the program say already, so that nothing is typed twice.
//! It fills forms and judges nothing.

use super::ApplicationForm;
use crate::budget::{BudgetForm, ShareForm};
use crate::call::Call;
use crate::code::{DataCategory, TaxMode};
use crate::consortium::{CleanConsortium, Share, Snapshot};
use crate::data_flow::FlowForm;
use crate::lang::Lang;
use crate::plan::PlanForm;
use crate::program::ProgramForm;

/// Where the texts come from.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// What the consortium is about.
    pub plan: &'a CleanConsortium,
    /// Who belongs to it.
    pub snapshot: &'a Snapshot,
    /// What each society pays, where that can be told.
    pub shares: &'a [Share],
    /// The program from which the consortium came.
    pub program: Option<&'a ProgramForm>,
    /// The call.
    pub call: &'a Call,
}

/// The application with which one begins.
pub fn prefill(origin: &Origin<'_>) -> ApplicationForm {
    let Origin {
        plan,
        snapshot,
        shares,
        program,
        call,
    } = origin;
    let flag = |set: bool| if set { "1".to_owned() } else { String::new() };
    let told = |field: &str| {
        program
            .map(|program| program.text(field).to_owned())
            .unwrap_or_default()
    };
    let title: String = plan.name.chars().take(80).collect();
    let texts = PlanForm {
        title,
        background: told("problem"),
        purpose: first_of(told("purpose"), plan.aim.clone()),
        targets: told("target_note"),
        content: told("content"),
        structure: first_of(told("structure"), structure(snapshot)),
        data_plan: plan.data_note.clone(),
        period_from: plan.from.max(call.dates.project_from).iso(),
        period_to: plan.to.min(call.dates.project_to).iso(),
        publication: flag(plan.publication),
        ..PlanForm::default()
    };
    let flows = if plan.data == DataCategory::None {
        Vec::new()
    } else {
        vec![FlowForm {
            data: plan.data_note.chars().take(200).collect(),
            category: plan.data.code().to_owned(),
            sender: "構成組合".to_owned(),
            receiver: snapshot.lead().map(|lead| lead.name.clone()).unwrap_or_default(),
            country: "日本".to_owned(),
            ..FlowForm::default()
        }]
    };
    ApplicationForm {
        plan: texts,
        flows,
        budget: BudgetForm {
            tax: TaxMode::ALL
                .first()
                .map(|mode| mode.code().to_owned())
                .unwrap_or_default(),
            sharing: plan.sharing.code().to_owned(),
            funding_members: plan.cost.to_string(),
            ..BudgetForm::default()
        },
        shares: share_rows(snapshot, shares),
        ..ApplicationForm::default()
    }
}

/// A row for every insurer, also where its share is not known yet.
fn share_rows(snapshot: &Snapshot, shares: &[Share]) -> Vec<ShareForm> {
    let yen_of = |insurer| shares.iter().find(|share| share.organisation == insurer);
    snapshot
        .present()
        .map(|insurer| ShareForm {
            organisation: insurer.organisation.to_string(),
            yen: yen_of(insurer.organisation)
                .map(|share| share.yen.to_string())
                .unwrap_or_default(),
        })
        .collect()
}

/// The societies and partners with their parts, one a line.
fn structure(snapshot: &Snapshot) -> String {
    let insurers = snapshot
        .present()
        .map(|insurer| (&insurer.name, insurer.role.name(Lang::Ja)));
    let partners = snapshot
        .partners
        .iter()
        .map(|partner| (&partner.name, partner.role.name(Lang::Ja)));
    let lines: Vec<_> = insurers
        .chain(partners)
        .map(|(name, role)| format!("{role}：{name}"))
        .collect();
    lines.join("\n")
}

fn first_of(one: String, other: String) -> String {
    if one.trim().is_empty() { other } else { one }
}
