//! What the organisations of a consortium have agreed to and told: consents, dates of counts, providers' parts, other
//! applications (V4, V5, V6, V8).

use super::rule::{Facts, Fault, Fixer, Point, Rule, Target};
use super::{Check, Proposal};
use crate::call::Call;
use crate::code::{ConsortiumRole, OverlapRule};
use crate::consortium::{Insurer, MembershipState};
use crate::level::Level;

/// V4.
pub(super) fn consents(proposal: &Proposal<'_>) -> Check {
    let mut points = Vec::new();
    let (mut given, mut all) = (0, 0);
    for insurer in proposal.snapshot.present() {
        all += 1;
        let fault = match insurer.agreed_on() {
            Some(day) if day <= proposal.on => {
                given += 1;
                continue;
            }
            Some(day) => Fault::AgreedLater(day),
            None if insurer.state == MembershipState::Agreed => Fault::TermsChanged,
            None => Fault::NotAgreed(insurer.state),
        };
        points.push(Point {
            fault,
            level: Level::Error,
            fixer: Fixer::Society(insurer.organisation),
            target: Target::Consent(insurer.organisation),
        });
    }
    Check::of(Rule::Consents, Facts::Consents { given, all }, points)
}

/// V5.
pub(super) fn ages(proposal: &Proposal<'_>, call: &Call) -> Check {
    let limit = call.eligibility.max_age;
    let fault = |insurer: &Insurer| match insurer.members_as_of {
        None if insurer.members.is_none() => None,
        None => Some(Fault::UndatedCount),
        Some(day) if limit.is_exceeded(day, proposal.on) => Some(Fault::OldCount(day)),
        Some(_) => None,
    };
    let points: Vec<_> = proposal
        .snapshot
        .present()
        .filter_map(|insurer| {
            Some(Point {
                fault: fault(insurer)?,
                level: Level::Warning,
                fixer: Fixer::Society(insurer.organisation),
                target: Target::Profile(insurer.organisation),
            })
        })
        .collect();
    let facts = Facts::Ages {
        old: u32::try_from(points.len()).unwrap_or(u32::MAX),
        months: limit.0,
    };
    Check::of(Rule::Ages, facts, points)
}

/// V6.
pub(super) fn providers(proposal: &Proposal<'_>, call: &Call) -> Check {
    let mut points = Vec::new();
    let helps = |role| matches!(role, ConsortiumRole::Provider | ConsortiumRole::Office);
    for partner in proposal.snapshot.partners.iter().filter(|partner| helps(partner.role)) {
        let mut note = |level, fault| {
            points.push(Point {
                fault,
                level,
                fixer: Fixer::Lead,
                target: Target::Partner(partner.organisation),
            });
        };
        if partner.services.is_empty() {
            note(Level::Error, Fault::NoService);
        }
        if partner.contract.is_none() && call.eligibility.provider_contract {
            note(Level::Error, Fault::NoContractType);
        }
        if partner.is_related {
            note(Level::Warning, Fault::Related);
        }
    }
    Check::of(Rule::Providers, Facts::None, points)
}

/// V8.
pub(super) fn overlap(proposal: &Proposal<'_>, call: &Call) -> Check {
    let level = match call.eligibility.overlap {
        OverlapRule::Allowed => Level::Notice,
        OverlapRule::Warned => Level::Warning,
        OverlapRule::Forbidden => Level::Error,
    };
    let points = proposal
        .snapshot
        .present()
        .filter(|insurer| proposal.elsewhere.contains(&insurer.organisation))
        .map(|insurer| Point {
            fault: Fault::Elsewhere,
            level,
            fixer: Fixer::Society(insurer.organisation),
            target: Target::Member(insurer.organisation),
        })
        .collect();
    Check::of(Rule::Overlap, Facts::None, points)
}
