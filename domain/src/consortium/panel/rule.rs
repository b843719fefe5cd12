//! The vocabulary of the rule panel: rules, standings, numbers, faults, who can help, and where.

use serde::{Deserialize, Serialize};

use super::Shortfall;
use crate::budget::BudgetFault;
use crate::code::{InsurerKind, code_list};
use crate::consortium::MembershipState;
use crate::data_flow::FlowFault;
use crate::level::Level;
use crate::problem::Field;
use crate::value::{Day, OrganisationId, Rate, Yen};

code_list! {
    /// A rule of domain table 8.5.
    pub enum Rule {
        Insurers = "v1", "構成保険者数", "Number of insurers";
        Small = "v2", "中小規模保険者の比率", "Share of small insurers";
        Lead = "v3", "代表組合・構成員の種別", "Lead society and kinds of members";
        Consents = "v4", "全構成組合の同意", "Consent of all societies";
        Ages = "v5", "加入者数の基準日", "Age of member counts";
        Providers = "v6", "事業者の役割・契約", "Roles and contracts of providers";
        Budget = "v7", "経費と財源", "Cost and funding";
        Overlap = "v8", "重複応募", "Other applications";
        Period = "v9", "実施期間", "Period";
        Data = "v10", "データの取扱い", "Handling of data";
        Outcome = "v11", "アウトカム指標", "Outcome figure";
        Publication = "v12", "公表への同意", "Consent to publication";
    }
}

code_list! {
    /// How a rule stands.
    pub enum Standing {
        Met = "met", "満たしています", "Met";
        Unknown = "unknown", "未入力", "Not filled in yet";
        Warned = "warned", "確認してください", "To be looked at";
        Failed = "failed", "満たしていません", "Not met";
    }
}

/// The numbers behind an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "facts", rename_all = "kebab-case")]
pub enum Facts {
    /// None worth showing.
    None,
    /// V1.
    Insurers {
        /// Present.
        have: u32,
        /// Needed.
        need: u32,
    },
    /// V2. Counts insurers or members, as the call says.
    Small {
        /// Small ones.
        small: u64,
        /// All.
        all: u64,
        /// Smallest share.
        need: Rate,
        /// Small means fewer members than this.
        threshold: u32,
        /// What is missing.
        missing: Shortfall,
    },
    /// V4.
    Consents {
        /// Given to the terms as they stand.
        given: u32,
        /// All.
        all: u32,
    },
    /// V5.
    Ages {
        /// Counts that are too old or have no date.
        old: u32,
        /// Months allowed.
        months: u32,
    },
    /// V7.
    Money {
        /// 総事業費.
        cost: Yen,
        /// Sum of all sources.
        funding: Yen,
        /// Asked for.
        asked: Yen,
        /// 補助所要額.
        grant: Yen,
        /// 上限額.
        cap: Option<Yen>,
    },
    /// V9.
    Period {
        /// 事業期間 of the call.
        from: Day,
        /// 事業期間 of the call.
        to: Day,
    },
    /// V10.
    Flows {
        /// All flows.
        all: u32,
        /// Person-level flows.
        personal: u32,
    },
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "fault", content = "what", rename_all = "kebab-case")]
pub enum Fault {
    /// V1: so many insurers are missing.
    TooFew(u32),
    /// V2: the share is too low.
    TooFewSmall(Shortfall),
    /// V2, V5: nobody knows how many members it has.
    MembersUnknown,
    /// V3: nobody leads.
    NoLead,
    /// V3: so many lead.
    SeveralLeads(u32),
    /// V3: this kind may not lead.
    LeadKind(InsurerKind),
    /// V3: this kind may not take part.
    MemberKind(InsurerKind),
    /// V3: the society has ended.
    Ended,
    /// V4: consent is not there.
    NotAgreed(MembershipState),
    /// V4: what was agreed to has changed.
    TermsChanged,
    /// V4: decided after the day of submission.
    AgreedLater(Day),
    /// V5: the count is of that day.
    OldCount(Day),
    /// V5: the count has no date.
    UndatedCount,
    /// V6: no role is named.
    NoService,
    /// V6: no contract type is named.
    NoContractType,
    /// V6: linked to the lead's employer.
    Related,
    /// V7.
    Budget(BudgetFault),
    /// V8: in another application of the call.
    Elsewhere,
    /// V9: outside of 事業期間.
    OutsidePeriod,
    /// V9: outside of the fiscal year.
    OutsideYear,
    /// V10.
    Flow(FlowFault),
    /// V11: no outcome with present value, target and year.
    NoOutcome,
    /// V12: not agreed to.
    NotPublic,
}

/// Who can put something right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fixer {
    /// The lead society.
    Lead,
    /// Another society itself.
    Society(OrganisationId),
}

/// Where it is put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// The list of members, where societies are invited.
    Members,
    /// One member's place.
    Member(OrganisationId),
    /// A society's profile, where its members are counted.
    Profile(OrganisationId),
    /// A society's consent.
    Consent(OrganisationId),
    /// A partner's entry.
    Partner(OrganisationId),
    /// A field of the budget.
    Budget(Field),
    /// A field of the data-handling sheet.
    Data(Field),
    /// A field of the plan.
    Plan(Field),
}

/// One thing to be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// What is wrong.
    pub fault: Fault,
    /// How much it matters.
    pub level: Level,
    /// Who can put it right.
    pub fixer: Fixer,
    /// Where.
    pub target: Target,
}
