//! The check of the program form: what a complete form becomes, and what is said about an incomplete one.

use domain::ProblemCode;
use domain::code::{CostSharing, ListingKind, Prefecture, Purpose};
use domain::program::{Area, ProgramForm, Revision, Section, SectionState};
use domain::value::Yen;
use proptest::prelude::*;

pub(super) fn complete() -> ProgramForm {
    ProgramForm {
        title: "　三県合同の巡回健診　".into(),
        kind: "recruit".into(),
        cat: "hifuyosha".into(),
        sub_cat: vec!["tokutei-kenshin".into(), "hifuyosha".into()],
        summary: "被扶養者の巡回健診を三県で行います。".into(),
        purpose: "受診率を上げる。".into(),
        content: "- 4月：募集\r\n- 6月：健診".into(),
        target: vec!["dependants".into()],
        pref: vec!["26".into(), "25".into(), "26".into()],
        mode: vec!["onsite".into()],
        period_from: "R9.4.1".into(),
        period_to: "２０２８年３月３１日".into(),
        cost: "fixed".into(),
        cost_yen: "12万円".into(),
        structure: "代表組合が企画します。".into(),
        data_use: "aggregate".into(),
        recruit_from: "2026/12/1".into(),
        recruit_to: "令和9年2月28日".into(),
        capacity: "８".into(),
        contact_org: "甲健康保険組合".into(),
        contact_email: "ｈｏｋｅｎ@example.jp".into(),
        visibility: "public".into(),
        subsidy: "none".into(),
        ..ProgramForm::default()
    }
}

fn problem(change: impl FnOnce(&mut ProgramForm), field: &str) -> Option<ProblemCode> {
    let mut form = complete();
    change(&mut form);
    let problems = form.check().err()?;
    problems.for_field(field).next().map(|problem| problem.code.clone())
}

#[test]
fn 書き方のゆれは整えられる() {
    let program = complete().check().unwrap();
    assert_eq!(program.title, "三県合同の巡回健診");
    assert_eq!(program.content, "- 4月：募集\n- 6月：健診");
    assert_eq!(
        program.cats().collect::<Vec<_>>(),
        [Purpose::Hifuyosha, Purpose::TokuteiKenshin]
    );
    assert!(program.area.covers(Prefecture::from_code("25").unwrap()));
    assert!(!program.area.covers(Prefecture::from_code("13").unwrap()));
    assert_eq!(program.period_from.iso(), "2027-04-01");
    assert_eq!(
        (program.cost.sharing, program.cost.yen),
        (CostSharing::Fixed, Some(Yen::new(120_000)))
    );
    assert_eq!(program.capacity, Some(8));
    assert_eq!(program.contact.email.as_str(), "hoken@example.jp");
    assert_eq!(program.fiscal_year().get(), 2027);
    assert_eq!(program.fiscal_years().count(), 1);
}

#[test]
fn 必須の項目が空なら知らせる() {
    for field in [
        "title",
        "kind",
        "cat",
        "summary",
        "purpose",
        "content",
        "target",
        "pref",
        "mode",
        "period_from",
        "period_to",
        "cost",
        "cost_yen",
        "structure",
        "data_use",
        "recruit_from",
        "recruit_to",
        "contact_org",
        "contact_email",
        "visibility",
        "subsidy",
    ] {
        assert_eq!(
            problem(|form| form.replace(&[field], []), field),
            Some(ProblemCode::Empty),
            "{field}"
        );
    }
}

#[test]
fn 条件によって必須になる項目() {
    let reference = |form: &mut ProgramForm| {
        form.kind = "reference".into();
        form.recruit_from.clear();
        form.recruit_to.clear();
    };
    assert_eq!(problem(reference, "result"), Some(ProblemCode::Empty));
    assert_eq!(problem(reference, "recruit_to"), None);
    assert_eq!(
        problem(|form| form.data_use = "personal".into(), "data_note"),
        Some(ProblemCode::Empty)
    );
    assert_eq!(problem(|form| form.cost = "free".into(), "cost_yen"), None);
}

#[test]
fn 全国なら都道府県は要らない() {
    let mut form = complete();
    form.replace(&["pref", "nationwide"], [("nationwide", "1")]);
    assert_eq!(form.check().unwrap().area, Area::Nationwide);
}

#[test]
fn 誤りは直し方の分かる符号になる() {
    let code = |field: &str, value: &str| {
        let value = value.to_owned();
        problem(|form| form.replace(&[field], [(field, value.as_str())]), field)
    };
    assert_eq!(code("period_from", "9.4.1"), Some(ProblemCode::AmbiguousEra));
    assert_eq!(code("period_from", "2027/2/30"), Some(ProblemCode::ImpossibleDate));
    assert_eq!(code("period_from", "春"), Some(ProblemCode::NotADate));
    assert!(matches!(
        code("period_to", "2027/3/31"),
        Some(ProblemCode::DateBefore { .. })
    ));
    assert_eq!(code("period_to", "2050/3/31"), Some(ProblemCode::TooFar { years: 10 }));
    assert!(matches!(
        code("recruit_to", "2026/11/30"),
        Some(ProblemCode::DateBefore { .. })
    ));
    assert_eq!(code("capacity", "たくさん"), Some(ProblemCode::NotANumber));
    assert!(matches!(code("capacity", "-1"), Some(ProblemCode::OutOfRange { .. })));
    assert!(matches!(code("cost_yen", "-5円"), Some(ProblemCode::OutOfRange { .. })));
    assert_eq!(code("contact_email", "hoken"), Some(ProblemCode::NotAnEmail));
    assert_eq!(code("contact_tel", "電話"), Some(ProblemCode::NotAPhone));
    assert_eq!(
        code("cat", "健診"),
        Some(ProblemCode::UnknownChoice { value: "健診".into() })
    );
    assert_eq!(
        code("title", &"健".repeat(81)),
        Some(ProblemCode::TooLong { max: 80, now: 81 })
    );
    assert_eq!(code("title", &"健".repeat(80)), None);
}

#[test]
fn 問題は画面の順に並ぶ() {
    let problems = ProgramForm::default().check().unwrap_err();
    let sections: Vec<_> = problems
        .iter()
        .map(|found| Section::of_field(found.field.as_str()).unwrap() as usize)
        .collect();
    assert!(sections.is_sorted());
}

#[test]
fn セクションの状態() {
    let mut form = complete();
    let state = |form: &ProgramForm, section: Section| section.state(form, &form.check().err().unwrap_or_default());
    assert_eq!(state(&form, Section::Period), SectionState::Done);
    form.period_to.clear();
    assert_eq!(state(&form, Section::Period), SectionState::Started);
    form.period_to = "春".into();
    assert_eq!(state(&form, Section::Period), SectionState::NeedsCorrection);
    assert_eq!(ListingKind::from_code(&form.kind), Some(ListingKind::Recruit));
}

proptest! {
    #[test]
    fn どんな入力でも落ちない(values in proptest::collection::vec("\\PC{0,40}", ProgramForm::FIELDS.len())) {
        let mut form = ProgramForm::default();
        let pairs = ProgramForm::FIELDS.iter().copied().zip(values.iter().map(String::as_str));
        form.replace(ProgramForm::FIELDS, pairs);
        if let Err(problems) = form.check() {
            prop_assert!(problems.iter().all(|found| Section::of_field(found.field.as_str()).is_some()));
        }
    }

    #[test]
    fn 保存形から戻しても同じ(title in "\\PC{0,30}", pref in 1..=47_u8) {
        let mut form = complete();
        form.title = format!("事業{title}");
        form.pref = vec![format!("{pref:02}")];
        if let Ok(program) = form.check() {
            let json = serde_json::to_string(&program).unwrap();
            prop_assert_eq!(serde_json::from_str::<domain::program::CleanProgram>(&json).unwrap(), program);
        }
        let json = serde_json::to_string(&form).unwrap();
        prop_assert_eq!(serde_json::from_str::<ProgramForm>(&json).unwrap(), form);
    }
}

#[test]
fn 検査した内容は様式に戻しても変わらない() {
    let program = complete().check().unwrap();
    assert_eq!(ProgramForm::of(&program).check().unwrap(), program);
    let nationwide = ProgramForm {
        nationwide: "1".into(),
        pref: vec![],
        contact_tel: "052-353-1111（内線12）".into(),
        ..complete()
    };
    let program = nationwide.check().unwrap();
    assert_eq!(ProgramForm::of(&program).check().unwrap(), program);
}

#[test]
fn 変更の大小は項目で決まる() {
    let before = complete().check().unwrap();
    let revise = |change: &dyn Fn(&mut ProgramForm)| {
        let mut form = complete();
        change(&mut form);
        Revision::between(&before, &form.check().unwrap())
    };
    assert!(revise(&|_| {}).is_empty());
    let minor = revise(&|form| form.summary = "言い回しを直しました。".into());
    assert_eq!((minor.changed.as_slice(), minor.is_major()), (&["summary"][..], false));
    let major = revise(&|form| form.pref = vec!["13".into()]);
    assert_eq!((major.changed.as_slice(), major.is_major()), (&["pref"][..], true));
    // Another spelling of the same day is no change.
    assert!(revise(&|form| form.period_from = "2027-04-01".into()).is_empty());
}
