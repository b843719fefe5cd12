//! Who belongs to a consortium, with the numbers of a reference date (基準日, domain §8.4). The rules look at nothing but
//! this, so that the answer for a frozen consortium never changes.

use serde::{Deserialize, Serialize};

use super::{Consent, MembershipState, Terms};
use crate::call::SmallRule;
use crate::code::{ConsortiumRole, ContractMethod, InsurerKind, OrganisationKind, ProviderRole};
use crate::value::{Day, MemberCount, OrganisationId};

/// An insurer of the consortium.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Insurer {
    /// Which.
    pub organisation: OrganisationId,
    /// Its name at the reference date.
    pub name: String,
    /// 保険者種別.
    pub kind: InsurerKind,
    /// Lead or member.
    pub role: ConsortiumRole,
    /// 加入者数; unknown when the society has not told it.
    pub members: Option<MemberCount>,
    /// 基準日 of the count.
    pub members_as_of: Option<Day>,
    /// Whether the society exists, neither merged nor dissolved.
    pub is_active: bool,
    /// Where its place is.
    pub state: MembershipState,
    /// The terms as they stand for it.
    pub terms: Terms,
    /// Its consent, once given.
    pub consent: Option<Consent>,
}

impl Insurer {
    /// Whether it has agreed to the terms as they stand, and when.
    pub fn agreed_on(&self) -> Option<Day> {
        let consent = self.consent.as_ref().filter(|consent| consent.covers(&self.terms))?;
        (self.state == MembershipState::Agreed).then_some(consent.decided_on)
    }

    /// Whether it is small for a call; an unknown count is not small.
    pub fn is_small(&self, rule: &SmallRule) -> bool {
        self.members.is_some_and(|members| rule.is_small(members))
    }
}

/// Somebody in the consortium who is no insurer of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    /// Which.
    pub organisation: OrganisationId,
    /// Its name at the reference date.
    pub name: String,
    /// Kind.
    pub kind: OrganisationKind,
    /// Part in the consortium.
    pub role: ConsortiumRole,
    /// What it does.
    pub services: Vec<ProviderRole>,
    /// How it is contracted.
    pub contract: Option<ContractMethod>,
    /// Linked to the employer of the lead society (関係会社).
    pub is_related: bool,
}

/// The composition at a reference date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// 基準日.
    pub reference: Day,
    /// Insurers whose places are not given up, in the order they came.
    pub insurers: Vec<Insurer>,
    /// Providers, office, observers.
    pub partners: Vec<Partner>,
}

impl Snapshot {
    /// The insurers that are present.
    pub fn present(&self) -> impl Iterator<Item = &Insurer> + Clone {
        self.insurers.iter().filter(|insurer| insurer.state.is_present())
    }

    /// The first lead; rules look at whether there is exactly one.
    pub fn lead(&self) -> Option<&Insurer> {
        self.present().find(|insurer| insurer.role == ConsortiumRole::Lead)
    }

    /// 加入者数 of all present insurers together; unknown counts are left out.
    pub fn members(&self) -> u64 {
        self.present()
            .filter_map(|insurer| insurer.members)
            .map(|members| u64::from(members.get()))
            .sum()
    }
}
