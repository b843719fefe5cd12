//! Grant cases: the law's skeleton step by step, and random walks in which money never goes wrong.

use domain::amount::Receipt;
use domain::call::ChangeRules;
use domain::code::{CostItem, Evidence};
use domain::grant_case::{
    AssetState, AssetStep, CaseRefusal, ChangeKind, ChangeState, ChangeStep, Charges, GrantCase, GrantState, GrantStep,
    LedgerFault, ProposalForm, ProposalLimits, Proposed, ReportState, ReportStep, ReturnCause, Spending, SpendingFault,
    Sum, may_dispose,
};
use domain::permit::{Actor, Subject, may};
use domain::value::{Day, Instant, Rate, UserId, Yen};
use proptest::prelude::*;

fn day(iso: &str) -> Day {
    Day::from_iso(iso).unwrap()
}

fn on(yen: i64, iso: &str) -> Sum {
    Sum {
        yen: Yen::new(yen),
        on: day(iso),
    }
}

const NOTHING: Sum = Sum {
    yen: Yen::ZERO,
    on: Day::MIN,
};

fn after(case: &GrantCase, steps: &[(GrantStep, Sum)]) -> GrantCase {
    steps
        .iter()
        .fold(case.clone(), |case, (step, sum)| case.take(*step, *sum).unwrap())
}

fn executing() -> GrantCase {
    after(
        &GrantCase::new(true),
        &[
            (GrantStep::Submit, NOTHING),
            (GrantStep::Decide, on(5_000_000, "2027-06-01")),
            (GrantStep::Start, NOTHING),
        ],
    )
}

fn settling() -> GrantCase {
    after(
        &executing(),
        &[
            (GrantStep::Advance, on(3_000_000, "2027-07-01")),
            (GrantStep::Complete, NOTHING),
            (GrantStep::Report, NOTHING),
            (GrantStep::FixAmount, on(4_800_000, "2028-05-10")),
            (GrantStep::Settle, NOTHING),
        ],
    )
}

#[test]
fn 交付から完了まで進める() {
    let case = settling();
    assert_eq!(case.ledger().owing(), Yen::new(1_800_000));
    let open = CaseRefusal::Money(LedgerFault::Open(Yen::new(1_800_000)));
    assert_eq!(case.take(GrantStep::Close, NOTHING), Err(open));
    let over = case.take(GrantStep::Pay, on(1_800_001, "2028-05-20"));
    assert_eq!(over, Err(CaseRefusal::Money(LedgerFault::TooMuch(Yen::new(1_800_000)))));
    let early = case.take(GrantStep::Pay, on(1, "2027-06-30"));
    assert_eq!(early, Err(CaseRefusal::Money(LedgerFault::TooEarly(day("2027-07-01")))));
    let closed = after(
        &case,
        &[
            (GrantStep::Pay, on(1_800_000, "2028-05-20")),
            (GrantStep::Close, NOTHING),
        ],
    );
    assert_eq!(
        (closed.state(), closed.ledger().held()),
        (GrantState::Closed, Yen::new(4_800_000))
    );
    let json = serde_json::to_string(&closed).unwrap();
    assert_eq!(serde_json::from_str::<GrantCase>(&json).unwrap(), closed);
}

#[test]
fn 概算払は決定額まで公募が認めるときだけ() {
    let over = executing().take(GrantStep::Advance, on(5_000_001, "2027-07-01"));
    assert_eq!(over, Err(CaseRefusal::Money(LedgerFault::TooMuch(Yen::new(5_000_000)))));
    let without = after(
        &GrantCase::new(false),
        &[
            (GrantStep::Submit, NOTHING),
            (GrantStep::Decide, on(1, "2027-06-01")),
            (GrantStep::Start, NOTHING),
        ],
    );
    assert_eq!(
        without.take(GrantStep::Advance, on(1, "2027-07-01")),
        Err(CaseRefusal::NoAdvance)
    );
    assert_eq!(
        executing().take(GrantStep::Advance, NOTHING),
        Err(CaseRefusal::Money(LedgerFault::NotPositive))
    );
    let over = settling().take(GrantStep::Decide, NOTHING);
    assert_eq!(over, Err(CaseRefusal::State(GrantState::Settling)));
}

#[test]
fn 払い過ぎは返還を命じて完了する() {
    let case = after(
        &executing(),
        &[
            (GrantStep::Advance, on(5_000_000, "2027-07-01")),
            (GrantStep::Abolish, NOTHING),
            (GrantStep::Report, NOTHING),
            (GrantStep::FixAmount, on(1_200_000, "2027-12-01")),
            (GrantStep::Settle, NOTHING),
        ],
    );
    let over = case.take(GrantStep::OrderReturn, on(3_800_001, "2027-12-21"));
    assert_eq!(over, Err(CaseRefusal::Money(LedgerFault::TooMuch(Yen::new(3_800_000)))));
    let ordered = after(
        &case,
        &[
            (GrantStep::OrderReturn, on(3_800_000, "2027-12-21")),
            (GrantStep::PayBack, on(800_000, "2027-12-10")),
        ],
    );
    assert_eq!(ordered.ledger().open_return(), Yen::new(3_000_000));
    assert!(ordered.take(GrantStep::FinishReturn, NOTHING).is_err());
    let done = after(
        &ordered,
        &[
            (GrantStep::PayBack, on(3_000_000, "2027-12-21")),
            (GrantStep::FinishReturn, NOTHING),
            (GrantStep::Close, NOTHING),
        ],
    );
    assert_eq!(done.ledger().held(), Yen::new(1_200_000));
    assert_eq!(
        done.ledger().receipts(),
        [Receipt {
            on: day("2027-07-01"),
            yen: Yen::new(5_000_000)
        }]
    );
}

#[test]
fn 完了した後でも取り消せる() {
    let closed = after(
        &settling(),
        &[
            (GrantStep::Pay, on(1_800_000, "2028-05-20")),
            (GrantStep::Close, NOTHING),
        ],
    );
    let part = closed.take(GrantStep::CancelPart, on(4_000_000, "2029-02-01")).unwrap();
    assert_eq!(
        (part.state(), part.ledger().excess()),
        (GrantState::PartCancelled, Yen::new(800_000))
    );
    let back = after(
        &part,
        &[
            (GrantStep::OrderReturn, on(800_000, "2029-02-20")),
            (GrantStep::PayBack, on(800_000, "2029-02-20")),
            (GrantStep::FinishReturn, NOTHING),
            (GrantStep::Close, NOTHING),
            (GrantStep::Retain, NOTHING),
        ],
    );
    let all = back.take(GrantStep::CancelAll, NOTHING).unwrap();
    assert_eq!(all.ledger().excess(), Yen::new(4_000_000));
    assert!(all.take(GrantStep::Close, NOTHING).is_err());
}

#[test]
fn 仕入控除税額は残りのないときだけ返還を命じる() {
    let paid = settling().take(GrantStep::Pay, on(1_800_000, "2028-05-20")).unwrap();
    let early = settling().take(GrantStep::OrderTaxReturn, on(1, "2029-02-20"));
    let open = LedgerFault::Open(Yen::new(1_800_000));
    assert_eq!(early, Err(CaseRefusal::Money(open)), "the rest is paid first");
    let closed = paid.take(GrantStep::Close, NOTHING).unwrap();
    let much = closed.take(GrantStep::OrderTaxReturn, on(4_800_001, "2029-02-20"));
    assert_eq!(much, Err(CaseRefusal::Money(LedgerFault::TooMuch(Yen::new(4_800_000)))));
    let ordered = closed
        .take(GrantStep::OrderTaxReturn, on(436_363, "2029-02-20"))
        .unwrap();
    let ledger = ordered.ledger();
    assert_eq!(
        (ordered.state(), ledger.open_return(), ledger.entitled(), ledger.fixed()),
        (
            GrantState::ReturnOrdered,
            Yen::new(436_363),
            Yen::new(4_363_637),
            Some(Yen::new(4_800_000))
        ),
        "what was fixed stays"
    );
    let late = ordered.ledger().charges(ReturnCause::Tax, day("2029-03-02")).unwrap();
    assert_eq!(
        (late.surcharge, late.late),
        (Yen::ZERO, Yen::new(1_309)),
        "ten days at 0.03 %, 1,309.089 yen"
    );
    let back = after(
        &ordered,
        &[
            (GrantStep::PayBack, on(436_363, "2029-02-20")),
            (GrantStep::FinishReturn, NOTHING),
            (GrantStep::Close, NOTHING),
            (GrantStep::Retain, NOTHING),
        ],
    );
    assert_eq!(back.ledger().held(), Yen::new(4_363_637));
    let again = back.take(GrantStep::OrderTaxReturn, on(4_363_638, "2030-02-20"));
    assert!(again.is_err(), "never more than is left");
    let stored = r#"{"decided":1,"fixed":1,"paid":[],"ordered":null,"returned":[]}"#;
    let old: domain::grant_case::Ledger = serde_json::from_str(stored).unwrap();
    assert_eq!(old.tax(), Yen::ZERO);
}

#[test]
fn 交付の状態と変更申請は終わりまで行ける() {
    super::states::check_machine(
        GrantState::ALL,
        GrantStep::ALL,
        GrantState::Draft,
        |state, step| state.next(step),
        GrantState::is_final,
    );
    super::states::check_machine(
        ChangeState::ALL,
        ChangeStep::ALL,
        ChangeState::Draft,
        |state, step| state.next(step),
        |state| {
            !matches!(
                state,
                ChangeState::Draft | ChangeState::Submitted | ChangeState::Returned
            )
        },
    );
}

#[test]
fn 決定は決裁者だけが取れる() {
    let takers = |action| {
        let subject = Subject::Organisation(super::application::LEAD);
        let people = super::application::people();
        people
            .into_iter()
            .filter(|actor| may(actor, action, subject))
            .collect::<Vec<Actor>>()
    };
    for step in GrantStep::ALL {
        let is_clock = matches!(step, GrantStep::Retain | GrantStep::Dispose);
        assert_eq!(step.action().is_none(), is_clock, "{step:?}");
        if let Some(action) = step.action() {
            assert!(!takers(action).is_empty(), "{step:?}");
        }
    }
    for step in [
        GrantStep::Decide,
        GrantStep::FixAmount,
        GrantStep::CancelAll,
        GrantStep::OrderReturn,
    ] {
        let people = takers(step.action().unwrap());
        assert_eq!(
            people,
            [super::application::person(
                None,
                &[domain::code::PlatformRole::OfficerApprover]
            )]
        );
        assert!(step.article().is_some());
    }
    assert_eq!(
        ChangeStep::ALL
            .iter()
            .filter(|step| takers(step.action()).is_empty())
            .count(),
        0
    );
}

#[test]
fn 軽微な変更は届出で足りる() {
    let rules = ChangeRules {
        minor_share: Rate::new(1, 5).unwrap(),
    };
    assert!(!ChangeKind::Allocation.needs_approval(&[], &rules));
    assert!(ChangeKind::Abolition.needs_approval(&[], &rules));
    assert!(!may_dispose(day("2033-03-31"), day("2033-03-31"), false));
    assert!(may_dispose(day("2033-03-31"), day("2033-04-01"), false));
    assert!(!may_dispose(day("2033-03-31"), day("2040-04-01"), true));
}

#[test]
fn 加算金は後に受けた分から数え前の返還は除く() {
    // 1,800,000 yen came on 2028-05-20, after 3,000,000 in 2027; 800,000 were cancelled and returned already.
    let closed = after(
        &settling(),
        &[
            (GrantStep::Pay, on(1_800_000, "2028-05-20")),
            (GrantStep::Close, NOTHING),
            (GrantStep::CancelPart, on(4_000_000, "2029-02-01")),
            (GrantStep::OrderReturn, on(800_000, "2029-02-20")),
            (GrantStep::PayBack, on(800_000, "2029-02-20")),
        ],
    );
    // 2028-05-20 to 2029-02-20 are 277 days: 800,000 × 0.0003 × 277.
    let first = closed
        .ledger()
        .charges(ReturnCause::Cancelled, day("2029-03-31"))
        .unwrap();
    assert_eq!(
        first,
        Charges {
            surcharge: Yen::new(66_480),
            late: Yen::ZERO
        }
    );
    let overpaid = closed
        .ledger()
        .charges(ReturnCause::Overpaid, day("2029-03-31"))
        .unwrap();
    assert_eq!(overpaid, Charges::default());
    let second = after(
        &closed,
        &[
            (GrantStep::FinishReturn, NOTHING),
            (GrantStep::Close, NOTHING),
            (GrantStep::CancelAll, NOTHING),
            (GrantStep::OrderReturn, on(4_000_000, "2029-06-30")),
        ],
    );
    // Of the part received last 1,000,000 are left, the rest came on 2027-07-01: on 2029-07-02 it is 408 + 733 days, two of
    // them late.
    let all = second
        .ledger()
        .charges(ReturnCause::Cancelled, day("2029-07-02"))
        .unwrap();
    let surcharge = (1_000_000 * 409 + 3_000_000 * 733) * 3 / 10_000;
    assert_eq!(all.surcharge, Yen::new(surcharge));
    assert_eq!(all.late, Yen::new(4_000_000 * 2 * 3 / 10_000));
    assert_eq!(
        GrantCase::new(true).ledger().charges(ReturnCause::Cancelled, Day::MAX),
        Some(Charges::default())
    );
}

#[test]
fn 提案は額と理由と期日を確かめる() {
    let case = executing();
    let limits = ProposalLimits {
        ledger: case.ledger(),
        asked: Yen::new(5_000_000),
        settled: None,
        today: day("2027-06-01"),
        tax: Yen::ZERO,
    };
    let who = (UserId::new(1), "担当 太郎", Instant::from_millis(0));
    let check = |step, fields: &[(&str, &str)]| {
        let mut form = ProposalForm::default();
        form.replace(ProposalForm::FIELDS, fields.iter().copied());
        form.check(Proposed::Step { step }, limits, who)
    };
    let paper = [("number", "保発1号"), ("day", "2027-06-01")];
    let with = |more: &[(&'static str, &'static str)]| [&paper[..], more].concat();
    assert_eq!(
        check(GrantStep::Decide, &with(&[("yen", "500万円")])).unwrap().yen,
        Some(Yen::new(5_000_000))
    );
    for (step, more, field) in [
        (GrantStep::Decide, vec![("yen", "5,000,001")], "yen"),
        (GrantStep::Decide, vec![("yen", "0")], "yen"),
        (GrantStep::Decide, vec![("yen", "4,000,000")], "reason"),
        (GrantStep::FixAmount, vec![], "settlement"),
        (
            GrantStep::CancelPart,
            vec![("yen", "5,000,000"), ("reason", "×")],
            "yen",
        ),
        (
            GrantStep::OrderReturn,
            vec![("yen", "1"), ("reason", "×"), ("due", "2027-06-30")],
            "yen",
        ),
        (GrantStep::CancelAll, vec![], "reason"),
    ] {
        let found = check(step, &with(&more)).unwrap_err();
        assert!(found.has_field(field), "{step:?} {found:?}");
    }
    let late = check(
        GrantStep::CancelAll,
        &[("number", "1"), ("day", "2027-06-02"), ("reason", "×")],
    )
    .unwrap_err();
    assert!(late.has_field("day"), "not dated ahead");
    let lines = check(
        GrantStep::Decide,
        &with(&[("yen", "5,000,000"), ("conditions", "一つ目\n\n二つ目 ")]),
    )
    .unwrap();
    assert_eq!(lines.conditions, ["一つ目", "二つ目"]);
}

#[test]
fn 支出の確認が必要なことを挙げる() {
    let line = Spending {
        item: CostItem::ALL[0],
        description: "講師の謝金".into(),
        payee: "山田 太郎".into(),
        contract_on: Some(day("2027-05-31")),
        delivered_on: None,
        paid_on: day("2028-04-01"),
        yen: Yen::new(100),
        eligible: Yen::new(100),
        evidence: vec![Evidence::Invoice],
    };
    let period = (day("2027-06-01"), day("2028-03-31"));
    assert_eq!(
        line.faults(Some(day("2027-06-01")), period),
        [
            SpendingFault::EarlyContract,
            SpendingFault::OutsidePeriod,
            SpendingFault::NoPayment
        ]
    );
    let sound = Spending {
        contract_on: Some(day("2027-06-01")),
        paid_on: day("2028-03-31"),
        evidence: vec![Evidence::Invoice, Evidence::Payment],
        ..line
    };
    assert_eq!(sound.faults(Some(day("2027-06-01")), period), []);
}

#[test]
fn 報告と財産の状態は終わりまで行ける() {
    super::states::check_machine(
        ReportState::ALL,
        ReportStep::ALL,
        ReportState::Draft,
        |state, step| state.next(step),
        |state| state == ReportState::Taken,
    );
    super::states::check_machine(
        AssetState::ALL,
        AssetStep::ALL,
        AssetState::Used,
        |state, step| state.next(step),
        |state| state == AssetState::Approved,
    );
    for state in GrantState::ALL {
        assert_eq!(state.awaits().is_none(), state.is_final(), "{state:?}");
    }
}

/// The way on from any case: what an office would do to bring it to its end.
fn way_on(case: &GrantCase) -> (GrantStep, Sum) {
    let ledger = case.ledger();
    let sum = |yen| Sum { yen, on: Day::MAX };
    match case.state() {
        GrantState::Draft | GrantState::Returned => (GrantStep::Withdraw, NOTHING),
        GrantState::Submitted => (GrantStep::Refuse, NOTHING),
        GrantState::Decided => (GrantStep::Start, NOTHING),
        GrantState::Executing => (GrantStep::Complete, NOTHING),
        GrantState::Suspended => (GrantStep::Abolish, NOTHING),
        GrantState::ReportDue | GrantState::ReportReturned => (GrantStep::Report, NOTHING),
        GrantState::ReportSubmitted => (GrantStep::FixAmount, sum(Yen::ZERO)),
        GrantState::AmountFixed => (GrantStep::Settle, NOTHING),
        GrantState::PartCancelled => (GrantStep::Refix, sum(Yen::ZERO)),
        GrantState::Settling if ledger.owing() > Yen::ZERO => (GrantStep::Pay, sum(ledger.owing())),
        GrantState::Settling | GrantState::Cancelled | GrantState::ReturnPaid if ledger.excess() > Yen::ZERO => {
            (GrantStep::OrderReturn, sum(ledger.excess()))
        }
        GrantState::Settling | GrantState::Cancelled | GrantState::ReturnPaid => (GrantStep::Close, NOTHING),
        GrantState::ReturnOrdered if ledger.open_return() > Yen::ZERO => {
            (GrantStep::PayBack, sum(ledger.open_return()))
        }
        GrantState::ReturnOrdered => (GrantStep::FinishReturn, NOTHING),
        GrantState::Closed => (GrantStep::Retain, NOTHING),
        GrantState::Retention => (GrantStep::Dispose, NOTHING),
        GrantState::Refused | GrantState::Withdrawn | GrantState::Disposed => unreachable!(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn でたらめに進めても払い過ぎず行き止まりもない(
        advance in any::<bool>(),
        walk in proptest::collection::vec((any::<prop::sample::Index>(), -1_i64..6, 0_i64..40), 0..80),
    ) {
        let start = day("2027-04-01");
        let mut case = GrantCase::new(advance);
        for (choice, amount, days) in walk {
            // Only steps that exist here, so that walks get far; their money may still refuse them.
            let steps: Vec<_> = GrantStep::ALL.iter().copied().filter(|step| case.state().next(*step).is_some()).collect();
            if steps.is_empty() {
                break;
            }
            let step = *choice.get(&steps);
            let before = case.clone();
            let Ok(next) = case.take(step, Sum { yen: Yen::new(amount * 1_000_000), on: start.plus_days(days).unwrap() }) else {
                prop_assert_eq!(&case, &before);
                continue;
            };
            let ledger = next.ledger();
            for amount in [ledger.held(), ledger.entitled(), ledger.excess(), ledger.owing(), ledger.open_return()] {
                prop_assert!(!amount.is_negative());
            }
            prop_assert!(ledger.fixed().is_none_or(|fixed| Some(fixed) <= ledger.decided()));
            if matches!(step, GrantStep::Advance | GrantStep::Pay) {
                prop_assert!(ledger.held() <= ledger.entitled() && ledger.held() > before.ledger().held());
            }
            if step == GrantStep::Close {
                prop_assert_eq!(ledger.held(), ledger.entitled());
            }
            if ledger.held() > before.ledger().held() {
                prop_assert!(matches!(step, GrantStep::Advance | GrantStep::Pay));
            }
            case = next;
        }
        for _ in 0..20 {
            if case.state().is_final() {
                break;
            }
            let (step, sum) = way_on(&case);
            case = case.take(step, sum).map_err(|refusal| TestCaseError::fail(format!("{refusal:?} {step:?} {case:?}")))?;
        }
        prop_assert!(case.state().is_final(), "{:?}", case);
    }
}
