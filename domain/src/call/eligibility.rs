//! Who may apply to a call (応募要件, rules R1 to R6 and R10 of domain §2.3). It states the requirements; the rule panel
//! checks them.

use serde::{Deserialize, Serialize};

use super::MonthsOld;
use crate::code::{InsurerKind, OverlapRule, RatioBasis};
use crate::value::{MemberCount, Rate};

/// What counts as small, and how many must be (R2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmallRule {
    /// 中小規模: fewer members than this.
    pub threshold: u32,
    /// Smallest share of small insurers.
    pub min_share: Rate,
    /// What the share counts.
    pub basis: RatioBasis,
}

impl SmallRule {
    /// Whether an insurer with so many members is small for this call.
    pub const fn is_small(&self, members: MemberCount) -> bool {
        members.is_small(self.threshold)
    }
}

/// Requirements on a consortium.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Eligibility {
    /// R1: fewest insurers, the lead included.
    pub min_insurers: u32,
    /// R2.
    pub small: SmallRule,
    /// R3: kinds of insurers that may lead.
    pub lead_kinds: Vec<InsurerKind>,
    /// Kinds of insurers that may be members.
    pub member_kinds: Vec<InsurerKind>,
    /// R5: whether each provider needs a contract type besides its role.
    pub provider_contract: bool,
    /// R10.
    pub overlap: OverlapRule,
    /// V5: how old counts of members may be.
    pub max_age: MonthsOld,
}
