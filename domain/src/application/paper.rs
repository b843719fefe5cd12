//! The papers that go with an application (添付書類, W18). Which are needed follows from the budget and the rules of the
//! call, so that nobody is asked for a quote where none is due.

use crate::budget::{BudgetFault, Line};
use crate::call::Call;
use crate::code::code_list;

code_list! {
    /// A kind of paper.
    pub enum Paper {
        Quotes = "quotes", "見積書", "Quotes";
        Structure = "structure", "実施体制図", "Chart of the structure";
        Basis = "basis", "健康課題の根拠資料", "Evidence of the health problem";
        Contracts = "contracts", "契約・覚書の案", "Drafts of contracts";
        Minutes = "minutes", "機関決定の議事録の写し", "Minutes of the decision";
        Agreement = "agreement", "規約・協定書", "Statutes or agreement";
        Accounts = "accounts", "決算書・予算書", "Accounts and budgets";
        Privacy = "privacy", "個人情報保護の規程", "Rules on personal data";
        Company = "company", "事業者の概要", "About the providers";
        Other = "other", "その他の資料", "Other papers";
    }
}

/// A paper and whether it must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NeededPaper {
    /// Which.
    pub paper: Paper,
    /// Without it nothing can be submitted.
    pub required: bool,
}

impl Paper {
    /// The kind under which its files are stored.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Quotes => "application-quotes",
            Self::Structure => "application-structure",
            Self::Basis => "application-basis",
            Self::Contracts => "application-contracts",
            Self::Minutes => "application-minutes",
            Self::Agreement => "application-agreement",
            Self::Accounts => "application-accounts",
            Self::Privacy => "application-privacy",
            Self::Company => "application-company",
            Self::Other => "application-other",
        }
    }

    /// The paper whose files are stored under a kind.
    pub fn from_kind(kind: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|paper| paper.kind() == kind)
    }
}

/// The papers that can go with an application to a call. Quotes are required when a line costs more than the call's limit;
/// whatever else is required, the call says.
pub fn needed(lines: &[Line], call: &Call) -> Vec<NeededPaper> {
    let quotes = lines.iter().any(|line| line.yen > call.costs.purchase.quote_above);
    let papers = Paper::ALL.iter().copied().filter(|paper| call.papers.takes(*paper));
    papers
        .map(|paper| NeededPaper {
            paper,
            required: call.papers.required.contains(&paper) || (paper == Paper::Quotes && quotes),
        })
        .collect()
}

/// The required ones of these that nobody has attached.
pub fn missing(needed: &[NeededPaper], there: &[Paper]) -> Vec<Paper> {
    let open = needed.iter().filter(|one| one.required && !there.contains(&one.paper));
    open.map(|one| one.paper).collect()
}

impl BudgetFault {
    /// The paper by which it can be put right.
    pub const fn paper(&self) -> Option<Paper> {
        match self {
            Self::QuotesMissing { .. } => Some(Paper::Quotes),
            _ => None,
        }
    }
}
