//! Plans: texts, schedules, figures; and the sheets that describe how data are handled.

use domain::ProblemCode;
use domain::code::{DataCategory, LegalBasis};
use domain::data_flow::{Flow, FlowFault, FlowForm, JointUseForm, PostingPlace, findings};
use domain::level::Level;
use domain::plan::{Kpi, KpiForm, PlanForm, Task, TaskForm, bar, has_outcome};
use domain::value::Day;
use proptest::prelude::*;

fn day(iso: &str) -> Day {
    Day::from_iso(iso).unwrap()
}

fn period() -> (Day, Day) {
    (day("2027-04-01"), day("2028-03-31"))
}

pub fn outcome() -> Kpi {
    let form = KpiForm {
        level: "outcome".into(),
        name: "受診率".into(),
        unit: "％".into(),
        baseline: "４１．２％".into(),
        target: "50".into(),
        year: "R9年度".into(),
        method: "健診結果".into(),
    };
    form.check(1).unwrap()
}

#[test]
fn 評価指標は現状と目標と年度がそろって完成する() {
    let kpi = outcome();
    assert_eq!(kpi.baseline.unwrap().to_string(), "41.2");
    assert!(has_outcome(std::slice::from_ref(&kpi)));
    assert!(!has_outcome(&[]));
    let open = Kpi {
        target: None,
        ..kpi.clone()
    };
    assert!(!has_outcome(&[open]));
    let output = Kpi {
        level: domain::code::KpiLevel::Output,
        ..kpi.clone()
    };
    assert!(!has_outcome(&[output]));
    assert_eq!(KpiForm::of(&kpi).check(1).unwrap(), kpi);
    let wrong = KpiForm {
        target: "半分".into(),
        ..KpiForm::of(&kpi)
    };
    assert!(wrong.check(3).unwrap_err().has_field("kpi3_target"));
}

fn task(from: &str, to: &str) -> Result<Task, domain::Problems> {
    let form = TaskForm {
        title: "募集".into(),
        from: from.into(),
        to: to.into(),
        ..TaskForm::default()
    };
    form.check(2, period())
}

#[test]
fn 予定は事業期間の中にある() {
    let spring = task("令和9年4月", "2027/6").unwrap();
    assert_eq!(bar(&spring, period()), Some((0, 3)));
    assert_eq!(TaskForm::of(&spring).check(2, period()).unwrap(), spring);
    assert_eq!(bar(&task("2028-03", "").unwrap(), period()), Some((11, 1)));
    assert!(task("2027-03", "2027-04").unwrap_err().has_field("task2_from"));
    assert!(task("2027-04", "2028-04").unwrap_err().has_field("task2_to"));
    assert!(task("2028-05", "").unwrap_err().has_field("task2_from"));
    let backwards = task("2027-06", "2027-05").unwrap_err();
    assert!(matches!(
        backwards.for_field("task2_to").next().unwrap().code,
        ProblemCode::DateBefore { .. }
    ));
    let short = (day("2027-07-01"), day("2027-12-31"));
    assert_eq!(bar(&spring, short), None);
}

#[test]
fn 計画書の文章と公表への同意を確かめる() {
    let mut form = PlanForm {
        title: "三県合同の巡回健診".into(),
        period_from: "R9.4.1".into(),
        period_to: "R10.3.31".into(),
        ..PlanForm::default()
    };
    let problems = form.check(true).unwrap_err();
    assert_eq!(problems.len(), 14, "{problems}");
    let texts: Vec<_> = problems
        .iter()
        .map(|problem| problem.field.to_string())
        .filter(|field| field != "publication")
        .collect();
    for field in &texts {
        form.replace(&[field], [(field.as_str(), "共同で行います。")]);
    }
    assert!(form.check(true).unwrap_err().has_field("publication"));
    assert!(form.check(false).is_ok());
    form.publication = "1".into();
    assert_eq!(form.check(true).unwrap().texts.len(), 13);
    form.content = "健".repeat(1_201);
    assert_eq!(
        form.check(true).unwrap_err().for_field("content").next().unwrap().code,
        ProblemCode::TooLong { max: 1_200, now: 1_201 }
    );
}

pub fn flow() -> Flow {
    let form = FlowForm {
        data: "健診の受診履歴".into(),
        category: "personal".into(),
        basis: "joint-use".into(),
        contract: "共同利用に関する覚書".into(),
        sender: "甲健康保険組合".into(),
        receiver: "乙健康保険組合".into(),
        method: "closed-network".into(),
        country: "日本".into(),
        retention: "事業の終了まで".into(),
        deletion: "1".into(),
        certificate: "isms".into(),
        incident: "甲 保健事業課".into(),
        ..FlowForm::default()
    };
    form.check(1).unwrap()
}

#[test]
fn データの流れに足りないものを知らせる() {
    assert_eq!(findings(&[flow()]), []);
    let wrong = Flow {
        portal: true,
        basis: Some(LegalBasis::NotPersonal),
        contract: String::new(),
        country: "アイルランド".into(),
        ..flow()
    };
    let found = findings(&[flow(), wrong.clone()]);
    let faults: Vec<_> = found
        .iter()
        .map(|found| (found.fault, found.level, found.field.as_str()))
        .collect();
    assert_eq!(
        faults,
        [
            (FlowFault::ThroughPortal, Level::Error, "flow2_portal"),
            (FlowFault::BasisContradicts, Level::Error, "flow2_basis"),
            (FlowFault::NoContract, Level::Error, "flow2_contract"),
            (FlowFault::Abroad, Level::Warning, "flow2_country"),
        ]
    );
    assert_eq!(
        findings(&[Flow {
            category: DataCategory::Aggregate,
            ..wrong
        }]),
        []
    );
    assert_eq!(FlowForm::of(&flow()).check(1).unwrap(), flow());
}

#[test]
fn 共同利用の公表は法定の項目がそろう() {
    let consortium = super::panel::snapshot(&[9_999, 10_000]);
    let mut form = JointUseForm::draft(
        &consortium,
        &[
            flow(),
            Flow {
                basis: Some(LegalBasis::Entrustment),
                ..flow()
            },
        ],
    );
    assert_eq!(form.items, "健診の受診履歴");
    assert_eq!(form.users, "組合1\n組合2");
    assert_eq!(form.responsible, "組合1");
    let missing = form.check().unwrap_err();
    for field in ["purpose", "address", "representative", "from", "posted"] {
        assert!(missing.has_field(field), "{field}");
    }
    form.purpose = "巡回健診の実施".into();
    form.address = "東京都千代田区一丁目1番1号".into();
    form.representative = "理事長 山田 太郎".into();
    form.from = "R9.4.1".into();
    form.posted = vec!["website".into()];
    let notice = form.check().unwrap();
    assert_eq!(notice.posted, [PostingPlace::Website]);
    assert!(!notice.reaches_workplaces());
}

proptest! {
    #[test]
    fn どんな予定でも棒は期間からはみ出さない(from in 0_i64..1_500, length in 0_i64..800, start in 0_i64..1_500, days in 1_i64..1_200) {
        let origin = day("2026-01-01");
        let on = |days| origin.plus_days(days).unwrap();
        let period = (on(start), on(start + days));
        let task = Task {
            title: String::new(),
            actor: String::new(),
            from: domain::value::Month::of(on(from)),
            to: domain::value::Month::of(on(from + length)),
        };
        let months = domain::value::Month::of(period.0).months_until(domain::value::Month::of(period.1)) + 1;
        if let Some((at, covered)) = bar(&task, period) {
            prop_assert!(covered >= 1 && at + covered <= usize::try_from(months).unwrap());
        } else {
            prop_assert!(task.to.last_day() < period.0 || task.from.first_day() > period.1);
        }
    }
}

#[test]
fn 公表文の空欄は構成員と表から埋まり書いた項目はそのまま残る() {
    let draft = JointUseForm {
        items: "健診結果".into(),
        users: "甲組合\n乙組合".into(),
        responsible: "甲組合".into(),
        ..JointUseForm::default()
    };
    let typed = JointUseForm {
        users: "甲組合、乙組合及び今後加わる組合".into(),
        purpose: "効果の検証".into(),
        responsible: " 　".into(),
        ..JointUseForm::default()
    };
    let whole = typed.completed(draft);
    assert_eq!(whole.items, "健診結果");
    assert_eq!(whole.users, "甲組合、乙組合及び今後加わる組合");
    assert_eq!(whole.responsible, "甲組合");
    assert_eq!(whole.purpose, "効果の検証");
    assert_eq!(whole.address, "", "what cannot be known stays open");
}
