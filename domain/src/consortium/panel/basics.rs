//! Who is in the consortium: enough insurers, enough small ones, one lead of an allowed kind (V1 to V3).

use super::rule::{Facts, Fault, Fixer, Point, Rule, Target};
use super::{Check, Proposal, Shortfall, shortfall};
use crate::call::Call;
use crate::code::{ConsortiumRole, RatioBasis};
use crate::consortium::Insurer;
use crate::level::Level;

fn count<'a>(insurers: impl Iterator<Item = &'a Insurer>) -> u32 {
    u32::try_from(insurers.count()).unwrap_or(u32::MAX)
}

const fn error(fault: Fault, fixer: Fixer, target: Target) -> Point {
    Point {
        fault,
        level: Level::Error,
        fixer,
        target,
    }
}

/// V1.
pub(super) fn insurers(proposal: &Proposal<'_>, call: &Call) -> Check {
    let have = count(proposal.snapshot.present());
    let need = call.eligibility.min_insurers;
    let mut points = Vec::new();
    if have < need {
        points.push(error(Fault::TooFew(need - have), Fixer::Lead, Target::Members));
    }
    Check::of(Rule::Insurers, Facts::Insurers { have, need }, points)
}

/// V2.
pub(super) fn small(proposal: &Proposal<'_>, call: &Call) -> Check {
    let rule = &call.eligibility.small;
    let present = || proposal.snapshot.present();
    let (small, all) = match rule.basis {
        RatioBasis::Insurers => {
            let small = present().filter(|insurer| insurer.is_small(rule)).count();
            (small as u64, present().count() as u64)
        }
        RatioBasis::Members => {
            let small = present()
                .filter(|insurer| insurer.is_small(rule))
                .filter_map(|insurer| insurer.members)
                .map(|members| u64::from(members.get()))
                .sum();
            (small, proposal.snapshot.members())
        }
    };
    let missing = match (shortfall(small, all, rule.min_share), rule.basis) {
        (Some(0), _) => Shortfall::None,
        (Some(more), RatioBasis::Insurers) => Shortfall::Insurers(more),
        (Some(more), RatioBasis::Members) => Shortfall::Members(more),
        (None, _) => Shortfall::Hopeless,
    };
    let mut points = Vec::new();
    if missing != Shortfall::None {
        points.push(error(Fault::TooFewSmall(missing), Fixer::Lead, Target::Members));
    }
    for insurer in present().filter(|insurer| insurer.members.is_none()) {
        points.push(error(
            Fault::MembersUnknown,
            Fixer::Society(insurer.organisation),
            Target::Profile(insurer.organisation),
        ));
    }
    let facts = Facts::Small {
        small,
        all,
        need: rule.min_share,
        threshold: rule.threshold,
        missing,
    };
    Check::of(Rule::Small, facts, points)
}

/// V3.
pub(super) fn lead(proposal: &Proposal<'_>, call: &Call) -> Check {
    let rules = &call.eligibility;
    let mut points = Vec::new();
    let leads = count(
        proposal
            .snapshot
            .present()
            .filter(|insurer| insurer.role == ConsortiumRole::Lead),
    );
    match leads {
        0 => points.push(error(Fault::NoLead, Fixer::Lead, Target::Members)),
        1 => {}
        several => points.push(error(Fault::SeveralLeads(several), Fixer::Lead, Target::Members)),
    }
    for insurer in proposal.snapshot.present() {
        let target = || Target::Member(insurer.organisation);
        let is_lead = insurer.role == ConsortiumRole::Lead;
        if !insurer.is_active {
            points.push(error(Fault::Ended, Fixer::Lead, target()));
        }
        if is_lead && !rules.lead_kinds.contains(&insurer.kind) {
            points.push(error(Fault::LeadKind(insurer.kind), Fixer::Lead, target()));
        }
        if !is_lead && !rules.member_kinds.contains(&insurer.kind) {
            points.push(error(Fault::MemberKind(insurer.kind), Fixer::Lead, target()));
        }
    }
    Check::of(Rule::Lead, Facts::None, points)
}
