//! A place in a consortium with the organisation that holds it, and what follows from all places together: the shares, the
//! terms of each society, the snapshot that rules look at.

use serde::{Deserialize, Serialize};

use super::{
    CleanConsortium, Consent, Insurer, MembershipState, Partner, Party, PreparedConsent, Share, SharingProblem,
    Snapshot, Terms,
};
use crate::code::{ConsortiumRole, ContractMethod, OrganisationKind, ProviderRole};
use crate::organisation::Organisation;
use crate::value::{Day, MemberCount, OrganisationId, PlaceId, Yen};

/// What is known of a place besides its state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlaceFacts {
    /// What a provider does.
    pub services: Vec<ProviderRole>,
    /// How a provider is contracted.
    pub contract: Option<ContractMethod>,
    /// Linked to the employer of the lead society.
    pub is_related: bool,
    /// The amount agreed with a society, for 定額 and 応相談.
    pub agreed: Option<Yen>,
    /// 利用実績, for 利用実績割.
    pub uses: u32,
    /// What the society thinks it would cost alone.
    pub alone: Option<Yen>,
    /// The society's consent as one of its people has prepared it; another one gives it.
    pub prepared: Option<PreparedConsent>,
}

/// A place with who holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its id.
    pub id: PlaceId,
    /// Who holds it.
    pub organisation: OrganisationId,
    /// 名称.
    pub name: String,
    /// 種別.
    pub kind: OrganisationKind,
    /// 保険者番号.
    pub number: Option<String>,
    /// 加入者数, when known.
    pub members: Option<MemberCount>,
    /// 基準日 of the count.
    pub members_as_of: Option<Day>,
    /// Neither merged nor dissolved.
    pub is_active: bool,
    /// Part in the consortium.
    pub role: ConsortiumRole,
    /// Where it is.
    pub state: MembershipState,
    /// More about it.
    pub facts: PlaceFacts,
    /// The society's consent, once given.
    pub consent: Option<Consent>,
}

impl Place {
    /// A place of an organisation as it is now.
    pub fn of(
        id: PlaceId,
        organisation: &Organisation,
        role: ConsortiumRole,
        state: MembershipState,
        facts: PlaceFacts,
        consent: Option<Consent>,
    ) -> Self {
        let profile = &organisation.profile;
        Self {
            id,
            organisation: organisation.id,
            name: profile.name.clone(),
            kind: organisation.kind,
            number: organisation.number.as_ref().map(|number| number.as_str().to_owned()),
            members: profile.members(),
            members_as_of: profile.members_as_of,
            is_active: organisation.ending.is_none(),
            role,
            state,
            facts,
            consent,
        }
    }

    /// Whether it is the place of an insurer that belongs to the consortium.
    pub fn is_present_insurer(&self) -> bool {
        self.role.is_insurer() && self.state.is_present()
    }

    /// Whether the society has agreed to these terms.
    pub fn has_agreed(&self, terms: &Terms) -> bool {
        let covers = self.consent.as_ref().is_some_and(|consent| consent.covers(terms));
        self.state == MembershipState::Agreed && covers
    }
}

/// What the societies pay, in the order of the places; only insurers that are present pay.
///
/// # Errors
/// When the method needs numbers that are not there yet.
pub fn shares(plan: &CleanConsortium, places: &[Place]) -> Result<Vec<Share>, SharingProblem> {
    let parties: Vec<_> = places
        .iter()
        .filter(|place| place.is_present_insurer())
        .map(|place| Party {
            organisation: place.organisation,
            is_lead: place.role == ConsortiumRole::Lead,
            members: place.members.unwrap_or_default(),
            uses: place.facts.uses,
            agreed: place.facts.agreed,
        })
        .collect();
    super::split(plan.cost, plan.sharing, &parties)
}

/// The versions of what terms refer to by a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Versions {
    /// Of the data-handling sheet.
    pub data: u32,
    /// Of the plan.
    pub plan: u32,
}

/// The terms as they stand for a society that pays `share`.
pub fn terms(plan: &CleanConsortium, versions: Versions, lead: OrganisationId, share: Yen) -> Terms {
    Terms {
        lead,
        from: plan.from,
        to: plan.to,
        sharing: plan.sharing,
        share,
        data_version: versions.data,
        publication: plan.publication,
        plan_version: versions.plan,
    }
}

/// The composition with the numbers of a day. Shares that cannot be told count as nothing agreed.
pub fn snapshot(
    plan: &CleanConsortium,
    versions: Versions,
    lead: OrganisationId,
    places: &[Place],
    reference: Day,
) -> Snapshot {
    let shares = shares(plan, places);
    let terms_of = |id: OrganisationId| {
        let found = shares.as_ref().ok();
        let share = found.and_then(|shares| shares.iter().find(|share| share.organisation == id));
        terms(plan, versions, lead, share.map_or(Yen::ZERO, |share| share.yen))
    };
    let insurers = places
        .iter()
        .filter(|place| place.is_present_insurer())
        .filter_map(|place| {
            Some(Insurer {
                organisation: place.organisation,
                name: place.name.clone(),
                kind: place.kind.insurer()?,
                role: place.role,
                members: place.members,
                members_as_of: place.members_as_of,
                is_active: place.is_active,
                state: place.state,
                terms: terms_of(place.organisation),
                consent: place.consent.clone().filter(|_| shares.is_ok()),
            })
        })
        .collect();
    let partners = places
        .iter()
        .filter(|place| !place.role.is_insurer() && place.state.is_present())
        .map(|place| Partner {
            organisation: place.organisation,
            name: place.name.clone(),
            kind: place.kind,
            role: place.role,
            services: place.facts.services.clone(),
            contract: place.facts.contract,
            is_related: place.facts.is_related,
        })
        .collect();
    Snapshot {
        reference,
        insurers,
        partners,
    }
}

/// 基準日: the end of the month before (domain §8.4).
pub fn reference_day(today: Day) -> Day {
    let first = today.plus_days(1 - i64::from(today.day()));
    first.and_then(|first| first.plus_days(-1)).unwrap_or(today)
}

/// Whether everybody who belongs has agreed to the terms as they stand, so that the composition can be fixed.
pub fn all_agreed(snapshot: &Snapshot) -> bool {
    snapshot.present().count() > 0 && snapshot.present().all(|insurer| insurer.agreed_on().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 基準日は前月末() {
        let day = |iso| Day::from_iso(iso).unwrap();
        assert_eq!(reference_day(day("2026-03-01")), day("2026-02-28"));
        assert_eq!(reference_day(day("2026-01-31")), day("2025-12-31"));
        assert_eq!(reference_day(day("2028-03-15")), day("2028-02-29"));
    }
}
