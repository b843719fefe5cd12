//! The rule panel, rule by rule at its borders, and against counting by hand.

use domain::call::Call;
use domain::code::{
    ConsortiumRole, ContractMethod, CostSharing, DecisionBody, InsurerKind, OrganisationKind, OverlapRule,
    ProviderRole, RatioBasis,
};
use domain::consortium::panel::{
    Change, Facts, Fault, Fixer, Panel, Proposal, Rule, Shortfall, Standing, Target, check, check_calls, moved,
    shortfall, what_if,
};
use domain::consortium::{Consent, Insurer, MembershipState, Partner, Snapshot, Terms};
use domain::data_flow::Flow;
use domain::plan::Kpi;
use domain::value::{Day, MemberCount, OrganisationId, Rate, Yen};
use proptest::prelude::*;

fn day(iso: &str) -> Day {
    Day::from_iso(iso).unwrap()
}

pub fn insurer(id: i64, members: u32) -> Insurer {
    let terms = Terms {
        lead: OrganisationId::new(1),
        from: day("2027-04-01"),
        to: day("2028-03-31"),
        sharing: CostSharing::PerMember,
        share: Yen::new(100_000),
        data_version: 1,
        publication: true,
        plan_version: 1,
    };
    Insurer {
        organisation: OrganisationId::new(id),
        name: format!("組合{id}"),
        kind: InsurerKind::Kenpo,
        role: if id == 1 {
            ConsortiumRole::Lead
        } else {
            ConsortiumRole::Member
        },
        members: MemberCount::new(members),
        members_as_of: Some(day("2026-12-31")),
        is_active: true,
        state: MembershipState::Agreed,
        consent: Some(Consent {
            body: DecisionBody::Board,
            decided_on: day("2027-02-10"),
            approver: "山田 太郎".into(),
            terms: terms.clone(),
        }),
        terms,
    }
}

pub fn snapshot(members: &[u32]) -> Snapshot {
    Snapshot {
        reference: day("2027-02-28"),
        insurers: members
            .iter()
            .zip(1..)
            .map(|(members, id)| insurer(id, *members))
            .collect(),
        partners: Vec::new(),
    }
}

fn fitting_budget() -> domain::budget::Budget {
    let mut budget = super::budget::budget();
    budget.funding.members = Yen::new(300_000);
    budget.shares = vec![
        (OrganisationId::new(1), Yen::new(200_000)),
        (OrganisationId::new(2), Yen::new(100_000)),
    ];
    budget
}

struct Case {
    call: Call,
    snapshot: Snapshot,
    budget: domain::budget::Budget,
    flows: Vec<Flow>,
    kpis: Vec<Kpi>,
    publication: bool,
    elsewhere: Vec<OrganisationId>,
    period: (Day, Day),
    on: Day,
}

impl Case {
    fn new(members: &[u32]) -> Self {
        Self {
            call: super::call::call(),
            snapshot: snapshot(members),
            budget: fitting_budget(),
            flows: vec![super::plan::flow()],
            kpis: vec![super::plan::outcome()],
            publication: true,
            elsewhere: Vec::new(),
            period: (day("2027-04-01"), day("2028-03-31")),
            on: day("2027-03-01"),
        }
    }

    fn proposal(&self) -> Proposal<'_> {
        Proposal {
            snapshot: &self.snapshot,
            budget: Some(&self.budget),
            period: Some(self.period),
            flows: Some(&self.flows),
            kpis: Some(&self.kpis),
            publication: self.publication,
            elsewhere: &self.elsewhere,
            on: self.on,
        }
    }

    fn panel(&self) -> Panel {
        check(&self.proposal(), &self.call)
    }

    fn standing(&self, rule: Rule) -> Standing {
        self.panel().get(rule).unwrap().standing
    }

    fn faults(&self, rule: Rule) -> Vec<Fault> {
        self.panel()
            .get(rule)
            .unwrap()
            .points
            .iter()
            .map(|point| point.fault.clone())
            .collect()
    }
}

#[test]
fn 要件を満たす応募は提出できる() {
    let case = Case::new(&[9_999, 10_000]);
    let panel = case.panel();
    assert_eq!(
        panel.checks.iter().map(|check| check.rule).collect::<Vec<_>>(),
        Rule::ALL
    );
    assert_eq!(panel.count(Standing::Met), 12, "{:?}", panel.points());
    assert!(panel.is_ready() && panel.points().is_empty());
    let json = serde_json::to_string(&panel).unwrap();
    assert_eq!(serde_json::from_str::<Panel>(&json).unwrap(), panel);
}

#[test]
fn 中小規模の境目() {
    assert_eq!(Case::new(&[9_999, 10_000]).standing(Rule::Small), Standing::Met);
    let case = Case::new(&[10_000, 10_000]);
    assert_eq!(case.faults(Rule::Small), [Fault::TooFewSmall(Shortfall::Insurers(2))]);
    // The official example: 11 of 19 are small.
    let members: Vec<_> = (0..19).map(|place| if place < 11 { 8_494 } else { 12_868 }).collect();
    let facts = Case::new(&members).panel().get(Rule::Small).unwrap().facts.clone();
    assert!(
        matches!(
            facts,
            Facts::Small {
                small: 11,
                all: 19,
                missing: Shortfall::None,
                ..
            }
        ),
        "{facts:?}"
    );
}

#[test]
fn 加入者数を基礎にすることもできる() {
    let mut case = Case::new(&[5_000, 15_000]);
    case.call.eligibility.small.basis = RatioBasis::Members;
    assert_eq!(
        case.faults(Rule::Small),
        [Fault::TooFewSmall(Shortfall::Members(10_000))]
    );
    case.snapshot.insurers.push(insurer(3, 9_999));
    assert_eq!(case.faults(Rule::Small), [Fault::TooFewSmall(Shortfall::Members(1))]);
    case.snapshot.insurers.push(insurer(4, 1));
    assert_eq!(case.standing(Rule::Small), Standing::Met);
}

#[test]
fn 全組合が中小でなければならない公募もある() {
    let mut case = Case::new(&[9_999, 10_000]);
    case.call.eligibility.small.min_share = Rate::new(1, 1).unwrap();
    assert_eq!(case.faults(Rule::Small), [Fault::TooFewSmall(Shortfall::Hopeless)]);
    case.snapshot.insurers.pop();
    assert_eq!(case.standing(Rule::Small), Standing::Met);
}

#[test]
fn 加入者数が不明な組合は本人に直してもらう() {
    let mut case = Case::new(&[9_999, 10_000]);
    case.snapshot.insurers[1].members = None;
    let panel = case.panel();
    let point = &panel.get(Rule::Small).unwrap().points[0];
    assert_eq!(point.fault, Fault::MembersUnknown);
    let second = OrganisationId::new(2);
    assert_eq!(
        (point.fixer, &point.target),
        (Fixer::Society(second), &Target::Profile(second))
    );
}

#[test]
fn 代表組合はちょうど一つで種別が合う() {
    let mut case = Case::new(&[1, 2, 3]);
    case.snapshot.insurers[1].role = ConsortiumRole::Lead;
    assert_eq!(case.faults(Rule::Lead), [Fault::SeveralLeads(2)]);
    case.snapshot.insurers[0].role = ConsortiumRole::Member;
    case.snapshot.insurers[1].kind = InsurerKind::Kyokai;
    assert_eq!(case.faults(Rule::Lead), [Fault::LeadKind(InsurerKind::Kyokai)]);
    case.snapshot.insurers[1].role = ConsortiumRole::Member;
    assert_eq!(case.faults(Rule::Lead), [Fault::NoLead]);
    let mut case = Case::new(&[1, 2]);
    case.snapshot.insurers[1].is_active = false;
    case.call.eligibility.member_kinds = vec![InsurerKind::Kyokai];
    assert_eq!(
        case.faults(Rule::Lead),
        [Fault::Ended, Fault::MemberKind(InsurerKind::Kenpo)]
    );
}

#[test]
fn 同意は提出日までに現在の条件について要る() {
    let mut case = Case::new(&[1, 2]);
    case.on = day("2027-02-10");
    assert_eq!(case.standing(Rule::Consents), Standing::Met);
    case.on = day("2027-02-09");
    assert_eq!(
        case.faults(Rule::Consents),
        vec![Fault::AgreedLater(day("2027-02-10")); 2]
    );
    let mut case = Case::new(&[1, 2]);
    case.snapshot.insurers[1].terms.share = Yen::new(100_001);
    assert_eq!(case.faults(Rule::Consents), [Fault::TermsChanged]);
    case.snapshot.insurers[1].state = MembershipState::AskedAgain;
    assert_eq!(
        case.faults(Rule::Consents),
        [Fault::NotAgreed(MembershipState::AskedAgain)]
    );
    case.snapshot.insurers[1].state = MembershipState::Left;
    assert_eq!(case.standing(Rule::Consents), Standing::Met);
    assert_eq!(case.faults(Rule::Insurers), [Fault::TooFew(1)]);
}

#[test]
fn 古い加入者数は注意にとどまる() {
    let mut case = Case::new(&[1, 2]);
    case.snapshot.insurers[0].members_as_of = Some(day("2026-02-28"));
    case.snapshot.insurers[1].members_as_of = None;
    assert_eq!(
        case.faults(Rule::Ages),
        [Fault::OldCount(day("2026-02-28")), Fault::UndatedCount]
    );
    assert!(case.panel().is_ready());
    case.snapshot.insurers[0].members_as_of = Some(day("2026-03-01"));
    assert_eq!(case.faults(Rule::Ages), [Fault::UndatedCount]);
}

#[test]
fn 事業者には役割と契約が要る() {
    let mut case = Case::new(&[1, 2]);
    case.snapshot.partners.push(Partner {
        organisation: OrganisationId::new(90),
        name: "みずほ野ヘルス株式会社".into(),
        kind: OrganisationKind::Provider,
        role: ConsortiumRole::Provider,
        services: Vec::new(),
        contract: None,
        is_related: true,
    });
    assert_eq!(
        case.faults(Rule::Providers),
        [Fault::NoService, Fault::NoContractType, Fault::Related]
    );
    case.snapshot.partners[0].services.push(ProviderRole::Program);
    case.snapshot.partners[0].contract = Some(ContractMethod::Proposals);
    assert_eq!(case.standing(Rule::Providers), Standing::Warned);
    case.snapshot.partners[0].role = ConsortiumRole::Observer;
    assert_eq!(case.standing(Rule::Providers), Standing::Met);
}

#[test]
fn 重複応募は公募の定めに従う() {
    let mut case = Case::new(&[1, 2]);
    case.elsewhere = vec![OrganisationId::new(2), OrganisationId::new(7)];
    for (rule, standing) in [
        (OverlapRule::Allowed, Standing::Met),
        (OverlapRule::Warned, Standing::Warned),
        (OverlapRule::Forbidden, Standing::Failed),
    ] {
        case.call.eligibility.overlap = rule;
        assert_eq!(case.standing(Rule::Overlap), standing);
        assert_eq!(case.faults(Rule::Overlap), [Fault::Elsewhere]);
    }
}

#[test]
fn 期間と書類を確かめる() {
    let mut case = Case::new(&[1, 2]);
    case.period.1 = day("2028-04-01");
    assert_eq!(case.faults(Rule::Period), [Fault::OutsidePeriod, Fault::OutsideYear]);
    case.call.dates.project_from = day("2027-06-01");
    case.period = (day("2027-05-31"), day("2028-03-31"));
    assert_eq!(case.faults(Rule::Period), [Fault::OutsidePeriod]);
    case.publication = false;
    assert_eq!(case.faults(Rule::Publication), [Fault::NotPublic]);
    case.call.duties.publication = false;
    assert_eq!(case.standing(Rule::Publication), Standing::Met);
    case.kpis.clear();
    assert_eq!(case.faults(Rule::Outcome), [Fault::NoOutcome]);
    case.flows[0].portal = true;
    assert_eq!(case.standing(Rule::Data), Standing::Failed);
    case.budget.shares.pop();
    let panel = case.panel();
    let money = panel.get(Rule::Budget).unwrap();
    assert_eq!(money.standing, Standing::Failed);
    assert!(matches!(&money.points[0].target, Target::Budget(field) if field.as_str() == "share1_yen"));
}

#[test]
fn 未入力の書類は誤りと区別する() {
    let case = Case::new(&[1, 2]);
    let proposal = Proposal {
        budget: None,
        period: None,
        flows: None,
        kpis: None,
        ..case.proposal()
    };
    let panel = check(&proposal, &case.call);
    assert_eq!(panel.count(Standing::Unknown), 4);
    assert_eq!(panel.count(Standing::Failed), 0);
    assert!(!panel.is_ready());
}

#[test]
fn 加えたり外したりした結果を保存せずに見る() {
    let case = Case::new(&[9_999, 10_000]);
    let before = case.panel();
    let tried = what_if(&case.snapshot, &[Change::Drop(OrganisationId::new(1))]);
    let after = check(
        &Proposal {
            snapshot: &tried,
            ..case.proposal()
        },
        &case.call,
    );
    let changed: Vec<_> = moved(&before, &after).iter().map(|it| (it.rule, it.after)).collect();
    assert_eq!(
        changed,
        [
            (Rule::Insurers, Standing::Failed),
            (Rule::Small, Standing::Failed),
            (Rule::Lead, Standing::Failed)
        ]
    );
    let tried = what_if(&case.snapshot, &[Change::Add(Box::new(insurer(2, 9_000)))]);
    assert_eq!((tried.insurers.len(), tried.members()), (2, 18_999));
    assert_eq!(case.snapshot.members(), 19_999, "the original stays");
}

#[test]
fn 同じ応募をいくつもの公募と比べられる() {
    let members: Vec<_> = (0..200)
        .map(|place| if place % 2 == 0 { 9_999 } else { 50_000 })
        .collect();
    let case = Case::new(&members);
    let calls: Vec<_> = (1..=20_u32)
        .map(|tenths| {
            let mut call = case.call.clone();
            call.eligibility.small.min_share = Rate::new(tenths, 20).unwrap();
            call
        })
        .collect();
    let panels = check_calls(&case.proposal(), &calls);
    let met: Vec<_> = panels
        .iter()
        .map(|panel| panel.get(Rule::Small).unwrap().standing == Standing::Met)
        .collect();
    assert_eq!(met, (1..=20).map(|tenths| tenths <= 10).collect::<Vec<_>>());
}

proptest! {
    #[test]
    fn 不足数は一つずつ足して数えたものと一致する(part in 0_u64..300, more in 0_u64..300, n in 0_u32..=60, d in 1_u32..=60) {
        let share = Rate::new(n.min(d), d).unwrap();
        let whole = part + more;
        let meets = |k: u64| {
            let (p, q) = (u64::from(share.numerator()), u64::from(share.denominator()));
            whole + k > 0 && (part + k) * q >= p * (whole + k) || p == 0
        };
        let slow = (0..20_000).find(|k| meets(*k));
        prop_assert_eq!(shortfall(part, whole, share), slow);
    }

    #[test]
    fn 足りないと言われた数だけ中小組合を加えると満たす(
        members in proptest::collection::vec(0_u32..30_000, 1..40),
        threshold in 1_u32..20_000,
        n in 0_u32..=20,
    ) {
        let mut case = Case::new(&members);
        case.call.eligibility.small.threshold = threshold;
        case.call.eligibility.small.min_share = Rate::new(n, 20).unwrap();
        let facts = case.panel().get(Rule::Small).unwrap().facts.clone();
        let Facts::Small { small, all, missing, .. } = facts else { unreachable!() };
        prop_assert_eq!(small, members.iter().filter(|count| **count < threshold).count() as u64);
        prop_assert_eq!(all, members.len() as u64);
        match missing {
            Shortfall::None => prop_assert_eq!(case.standing(Rule::Small), Standing::Met),
            Shortfall::Hopeless => prop_assert!(n == 20 && small < all),
            Shortfall::Insurers(k) => {
                for added in 1..=k {
                    prop_assert_eq!(case.standing(Rule::Small), Standing::Failed);
                    let change = Change::Add(Box::new(insurer(1_000 + i64::try_from(added).unwrap(), threshold - 1)));
                    case.snapshot = what_if(&case.snapshot, &[change]);
                }
                prop_assert_eq!(case.standing(Rule::Small), Standing::Met);
            }
            Shortfall::Members(_) => prop_assert!(false),
        }
    }
}
