//! What the rule panel costs: a consortium of 200 societies held against 20 calls, as the page does that compares them.
//! `cargo xtask bench panel` runs it, optimised. Fails on no figure.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a tool for developers that prints"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use domain::call::{Call, CallForm};
use domain::code::{ConsortiumRole, CostSharing, DecisionBody, InsurerKind};
use domain::consortium::panel::{Proposal, check};
use domain::consortium::{Consent, Insurer, MembershipState, Snapshot, Terms};
use domain::value::{Day, MemberCount, OrganisationId, Yen};

/// Societies of the consortium.
const SOCIETIES: u32 = 200;
/// Calls it is held against.
const CALLS: usize = 20;
/// Rounds; the median is told.
const ROUNDS: usize = 301;

fn day(iso: &str) -> Day {
    Day::from_iso(iso).expect("a day")
}

fn snapshot() -> Snapshot {
    let insurer = |number: u32| {
        let terms = Terms {
            lead: OrganisationId::new(1),
            from: day("2026-10-01"),
            to: day("2027-03-31"),
            sharing: CostSharing::PerMember,
            share: Yen::new(100_000),
            data_version: 1,
            publication: true,
            plan_version: 1,
        };
        Insurer {
            organisation: OrganisationId::new(i64::from(number)),
            name: format!("第{number}健康保険組合"),
            kind: InsurerKind::Kenpo,
            role: if number == 1 {
                ConsortiumRole::Lead
            } else {
                ConsortiumRole::Member
            },
            // From far below to far above the threshold of small societies, in no order.
            members: MemberCount::new(500 + number * 7_919 % 30_000),
            members_as_of: Some(day("2026-08-31")),
            is_active: true,
            state: MembershipState::Agreed,
            consent: Some(Consent {
                body: DecisionBody::Board,
                decided_on: day("2026-09-01"),
                approver: "山田 太郎".to_owned(),
                terms: terms.clone(),
            }),
            terms,
        }
    };
    Snapshot {
        reference: day("2026-08-31"),
        insurers: (1..=SOCIETIES).map(insurer).collect(),
        partners: Vec::new(),
    }
}

fn call() -> Call {
    let (form, criteria) = CallForm::suggested();
    let form = CallForm {
        code: "KD".to_owned(),
        year: "令和8年度".to_owned(),
        title: "共同事業の公募".to_owned(),
        open_day: "2026-08-03".to_owned(),
        close_day: "2026-09-30".to_owned(),
        project_from: "2026-10-01".to_owned(),
        project_to: "2027-03-31".to_owned(),
        report_by: "2027-04-10".to_owned(),
        min_insurers: "4".to_owned(),
        min_small_share: "3/4".to_owned(),
        cap: "1,000万円".to_owned(),
        ..form
    };
    form.check(&criteria).expect("a call")
}

fn main() {
    let (snapshot, calls) = (snapshot(), vec![call(); CALLS]);
    let elsewhere: Vec<OrganisationId> = (1..=i64::from(SOCIETIES)).step_by(3).map(OrganisationId::new).collect();
    let once = || {
        let begun = Instant::now();
        for call in &calls {
            let proposal = Proposal {
                snapshot: &snapshot,
                budget: None,
                period: Some((day("2026-10-01"), day("2027-03-31"))),
                flows: Some(&[]),
                kpis: None,
                publication: true,
                elsewhere: &elsewhere,
                on: day("2026-09-15"),
            };
            black_box(check(&proposal, black_box(call)));
        }
        begun.elapsed()
    };
    let mut times: Vec<Duration> = (0..ROUNDS).map(|_| once()).collect();
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1_000.0;
    println!(
        "rule panel, {SOCIETIES} societies × {CALLS} calls: median {:.3} ms, p95 {:.3} ms",
        at(50),
        at(95)
    );
}
