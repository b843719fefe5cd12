//! A grant case (交付, phase B of domain §8.6): its life from the grant application to the end of keeping its papers, with
//! its money. State and money move together, so that no payment exceeds what was decided or fixed.

mod asset;
mod case;
mod change;
mod change_form;
mod charge;
mod costs;
mod due;
mod file;
mod form;
mod ledger;
mod news;
mod proposal;
mod report;
mod spending;
mod state;

pub use asset::{Asset, AssetForm, AssetState, AssetStep};
pub use case::{CaseRefusal, GrantCase, Sum, may_dispose};
pub use change::{ChangeKind, ChangeState, ChangeStep};
pub use change_form::{Change, ChangeDraft, ChangeForm};
pub use charge::{Charges, ReturnCause};
pub use costs::{CostForm, CostPlan};
pub use due::Next;
pub use file::GrantFile;
pub use form::{CleanGrant, GrantDraft, GrantForm};
pub use ledger::{Ledger, LedgerFault, ReturnOrder};
pub use news::GrantNews;
pub use proposal::{Proposal, ProposalForm, ProposalLimits, Proposed};
pub use report::{
    Report, ReportDraft, ReportForm, ReportKind, ReportLimits, ReportState, ReportStep, ResultReport, TaxForm,
    TaxMethod, TaxReport,
};
pub use spending::{MOST_SPENDINGS, Mark, Spending, SpendingFault, SpendingForm};
pub use state::{GrantState, GrantStep};
