//! A call for applications (公募回, domain table 8.7 C): everything that changes from year to year as one typed value.
//! Nothing in the rules of consortia, budgets and grants is a constant of the program that a call can say.

mod about;
mod check;
mod costs;
mod dates;
mod draft;
mod duties;
mod eligibility;
mod fit;
mod form;
mod money;
mod papers;
mod publication;
mod section;
mod sheet;
mod sheet_form;
mod state;
mod suggested;

use serde::{Deserialize, Serialize};

use crate::value::FiscalYear;

pub use about::About;
pub use check::Names;
pub use costs::{CostRules, PurchaseRules};
pub use dates::{Dates, MonthsOld};
pub use draft::{CallDraft, MOST_CRITERIA};
pub use duties::{ChangeRules, Duties, ReportRules};
pub use eligibility::{Eligibility, SmallRule};
pub use fit::{Asker, Fit, FitForm, Obstacle, fit};
pub use form::CallForm;
pub use money::{BandBasis, Cap, MoneyRules};
pub use papers::PaperRules;
pub use publication::{Publication, publication};
pub use section::Section;
pub use sheet::{Criterion, HIGHEST_MARK, Mark, ScoreSheet, Scored};
pub use sheet_form::CriterionForm;
pub use state::{CallState, CallStep};

/// The parameters of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// 公募コード: capital ASCII letters and digits; part of receipt numbers.
    pub code: String,
    /// 年度.
    pub year: FiscalYear,
    /// 名称.
    pub title: String,
    /// 概要, 問い合わせ先, Q&A.
    #[serde(default)]
    pub about: About,
    /// When one can apply, and when the programs run.
    pub dates: Dates,
    /// 応募要件.
    pub eligibility: Eligibility,
    /// 配分方式, 上限, 補助率, 端数.
    pub money: MoneyRules,
    /// 経費.
    pub costs: CostRules,
    /// 添付書類.
    #[serde(default)]
    pub papers: PaperRules,
    /// 変更.
    pub changes: ChangeRules,
    /// 取下げ, 実績報告, 保存.
    pub reports: ReportRules,
    /// What an adopted program owes to the public.
    pub duties: Duties,
    /// 評価表.
    pub sheet: ScoreSheet,
}
