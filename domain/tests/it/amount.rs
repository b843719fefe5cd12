//! Money, against a slow calculation written in another way: with fractions as pairs of big numbers, one yen or one day at
//! a time.

use domain::amount::{
    Costs, Limit, Outcome, Payment, Receipt, STATUTORY, TaxLine, TaxPurpose, TaxRate, TaxStatus, allocate, claim,
    late_charge, settle, surcharge, tax_return, work_out,
};
use domain::call::{Cap, MoneyRules};
use domain::code::{Allocation, RoundingStage};
use domain::value::{Day, MemberCount, Rate, Yen};
use proptest::prelude::*;

fn rules(allocation: Allocation, rate: (u32, u32), rounding: RoundingStage) -> MoneyRules {
    MoneyRules {
        allocation,
        rate: Rate::new(rate.0, rate.1).unwrap(),
        cap: Cap::None,
        rounding,
        cut_to: Yen::new(1_000),
        advance: true,
    }
}

fn costs(eligible: &[i64], total: i64, income: i64) -> Costs {
    Costs {
        eligible: eligible.iter().copied().map(Yen::new).collect(),
        total: Yen::new(total),
        income: Yen::new(income),
    }
}

fn day(iso: &str) -> Day {
    Day::from_iso(iso).unwrap()
}

#[test]
fn 上限のある定額補助() {
    let money = rules(Allocation::Fixed, (1, 1), RoundingStage::Total);
    let cap = Some(Yen::new(10_000_000));
    let worked = work_out(&costs(&[7_000_000, 5_432_100], 13_000_000, 0), &money, cap).unwrap();
    assert_eq!(
        (worked.grant, worked.own, worked.limit),
        (Yen::new(10_000_000), Yen::new(3_000_000), Limit::Cap)
    );
    let worked = work_out(&costs(&[5_432_100], 6_000_000, 0), &money, cap).unwrap();
    assert_eq!(
        (worked.rated, worked.grant, worked.limit),
        (Yen::new(5_432_100), Yen::new(5_432_000), Limit::Cost)
    );
    let worked = work_out(&costs(&[5_432_100], 6_000_000, 1_000_999), &money, cap).unwrap();
    assert_eq!(
        (worked.net, worked.grant, worked.limit),
        (Yen::new(4_999_001), Yen::new(4_999_000), Limit::Net)
    );
}

#[test]
fn 収入が費用を超えれば補助はない() {
    let money = rules(Allocation::Fixed, (1, 1), RoundingStage::Total);
    let worked = work_out(&costs(&[100], 100, 101), &money, None).unwrap();
    assert_eq!(
        (worked.net, worked.grant, worked.own),
        (Yen::ZERO, Yen::ZERO, Yen::ZERO)
    );
    assert_eq!(work_out(&costs(&[-1], 100, 0), &money, None), None);
    assert_eq!(work_out(&costs(&[i64::MAX, 1], 100, 0), &money, None), None);
}

#[test]
fn 補助率は定められた段階で一度だけ切り捨てる() {
    let spent = costs(&[1_000_001, 1_000_001, 998_999], 2_999_001, 0);
    let by_total = work_out(&spent, &rules(Allocation::Rate, (2, 3), RoundingStage::Total), None).unwrap();
    assert_eq!(
        (by_total.rated, by_total.grant),
        (Yen::new(1_999_334), Yen::new(1_999_000))
    );
    let by_item = work_out(&spent, &rules(Allocation::Rate, (2, 3), RoundingStage::Item), None).unwrap();
    assert_eq!(by_item.rated, Yen::new(666_667 + 666_667 + 665_999));
    // Where the parts lose a yen at the border, a thousand yen follow.
    let border = costs(&[1_001, 499], 1_500, 0);
    let grant = |stage| {
        work_out(&border, &rules(Allocation::Rate, (2, 3), stage), None)
            .unwrap()
            .grant
    };
    assert_eq!(
        (grant(RoundingStage::Total), grant(RoundingStage::Item)),
        (Yen::new(1_000), Yen::ZERO)
    );
}

#[test]
fn 按分では上限の後に交付率を掛ける() {
    let money = rules(Allocation::ProRata, (1, 2), RoundingStage::Total);
    let spent = costs(&[9_000_001], 9_000_001, 0);
    let worked = work_out(&spent, &money, Some(Yen::new(4_000_000))).unwrap();
    assert_eq!((worked.grant, worked.limit), (Yen::new(4_000_000), Limit::Cap));
    let rate = Rate::new(873, 1_000).unwrap();
    assert_eq!(
        claim(&spent, &money, Some(Yen::new(4_000_000)), rate),
        Some(Yen::new(3_492_000))
    );
    // 4,500,000.5 × 0.873 = 3,928,500.4365
    assert_eq!(claim(&spent, &money, None, rate), Some(Yen::new(3_928_000)));
}

#[test]
fn 足りない予算は一つの交付率で分ける() {
    let claims = [Yen::new(10_000_000), Yen::new(4_500_000), Yen::new(3_000_000)];
    let enough = allocate(Yen::new(17_500_000), &claims, 4, Yen::new(1_000)).unwrap();
    assert_eq!((enough.rate, enough.left), (Rate::new(1, 1).unwrap(), Yen::ZERO));
    let short = allocate(Yen::new(15_000_000), &claims, 3, Yen::new(1_000)).unwrap();
    assert_eq!(short.rate, Rate::new(857, 1_000).unwrap());
    assert_eq!(short.grants, [8_570_000, 3_856_000, 2_571_000].map(Yen::new));
    assert_eq!(short.left, Yen::new(3_000));
    assert_eq!(
        allocate(Yen::ZERO, &claims, 3, Yen::new(1_000)).unwrap().grants,
        [Yen::ZERO; 3]
    );
    assert_eq!(
        allocate(Yen::new(5), &[], 3, Yen::new(1_000)).unwrap().left,
        Yen::new(5)
    );
}

#[test]
fn 規模別の基準額で選定する() {
    let millions = [3_000, 3_000, 3_000, 3_000, 4_500, 6_000, 9_000].map(|thousand| Yen::new(thousand * 1_000));
    let cap = Cap::Bands {
        basis: domain::call::BandBasis::Consortium,
        yen: millions,
    };
    let of = |members| cap.of(MemberCount::new(members).unwrap(), MemberCount::new(1).unwrap());
    let money = rules(Allocation::Fixed, (1, 1), RoundingStage::Total);
    let grant = |members| {
        work_out(&costs(&[5_000_000], 5_000_000, 0), &money, of(members))
            .unwrap()
            .grant
            .get()
    };
    assert_eq!(
        (grant(9_999), grant(10_000), grant(30_000)),
        (3_000_000, 4_500_000, 5_000_000)
    );
}

#[test]
fn 精算は払うか返すかちょうどか() {
    let money = rules(Allocation::Fixed, (1, 1), RoundingStage::Total);
    let settled = |spent: i64, paid| {
        settle(
            &costs(&[spent], spent, 0),
            &money,
            None,
            Yen::new(5_000_000),
            Yen::new(paid),
        )
        .unwrap()
    };
    let pay = settled(4_800_500, 3_000_000);
    assert_eq!(
        (pay.fixed, pay.unused, pay.outcome),
        (
            Yen::new(4_800_000),
            Yen::new(200_000),
            Outcome::Pay(Yen::new(1_800_000))
        )
    );
    assert_eq!(settled(6_000_000, 5_000_000).outcome, Outcome::Even);
    assert_eq!(settled(6_000_000, 5_000_000).fixed, Yen::new(5_000_000));
    assert_eq!(
        settled(4_000_000, 5_000_000).outcome,
        Outcome::Return(Yen::new(1_000_000))
    );
}

#[test]
fn 加算金と延滞金の日数() {
    let receipts = [Receipt {
        on: day("2026-06-01"),
        yen: Yen::new(1_000_000),
    }];
    // One day: 0.03 % of a million.
    assert_eq!(
        surcharge(Yen::new(1_000_000), &receipts, &[], day("2026-06-01"), STATUTORY),
        Some(Yen::new(300))
    );
    // 365 days, the first included, are 10.95 %.
    assert_eq!(
        surcharge(Yen::new(1_000_000), &receipts, &[], day("2027-05-31"), STATUTORY),
        Some(Yen::new(109_500))
    );
    assert_eq!(
        late_charge(
            Yen::new(1_000_000),
            day("2027-06-20"),
            &[],
            day("2027-06-20"),
            STATUTORY
        ),
        Some(Yen::ZERO)
    );
    assert_eq!(
        late_charge(
            Yen::new(1_000_000),
            day("2027-06-20"),
            &[],
            day("2027-06-21"),
            STATUTORY
        ),
        Some(Yen::new(300))
    );
    let half = [Payment {
        on: day("2027-06-30"),
        yen: Yen::new(500_000),
    }];
    // Ten days on the whole, five on the half.
    assert_eq!(
        late_charge(
            Yen::new(1_000_000),
            day("2027-06-20"),
            &half,
            day("2027-07-05"),
            STATUTORY
        ),
        Some(Yen::new(3_750))
    );
    let early = [Payment {
        on: day("2027-06-01"),
        yen: Yen::new(1_000_000),
    }];
    assert_eq!(
        late_charge(
            Yen::new(1_000_000),
            day("2027-06-20"),
            &early,
            day("2028-06-20"),
            STATUTORY
        ),
        Some(Yen::ZERO)
    );
}

#[test]
fn 返還は最後に受け取った分から数える() {
    let receipts = [
        Receipt {
            on: day("2026-06-01"),
            yen: Yen::new(600_000),
        },
        Receipt {
            on: day("2026-12-01"),
            yen: Yen::new(400_000),
        },
    ];
    let on = |ordered| surcharge(Yen::new(ordered), &receipts, &[], day("2026-12-01"), STATUTORY);
    assert_eq!(on(400_000), Some(Yen::new(120)));
    // 183 days from June to the end of November and one day more on 100,000.
    assert_eq!(on(500_000), Some(Yen::new(120 + 184 * 30)));
    assert_eq!(on(1_000_001), None);
    assert_eq!(surcharge(Yen::new(1), &[], &[], day("2026-12-01"), STATUTORY), None);
}

#[test]
fn 消費税の返還() {
    let line = |yen, rate, purpose| TaxLine {
        yen: Yen::new(yen),
        rate,
        purpose,
    };
    let lines = [
        line(1_100_000, TaxRate::Standard, TaxPurpose::Taxable),
        line(1_080_000, TaxRate::Reduced, TaxPurpose::Common),
        line(500_000, TaxRate::None, TaxPurpose::Exempt),
    ];
    let all = Yen::new(2_680_000);
    let half = Rate::new(1, 2).unwrap();
    assert_eq!(tax_return(all, &lines, TaxStatus::NothingDeducted), Some(Yen::ZERO));
    assert_eq!(tax_return(all, &lines, TaxStatus::All), Some(Yen::new(180_000)));
    assert_eq!(
        tax_return(all, &lines, TaxStatus::Proportional(half)),
        Some(Yen::new(90_000))
    );
    assert_eq!(
        tax_return(all, &lines, TaxStatus::ByPurpose(half)),
        Some(Yen::new(140_000))
    );
    assert_eq!(
        tax_return(Yen::new(1_340_000), &lines, TaxStatus::All),
        Some(Yen::new(90_000))
    );
    assert_eq!(tax_return(Yen::new(2_680_001), &lines, TaxStatus::All), None);
    assert_eq!(tax_return(Yen::ZERO, &[], TaxStatus::All), Some(Yen::ZERO));
}

/// The slow way: compare fractions by cross multiplication and count thousands up.
fn slow_grant(
    eligible: &[u64],
    total: u64,
    income: u64,
    cap: Option<u64>,
    money: &MoneyRules,
    grant_rate: Rate,
) -> u64 {
    let (n, d) = (u128::from(money.rate.numerator()), u128::from(money.rate.denominator()));
    let (gn, gd) = (u128::from(grant_rate.numerator()), u128::from(grant_rate.denominator()));
    let sum: u64 = eligible.iter().sum();
    let pro_rata = money.allocation == Allocation::ProRata;
    let mut base = sum;
    if let Some(cap) = cap.filter(|_| !pro_rata)
        && cap < base
    {
        base = cap;
    }
    let net = total.saturating_sub(income);
    if net < base {
        base = net;
    }
    let mut numerator = u128::from(base) * n;
    if money.rounding == RoundingStage::Item {
        let items: u128 = eligible.iter().map(|item| u128::from(*item) * n / d).sum();
        numerator = (numerator / d).min(items) * d;
    }
    if let Some(cap) = cap.filter(|_| pro_rata) {
        numerator = numerator.min(u128::from(cap) * d);
    }
    let mut thousands = 0;
    while u128::from(thousands + 1) * 1_000 * d * gd <= numerator * gn {
        thousands += 1;
    }
    thousands * 1_000
}

fn any_rate() -> impl Strategy<Value = Rate> {
    (0_u32..=1_000, 1_u32..=1_000).prop_map(|(n, d)| Rate::new(n.min(d), d).unwrap())
}

proptest! {
    #[test]
    fn 補助額は別の計算と一致する(
        eligible in proptest::collection::vec(0_u64..400_000, 0..6),
        ineligible in 0_u64..200_000,
        income in 0_u64..600_000,
        cap in proptest::option::of(0_u64..1_500_000),
        rate in any_rate(),
        grant_rate in any_rate(),
        allocation in proptest::sample::select(Allocation::ALL.to_vec()),
        rounding in proptest::sample::select(RoundingStage::ALL.to_vec()),
    ) {
        let money = MoneyRules { rate, ..rules(allocation, (1, 1), rounding) };
        let sum: u64 = eligible.iter().sum();
        let total = sum + ineligible;
        let yen = |amount: u64| Yen::new(i64::try_from(amount).unwrap());
        let spent = Costs { eligible: eligible.iter().copied().map(yen).collect(), total: yen(total), income: yen(income) };
        let cap_yen = cap.map(yen);
        let worked = work_out(&spent, &money, cap_yen).unwrap();
        let whole = Rate::new(1, 1).unwrap();
        prop_assert_eq!(worked.grant, yen(slow_grant(&eligible, total, income, cap, &money, whole)));
        prop_assert!(worked.grant.get() % 1_000 == 0 && worked.grant <= worked.rated && worked.rated <= worked.base);
        prop_assert!(worked.base <= worked.net && worked.base <= worked.eligible && !worked.own.is_negative());
        prop_assert!(cap_yen.is_none_or(|cap| worked.rated <= cap));
        if allocation == Allocation::ProRata {
            let claimed = claim(&spent, &money, cap_yen, grant_rate).unwrap();
            prop_assert_eq!(claimed, yen(slow_grant(&eligible, total, income, cap, &money, grant_rate)));
            prop_assert_eq!(claim(&spent, &money, cap_yen, whole).unwrap(), worked.grant);
        }
    }

    #[test]
    fn 精算で確定額を超えて払うことはない(spent in 0_i64..20_000_000, decided in 0_i64..20_000_000, paid in 0_i64..20_000_000) {
        let money = rules(Allocation::Rate, (2, 3), RoundingStage::Total);
        let settled = settle(&costs(&[spent], spent, 0), &money, None, Yen::new(decided), Yen::new(paid)).unwrap();
        let after = match settled.outcome {
            Outcome::Pay(yen) => paid + yen.get(),
            Outcome::Return(yen) => paid - yen.get(),
            Outcome::Even => paid,
        };
        prop_assert_eq!(Yen::new(after), settled.fixed);
        prop_assert!(settled.fixed <= settled.decided && settled.fixed.get() <= spent && !settled.unused.is_negative());
    }

    #[test]
    fn 按分は予算を超えず他より得をする者もない(
        budget in 0_i64..100_000_000,
        claims in proptest::collection::vec(0_i64..20_000_000, 0..20),
        decimals in 0_u32..=9,
    ) {
        let claims: Vec<_> = claims.into_iter().map(Yen::new).collect();
        let shared = allocate(Yen::new(budget), &claims, decimals, Yen::new(1_000)).unwrap();
        let sum: i64 = shared.grants.iter().map(|grant| grant.get()).sum();
        prop_assert_eq!(sum + shared.left.get(), budget);
        prop_assert!(!shared.left.is_negative());
        for (claim, grant) in claims.iter().zip(&shared.grants) {
            prop_assert!(grant <= claim);
            for (other, others) in claims.iter().zip(&shared.grants) {
                prop_assert!(claim < other || others <= grant);
            }
        }
    }

    #[test]
    fn 加算金は一日ずつ数えたものと一致する(
        parts in proptest::collection::vec((0_i64..200, 0_i64..1_000_000), 1..4),
        payments in proptest::collection::vec((200_i64..600, 0_i64..800_000), 0..4),
        ordered_share in 0_i64..=100,
        until in 0_i64..700,
    ) {
        let start = day("2027-12-01");
        let on = |days| start.plus_days(days).unwrap();
        let receipts: Vec<_> = parts.iter().map(|(days, yen)| Receipt { on: on(*days), yen: Yen::new(*yen) }).collect();
        let paid: Vec<_> = payments.iter().map(|(days, yen)| Payment { on: on(*days), yen: Yen::new(*yen) }).collect();
        let received: i64 = parts.iter().map(|(_, yen)| yen).sum();
        let ordered = received * ordered_share / 100;
        let mut slow = 0_i64;
        for today in 0..=until {
            // What was received after today is returned first.
            let later: i64 = parts.iter().filter(|(days, _)| *days > today).map(|(_, yen)| yen).sum();
            let back: i64 = payments.iter().filter(|(days, _)| *days < today).map(|(_, yen)| yen).sum();
            slow += (ordered - later - back).max(0) * 3;
        }
        let charge = surcharge(Yen::new(ordered), &receipts, &paid, on(until), STATUTORY).unwrap();
        prop_assert_eq!(charge, Yen::new(slow / 10_000));
        let due = on(150);
        let mut slow = 0_i64;
        for today in 151..=until {
            let back: i64 = payments.iter().filter(|(days, _)| *days < today).map(|(_, yen)| yen).sum();
            slow += (ordered - back).max(0) * 3;
        }
        prop_assert_eq!(late_charge(Yen::new(ordered), due, &paid, on(until), STATUTORY), Some(Yen::new(slow / 10_000)));
    }

    #[test]
    fn 消費税の返還は補助額を超えない(
        facts in proptest::collection::vec((0_i64..1_000_000_000, 0_usize..3, 0_usize..3), 1..10),
        share in 0_i64..=100,
        rate in any_rate(),
    ) {
        let lines: Vec<_> = facts.iter().map(|(yen, tax, purpose)| TaxLine {
            yen: Yen::new(*yen),
            rate: [TaxRate::Standard, TaxRate::Reduced, TaxRate::None][*tax],
            purpose: [TaxPurpose::Taxable, TaxPurpose::Common, TaxPurpose::Exempt][*purpose],
        }).collect();
        let cost: i64 = facts.iter().map(|(yen, ..)| yen).sum();
        let fixed = Yen::new(cost * share / 100);
        let back = |status| tax_return(fixed, &lines, status).unwrap();
        let most = back(TaxStatus::All);
        prop_assert!(most.get() * 11 <= fixed.get());
        for status in [TaxStatus::NothingDeducted, TaxStatus::Proportional(rate), TaxStatus::ByPurpose(rate)] {
            prop_assert!(!back(status).is_negative() && back(status) <= most);
        }
    }
}
