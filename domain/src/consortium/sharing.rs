//! How the cost of a consortium is divided among its societies (費用負担方式, domain list 9.7; member cost table of 8.7 E).
//! Every division is exact: fractions of a yen go to the lead society, and the parts always add up to the whole.

use serde::{Deserialize, Serialize};

use crate::code::CostSharing;
use crate::value::{MemberCount, OrganisationId, Yen};

/// A society that pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Which.
    pub organisation: OrganisationId,
    /// The lead takes the rest.
    pub is_lead: bool,
    /// 加入者数, for 加入者数割.
    pub members: MemberCount,
    /// 利用実績, for 利用実績割.
    pub uses: u32,
    /// The amount agreed with this society, for 定額 and 応相談.
    pub agreed: Option<Yen>,
}

/// What a society pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Which.
    pub organisation: OrganisationId,
    /// Its number of the basis (members, uses, or 1); none where amounts are agreed.
    pub basis: Option<u32>,
    /// Yen, the rest included for the lead.
    pub yen: Yen,
    /// How much of it is rest.
    pub rest: Yen,
}

/// Why a cost cannot be divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SharingProblem {
    /// There is not exactly one lead.
    NoSingleLead,
    /// The cost is negative.
    Negative,
    /// Nobody has members, or nobody has used anything.
    NoBasis,
    /// A society has no agreed amount.
    NotAgreed(OrganisationId),
    /// The agreed amounts of the others exceed the cost by so much.
    Exceeds(Yen),
    /// The agreed amounts of all differ from the cost: positive when too little is agreed.
    Differs(Yen),
}

/// Divides a cost. The shares come in the order of the parties.
///
/// - 無料: the lead bears everything.
/// - 均等割, 加入者数割, 利用実績割: by weight, fractions cut, the rest to the lead.
/// - 定額: each of the others pays its agreed amount, the lead pays what remains.
/// - 応相談: everybody's amount is agreed, and they add up.
///
/// # Errors
/// When the parties do not allow it.
pub fn split(total: Yen, method: CostSharing, parties: &[Party]) -> Result<Vec<Share>, SharingProblem> {
    if total.is_negative() {
        return Err(SharingProblem::Negative);
    }
    if parties.iter().filter(|party| party.is_lead).count() != 1 {
        return Err(SharingProblem::NoSingleLead);
    }
    match method {
        CostSharing::Free => Ok(with_rest(total, parties.iter().map(|party| (party, None, 0)))),
        CostSharing::Equal => by_weight(total, parties, |_| 1),
        CostSharing::PerMember => by_weight(total, parties, |party| party.members.get()),
        CostSharing::PerUse => by_weight(total, parties, |party| party.uses),
        CostSharing::Fixed => fixed(total, parties),
        CostSharing::Negotiable => negotiated(total, parties),
    }
}

fn by_weight(total: Yen, parties: &[Party], weight: fn(&Party) -> u32) -> Result<Vec<Share>, SharingProblem> {
    let whole: i128 = parties.iter().map(|party| i128::from(weight(party))).sum();
    if whole == 0 {
        return Err(SharingProblem::NoBasis);
    }
    let part = |party: &Party| {
        let yen = i128::from(total.get()) * i128::from(weight(party)) / whole;
        // A part is never more than the whole.
        i64::try_from(yen).unwrap_or(total.get())
    };
    Ok(with_rest(
        total,
        parties.iter().map(|party| (party, Some(weight(party)), part(party))),
    ))
}

/// Gives the lead what the parts leave over.
fn with_rest<'a>(total: Yen, parts: impl Iterator<Item = (&'a Party, Option<u32>, i64)> + Clone) -> Vec<Share> {
    let given: i64 = parts.clone().map(|(_, _, yen)| yen).sum();
    let rest = total.get() - given;
    parts
        .map(|(party, basis, yen)| {
            let rest = if party.is_lead { rest } else { 0 };
            Share {
                organisation: party.organisation,
                basis,
                yen: Yen::new(yen + rest),
                rest: Yen::new(rest),
            }
        })
        .collect()
}

fn agreed(party: &Party) -> Result<i128, SharingProblem> {
    match party.agreed {
        Some(yen) if yen.is_negative() => Err(SharingProblem::Negative),
        Some(yen) => Ok(i128::from(yen.get())),
        None => Err(SharingProblem::NotAgreed(party.organisation)),
    }
}

fn yen(amount: i128) -> Yen {
    Yen::new(i64::try_from(amount).unwrap_or(i64::MAX))
}

fn fixed(total: Yen, parties: &[Party]) -> Result<Vec<Share>, SharingProblem> {
    let mut others = 0;
    for party in parties.iter().filter(|party| !party.is_lead) {
        others += agreed(party)?;
    }
    let over = others - i128::from(total.get());
    if over > 0 {
        return Err(SharingProblem::Exceeds(yen(over)));
    }
    let paid = |party: &Party| match party {
        party if party.is_lead => 0,
        party => party.agreed.map_or(0, Yen::get),
    };
    Ok(with_rest(total, parties.iter().map(|party| (party, None, paid(party)))))
}

fn negotiated(total: Yen, parties: &[Party]) -> Result<Vec<Share>, SharingProblem> {
    let mut sum = 0;
    for party in parties {
        sum += agreed(party)?;
    }
    let missing = i128::from(total.get()) - sum;
    if missing != 0 {
        let missing = i64::try_from(missing).unwrap_or(i64::MIN);
        return Err(SharingProblem::Differs(Yen::new(missing)));
    }
    let paid = |party: &Party| party.agreed.map_or(0, Yen::get);
    Ok(with_rest(total, parties.iter().map(|party| (party, None, paid(party)))))
}
