//! The budget table: what is typed, its totals, and what does not fit.

use domain::ProblemCode;
use domain::budget::{Budget, BudgetFault, BudgetForm, LineForm, ShareForm, differences, needs_approval, paste};
use domain::code::{CostItem, RoundingStage};
use domain::level::Level;
use domain::rows::Row;
use domain::value::Yen;
use proptest::prelude::*;

fn line(item: &str, unit_price: &str, quantity: &str) -> LineForm {
    LineForm {
        item: item.into(),
        description: "案内状の印刷".into(),
        unit_price: unit_price.into(),
        quantity: quantity.into(),
        eligible: "1".into(),
        ..LineForm::default()
    }
}

fn typed() -> (BudgetForm, Vec<LineForm>, Vec<ShareForm>) {
    let head = BudgetForm {
        tax: "included".into(),
        sharing: "per-member".into(),
        funding_subsidy: "1,499千円".into(),
        funding_members: "300,500円".into(),
        funding_employer: "10万円".into(),
        funding_other: String::new(),
    };
    let mut outsourcing = line("a13", "１００万円", "");
    outsourcing.payee = "みずほ野ヘルス株式会社".into();
    outsourcing.contract = "quotes".into();
    outsourcing.quotes = "2".into();
    let mut tea = line("a09", "100", "4,000");
    tea.eligible = String::new();
    let lines = vec![line("a06", "249.5千円", "2部"), outsourcing, tea];
    let share = |organisation: &str, yen: &str| ShareForm {
        organisation: organisation.into(),
        yen: yen.into(),
    };
    (head, lines, vec![share("1", "200,500"), share("2", "10万円")])
}

pub fn budget() -> Budget {
    let (head, lines, shares) = typed();
    head.check(&lines, &shares).unwrap()
}

fn faults(change: impl FnOnce(&mut Budget)) -> Vec<(String, Level, BudgetFault)> {
    let mut budget = budget();
    change(&mut budget);
    let findings = budget.findings(&super::call::call(), Some(Yen::new(10_000_000)));
    findings
        .into_iter()
        .map(|found| (found.field.to_string(), found.level, found.fault))
        .collect()
}

#[test]
fn 入力から合計と所要額ができる() {
    let sheet = budget()
        .sheet(&super::call::call(), Some(Yen::new(10_000_000)))
        .unwrap();
    assert_eq!((sheet.total, sheet.income), (Yen::new(1_899_000), Yen::new(100_000)));
    assert_eq!(sheet.worked.eligible, Yen::new(1_499_000));
    assert_eq!(
        (sheet.worked.grant, sheet.worked.own),
        (Yen::new(1_499_000), Yen::new(300_000))
    );
    assert_eq!((sheet.rounding, sheet.cut_to), (RoundingStage::Total, Yen::new(1_000)));
    let items: Vec<_> = sheet
        .items
        .iter()
        .map(|item| (item.item, item.total, item.eligible))
        .collect();
    assert_eq!(
        items,
        [
            (CostItem::Printing, Yen::new(499_000), Yen::new(499_000)),
            (CostItem::Meetings, Yen::new(400_000), Yen::ZERO),
            (CostItem::Outsourcing, Yen::new(1_000_000), Yen::new(1_000_000)),
        ]
    );
}

#[test]
fn 様式に戻して読んでも同じ() {
    let (head, lines, shares) = BudgetForm::of(&budget());
    assert_eq!(head.check(&lines, &shares).unwrap(), budget());
    let json = serde_json::to_string(&budget()).unwrap();
    assert_eq!(serde_json::from_str::<Budget>(&json).unwrap(), budget());
}

#[test]
fn 財源と負担額の食い違いを知らせる() {
    let missing = |yen| Yen::new(yen);
    assert_eq!(
        faults(|_| {}),
        [(
            "funding_members".to_owned(),
            Level::Error,
            BudgetFault::FundingDiffers { missing: missing(-500) }
        )]
    );
    let fits = |budget: &mut Budget| {
        budget.funding.members = Yen::new(300_000);
        budget.shares[0].1 = Yen::new(200_000);
    };
    assert_eq!(faults(fits), []);
    let found = faults(|budget| {
        fits(budget);
        budget.shares[1].1 = Yen::new(99_999);
    });
    assert_eq!(
        found,
        [(
            "share1_yen".to_owned(),
            Level::Error,
            BudgetFault::SharesDiffer { missing: missing(1) }
        )]
    );
}

#[test]
fn 上限と補助率の超過を知らせる() {
    let found = faults(|budget| {
        budget.funding.subsidy = Yen::new(1_500_000);
        budget.funding.members = Yen::new(299_000);
        budget.shares = vec![(1.into(), Yen::new(299_000))];
    });
    let over = BudgetFault::OverGrant {
        asked: Yen::new(1_500_000),
        grant: Yen::new(1_499_000),
    };
    assert_eq!(found, [("funding_subsidy".to_owned(), Level::Error, over)]);
    let found = faults(|budget| budget.funding.subsidy = Yen::new(10_000_001));
    assert!(matches!(found[0].2, BudgetFault::OverCap { .. }), "{found:?}");
}

#[test]
fn 明細の誤りは行の項目にある() {
    let found = faults(|budget| {
        budget.lines[0].description = "懇親会の案内".into();
        budget.lines[0].item = CostItem::LocalDemand;
        budget.lines[1].quotes = 1;
        budget.lines[1].payee.clear();
        budget.lines[2].unit_price = Yen::ZERO;
        budget.lines[2].yen = Yen::ZERO;
    });
    let fields: Vec<_> = found.iter().map(|(field, ..)| field.as_str()).collect();
    assert_eq!(
        fields[..5],
        [
            "line1_item",
            "line1_description",
            "line2_quotes",
            "line2_payee",
            "line3_unit_price"
        ]
    );
    let found = faults(|budget| {
        budget.lines[1].contract = Some(domain::code::ContractMethod::Single);
        budget.lines[1].quotes = 1;
    });
    assert_eq!(
        found[0],
        ("line2_reason".to_owned(), Level::Error, BudgetFault::ReasonMissing)
    );
    let found = faults(|budget| budget.lines[1].contract = None);
    assert_eq!(
        found[0],
        ("line2_contract".to_owned(), Level::Error, BudgetFault::ContractMissing)
    );
}

#[test]
fn 読めない入力は行の項目で断る() {
    let (head, mut lines, mut shares) = typed();
    lines[0].quantity = "たくさん".into();
    lines[1].unit_price.clear();
    shares[1].organisation = "1".into();
    let problems = head.check(&lines, &shares).unwrap_err();
    let found: Vec<_> = problems
        .iter()
        .map(|problem| (problem.field.as_str(), &problem.code))
        .collect();
    assert_eq!(
        found,
        [
            ("line1_quantity", &ProblemCode::NotANumber),
            ("line2_unit_price", &ProblemCode::Empty),
            ("share2_organisation", &ProblemCode::Taken),
        ]
    );
    assert!(head.check(&[], &[]).unwrap_err().has_field("line1_item"));
}

#[test]
fn 表計算から貼り付ける() {
    let text = "費目\t内訳\t単価\t数量\n諸謝金\t講師\t30,000\t2\t人\t3\t○\t規程による\n\n謎の費目\tx\t1\n";
    let lines = paste(text);
    assert_eq!(lines.len(), 2);
    let read = lines[0].check(1).unwrap();
    assert_eq!(
        (read.item, read.yen, read.eligible),
        (CostItem::Honoraria, Yen::new(180_000), true)
    );
    assert_eq!(lines[0].price(), Some(Yen::new(180_000)));
    assert!(lines[1].check(2).unwrap_err().has_field("line2_item"));
}

#[test]
fn 流用が範囲を超えれば承認が要る() {
    let call = super::call::call();
    let sheet = |change: &dyn Fn(&mut Budget)| {
        let mut budget = budget();
        change(&mut budget);
        budget.sheet(&call, None).unwrap()
    };
    let before = sheet(&|_| {});
    let moved = |yen: i64| {
        let after = sheet(&|budget: &mut Budget| {
            budget.lines[0].yen = Yen::new(499_000 - yen);
            budget.lines[1].yen = Yen::new(1_000_000 + yen);
        });
        needs_approval(&differences(&before, &after), &call.changes)
    };
    // A fifth of the smaller item, 499,000, is 99,800.
    assert!(!moved(0) && !moved(99_800) && !moved(-99_800));
    assert!(moved(99_801) && moved(-99_801));
    let grown = sheet(&|budget: &mut Budget| budget.lines[1].yen = Yen::new(1_000_001));
    assert!(needs_approval(&differences(&before, &grown), &call.changes));
}

proptest! {
    #[test]
    fn どんな表でも合計は行の和(
        rows in proptest::collection::vec((0_usize..CostItem::ALL.len(), 0_i64..10_000_000, 0_u32..1_000, any::<bool>()), 1..30),
        employer in 0_i64..1_000_000,
    ) {
        let (head, _, _) = typed();
        let lines: Vec<_> = rows.iter().map(|(item, price, quantity, eligible)| LineForm {
            eligible: if *eligible { "1".into() } else { String::new() },
            ..line(CostItem::ALL[*item].code(), &price.to_string(), &quantity.to_string())
        }).collect();
        let head = BudgetForm { funding_employer: employer.to_string(), ..head };
        let budget = head.check(&lines, &[]).unwrap();
        let call = super::call::call();
        let sheet = budget.sheet(&call, Some(Yen::new(10_000_000))).unwrap();
        let sum: i64 = rows.iter().map(|(_, price, quantity, _)| price * i64::from(*quantity)).sum();
        let eligible: i64 = rows.iter().filter(|row| row.3).map(|(_, price, quantity, _)| price * i64::from(*quantity)).sum();
        prop_assert_eq!((sheet.total.get(), sheet.worked.eligible.get()), (sum, eligible));
        prop_assert_eq!(sheet.items.iter().map(|item| item.total.get()).sum::<i64>(), sum);
        prop_assert!(sheet.worked.grant.get() <= 10_000_000);
        // Asking for exactly the grant and letting the members pay the rest leaves nothing to say about money.
        let mut fitting = budget.clone();
        fitting.funding.subsidy = sheet.worked.grant;
        fitting.funding.members = sheet.worked.own;
        fitting.shares = vec![(1.into(), sheet.worked.own)];
        let about_money = fitting.findings(&call, Some(Yen::new(10_000_000))).into_iter()
            .filter(|found| !found.field.as_str().starts_with("line")).count();
        prop_assert_eq!(about_money, usize::from(employer > sum));
        for (form, read) in lines.iter().zip(&budget.lines) {
            prop_assert_eq!(form.price(), Some(read.yen));
        }
    }

    #[test]
    fn 貼り付けはどんな文字でも止まらない(text in "(\\PC|\t|\n){0,200}") {
        for (position, line) in paste(&text).iter().enumerate() {
            let _ = line.check(position + 1);
            prop_assert!(!line.is_blank());
        }
    }
}
