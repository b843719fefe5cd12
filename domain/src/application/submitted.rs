//! What was submitted, as it was at that moment (法5条, domain §3.2): one document that is stored with its hash and never
//! changed. It is complete by itself, so that it can be read without the rows it was made of.

use serde::{Deserialize, Serialize};

use super::{ApplicationForm, CleanApplication, Paper};
use crate::budget::Sheet;
use crate::consortium::Snapshot;
use crate::questionnaire::Version;
use crate::value::{CallId, ConsortiumId, FiscalYear, Instant, OrganisationId};

/// A file that was attached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmittedPaper {
    /// As what.
    pub paper: Paper,
    /// What it is called.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its content.
    pub sha256: String,
}

/// An application as it was submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmittedApplication {
    /// 受付番号.
    pub number: String,
    /// 1 for the first submission, one more with every other.
    pub version: u32,
    /// When, by the server's clock.
    pub at: Instant,
    /// Who approved and submitted it.
    pub approver: String,
    /// Who wrote it and asked for the approval; empty for a resubmission.
    pub preparer: String,
    /// The call.
    pub call: CallId,
    /// Its code.
    pub call_code: String,
    /// Its fiscal year.
    pub year: FiscalYear,
    /// Its name.
    pub call_title: String,
    /// Under which version of its rules.
    pub call_version: i64,
    /// The society that applies.
    pub lead: OrganisationId,
    /// The consortium.
    pub consortium: ConsortiumId,
    /// Its name.
    pub consortium_name: String,
    /// Its composition with the numbers of the reference date.
    pub composition: Snapshot,
    /// What it says.
    pub content: CleanApplication,
    /// 経費の合計 and the steps to the grant.
    pub sheet: Sheet,
    /// The files.
    pub papers: Vec<SubmittedPaper>,
    /// The questions of the call in the version that was answered; none where the call asked none (FORM-08).
    #[serde(default)]
    pub questions: Version,
    /// The same as it was typed, so that two submissions can be compared field by field.
    pub form: ApplicationForm,
}
