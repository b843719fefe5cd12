//! Who reviews what (ADM-05): fills up the reviewers of each application to the fewest it needs, by load or by lot. It
//! proposes and stores nothing; whoever has begun keeps the assignment.

use std::collections::BTreeMap;

use crate::value::{ApplicationId, UserId};

/// An application that needs reviewers.
#[derive(Clone, Debug)]
pub struct Assignable {
    /// Which.
    pub id: ApplicationId,
    /// Assigned already and not out.
    pub reviewers: Vec<UserId>,
    /// Who must not get it: recused, abstained, or with a hint of a conflict.
    pub barred: Vec<UserId>,
}

/// A reviewer with what lies on the desk.
#[derive(Clone, Copy, Debug)]
pub struct Capacity {
    /// Who.
    pub id: UserId,
    /// Assignments of the call so far.
    pub load: u32,
}

/// How reviewers are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spreading {
    /// Whoever has least.
    ByLoad,
    /// By lot among those with least; the number names the draw, so that it can be repeated.
    ByLot(u64),
}

/// What would be assigned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// New assignments.
    pub added: Vec<(ApplicationId, UserId)>,
    /// Applications for which too few are left, with how many are missing.
    pub short: Vec<(ApplicationId, u32)>,
}

/// Proposes assignments until each application has `fewest` reviewers. Applications with the smallest choice come
/// first, because a choice used up elsewhere could leave them without anybody.
pub fn propose(cases: &[Assignable], reviewers: &[Capacity], fewest: u32, way: Spreading) -> Proposal {
    let mut loads: BTreeMap<UserId, u32> = reviewers.iter().map(|it| (it.id, it.load)).collect();
    let can_take = |case: &Assignable, id: &UserId| !case.reviewers.contains(id) && !case.barred.contains(id);
    let mut waiting: Vec<&Assignable> = cases.iter().collect();
    waiting.sort_by_key(|case| (reviewers.iter().filter(|it| can_take(case, &it.id)).count(), case.id));
    let mut proposal = Proposal::default();
    for case in waiting {
        let present = u32::try_from(case.reviewers.len()).unwrap_or(u32::MAX);
        let missing = fewest.saturating_sub(present);
        let mut choice: Vec<(u32, u64, UserId)> = loads
            .iter()
            .filter(|(id, _)| can_take(case, id))
            .map(|(id, load)| (*load, way.lot(case.id, *id), *id))
            .collect();
        choice.sort_unstable();
        choice.truncate(missing as usize);
        let found = u32::try_from(choice.len()).unwrap_or(u32::MAX);
        for (_, _, id) in choice {
            loads.entry(id).and_modify(|load| *load += 1);
            proposal.added.push((case.id, id));
        }
        if found < missing {
            proposal.short.push((case.id, missing - found));
        }
    }
    proposal
}

impl Spreading {
    /// Where somebody stands among equals. The draw is a mixing of bits (SplitMix64), fair enough for a desk.
    fn lot(self, case: ApplicationId, reviewer: UserId) -> u64 {
        let Self::ByLot(draw) = self else { return 0 };
        let mut mixed = draw
            ^ (case.get().cast_unsigned()).wrapping_mul(0x9e37_79b9_7f4a_7c15)
            ^ (reviewer.get().cast_unsigned()).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
