//! The form of a call: what is typed becomes parameters and comes back the same; what is wrong is said at its field.

use domain::ProblemCode;
use domain::call::{
    Call, CallDraft, CallForm, CallState, CallStep, Cap, CriterionForm, FitForm, Obstacle, Publication, Section, fit,
    publication,
};
use domain::code::SizeBand;
use domain::consortium::panel::Shortfall;
use domain::rows::Row;
use domain::section_state::SectionState;
use domain::value::Instant;
use domain::value::{Day, FiscalYear, MemberCount, OrganisationId, Rate, TimeOfDay, Yen};
use proptest::prelude::*;

pub fn typed() -> (CallForm, Vec<CriterionForm>) {
    let (mut form, criteria) = CallForm::suggested();
    form.code = "ｋｄ".into();
    form.year = "令和9年度".into();
    form.title = "保健事業の共同化支援に関する補助事業".into();
    form.open_day = "R9.2.1".into();
    form.close_day = "2027年3月12日".into();
    form.project_from = "2027-04-01".into();
    form.project_to = "2028-03-31".into();
    form.report_by = "2028-04-10".into();
    form.cap = "1,000万円".into();
    (form, criteria)
}

pub fn call() -> Call {
    let (form, criteria) = typed();
    form.check(&criteria).unwrap()
}

fn problem(field: &'static str, value: &str) -> Option<ProblemCode> {
    let (mut form, criteria) = typed();
    form.replace(&[field], [(field, value)]);
    let problems = form.check(&criteria).err()?;
    assert_eq!(problems.len(), 1, "{problems}");
    problems.for_field(field).next().map(|found| found.code.clone())
}

#[test]
fn 入力から公募の条件ができる() {
    let call = call();
    assert_eq!((call.code.as_str(), call.year), ("KD", FiscalYear::new(2027).unwrap()));
    assert_eq!(call.dates.close_at.iso_jst(), "2027-03-12T17:00+09:00");
    assert_eq!(call.money.cap, Cap::One(Yen::new(10_000_000)));
    assert_eq!(call.eligibility.small.min_share, Rate::new(1, 2).unwrap());
    assert_eq!(call.sheet.weight(), 100);
    assert_eq!(call.costs.items.len(), 14);
    assert_eq!(call.costs.excluded_word("講師との懇親会"), Some("懇親"));
    assert_eq!(call.costs.excluded_word("会場費"), None);
}

#[test]
fn 公募は様式に戻して読んでも同じ() {
    let call = call();
    let (form, criteria) = CallForm::of(&call);
    assert_eq!(form.check(&criteria).unwrap(), call);
    let json = serde_json::to_string(&call).unwrap();
    assert_eq!(serde_json::from_str::<Call>(&json).unwrap(), call);
}

#[test]
fn 誤りは項目ごとに知らせる() {
    assert_eq!(problem("code", "ＫＤ-1"), Some(ProblemCode::NotAllowed));
    assert!(
        problem("close_day", "2027-02-01").is_none(),
        "later on the same day is fine"
    );
    assert!(matches!(
        problem("close_day", "2027-01-31"),
        Some(ProblemCode::DateBefore { .. })
    ));
    assert_eq!(problem("project_to", "2028-04-01"), Some(ProblemCode::NotAllowed));
    assert!(matches!(
        problem("project_to", "2027-03-31"),
        Some(ProblemCode::DateBefore { .. })
    ));
    assert_eq!(problem("min_small_share", "50"), Some(ProblemCode::perhaps("50％")));
    assert_eq!(problem("lead_kind", ""), Some(ProblemCode::Empty));
    assert!(matches!(problem("rate", "0"), Some(ProblemCode::OutOfRange { .. })));
    assert!(matches!(problem("cut_to", "0"), Some(ProblemCode::OutOfRange { .. })));
    assert!(matches!(
        problem("explain", "6"),
        Some(ProblemCode::UnknownChoice { .. })
    ));
    assert!(matches!(
        problem("retention_years", "0"),
        Some(ProblemCode::OutOfRange { .. })
    ));
}

#[test]
fn 上限は一つか規模別のどちらか() {
    let (mut form, criteria) = typed();
    form.band_basis = "consortium".into();
    assert!(form.check(&criteria).unwrap_err().has_field("cap"));
    form.cap.clear();
    assert!(form.check(&criteria).unwrap_err().has_field("cap_band1"));
    let bands = [
        ("cap_band1", "300万円"),
        ("cap_band2", "300万円"),
        ("cap_band3", "300万円"),
        ("cap_band4", "300万円"),
        ("cap_band5", "450万円"),
        ("cap_band6", "600万円"),
        ("cap_band7", "900万円"),
    ];
    form.replace(&bands.map(|(field, _)| field), bands);
    let call = form.check(&criteria).unwrap();
    let count = |number| MemberCount::new(number).unwrap();
    assert_eq!(call.money.cap.of(count(30_000), count(1)), Some(Yen::new(6_000_000)));
    let (again, rows) = CallForm::of(&call);
    assert_eq!(again.check(&rows).unwrap(), call);
    form.band_basis.clear();
    assert!(form.check(&criteria).unwrap_err().has_field("band_basis"));
    assert_eq!(SizeBand::ALL.len(), bands.len());
}

#[test]
fn 評価表の誤りは行の項目にある() {
    let (form, mut criteria) = typed();
    criteria[1].weight = "たくさん".into();
    criteria[2].anchor3.clear();
    criteria[4].code = "E1".into();
    let problems = form.check(&criteria).unwrap_err();
    assert!(
        problems.has_field("criterion2_weight") && problems.has_field("criterion3_anchor3"),
        "{problems}"
    );
    assert!(form.check(&[]).unwrap_err().has_field("criterion1_name"));
    let posted = [("criterion2_code", "X"), ("criterion1_name", "課題"), ("title", "他")];
    let rows = CriterionForm::rows(posted, 20);
    assert_eq!(
        (rows.len(), rows[0].name.as_str(), rows[1].code.as_str()),
        (2, "課題", "X")
    );
}

#[test]
fn 同じ符号の評価項目は二つ置けない() {
    let (form, mut criteria) = typed();
    criteria[4].code = "E1".into();
    let problems = form.check(&criteria).unwrap_err();
    assert_eq!(
        problems.for_field("criterion5_code").next().unwrap().code,
        ProblemCode::Taken
    );
}

#[test]
fn 公募の状態はどれにも到達し終わりまで行ける() {
    super::states::check_machine(
        CallState::ALL,
        CallStep::ALL,
        CallState::Draft,
        |state, step| state.next(step),
        |state| matches!(state, CallState::Finished | CallState::Cancelled),
    );
}

proptest! {
    #[test]
    fn どんな入力でも止まらない(values in proptest::collection::vec((0..CallForm::FIELDS.len(), "\\PC{0,12}"), 0..30)) {
        let (mut form, criteria) = typed();
        for (field, value) in &values {
            let field = CallForm::FIELDS[*field];
            form.replace(&[field], [(field, value.as_str())]);
        }
        if let Ok(call) = form.check(&criteria) {
            let (again, rows) = CallForm::of(&call);
            prop_assert_eq!(again.check(&rows).unwrap(), call);
        }
    }

    #[test]
    fn 報告期限と保存期限は完了より後(days in 0_i64..3_000) {
        let call = call();
        let completed = Day::from_iso("2020-01-01").unwrap().plus_days(days).unwrap();
        let retain = call.reports.retain_until(completed);
        prop_assert!(FiscalYear::of(completed).end().days_until(retain) >= 5 * 365);
        prop_assert_eq!((retain.month(), retain.day()), (3, 31));
        prop_assert!(call.reports.report_due(completed) <= completed.plus_days(30).unwrap());
    }
}

fn draft() -> CallDraft {
    let (form, criteria) = typed();
    CallDraft {
        form,
        criteria,
        testers: vec![OrganisationId::new(3)],
        moved: vec![],
    }
}

#[test]
fn 昨年度の公募から翌年度の下書きができる() {
    let mut last = draft();
    last.form.title = "令和9年度 共同化支援の公募".into();
    let next = last.next_year();
    assert_eq!((next.form.year.as_str(), next.form.code.as_str()), ("令和10年度", ""));
    assert_eq!(next.form.title, "令和10年度 共同化支援の公募");
    assert_eq!(
        (next.form.open_day.as_str(), next.form.close_day.as_str()),
        ("2028-02-01", "2028-03-12")
    );
    assert_eq!(next.form.cap, last.form.cap);
    assert!(next.testers.is_empty());
    for field in ["code", "year", "open_day", "report_by"] {
        assert!(next.moved.iter().any(|moved| moved == field), "{field}");
    }
    // A date that was only moved is not yet decided.
    assert_eq!(next.state(Section::Dates), SectionState::Started);
    let mut seen = next.clone();
    let pairs: Vec<_> = Section::Dates
        .fields()
        .iter()
        .map(|field| (*field, next.form.text(field)))
        .collect();
    seen.replace(Section::Dates, &pairs);
    assert_eq!(seen.state(Section::Dates), SectionState::Done);
    assert_eq!(seen.form, next.form);
    seen.form.code = "KD10".into();
    let call = seen.check().unwrap();
    assert_eq!(call.dates.project_to, Day::from_iso("2029-03-31").unwrap());
    assert_eq!(CallDraft::of(&call, "").check().unwrap(), call);
}

#[test]
fn セクションごとに状態と問題が分かる() {
    let mut draft = draft();
    for section in Section::ALL {
        assert_eq!(draft.state(*section), SectionState::Done, "{section:?}");
    }
    draft.form.rate = "八割".into();
    draft.criteria[2].name.clear();
    draft.form.title.clear();
    assert_eq!(draft.state(Section::Money), SectionState::NeedsCorrection);
    assert_eq!(draft.state(Section::Sheet), SectionState::Started);
    assert_eq!(draft.state(Section::Basics), SectionState::Started);
    assert!(draft.problems(Section::Sheet).has_field("criterion3_name"));
    let pairs = [
        ("spread", "2"),
        ("min_reviewers", "3"),
        ("criterion4_name", "体制"),
        ("criterion9_name", "　"),
    ];
    draft.replace(Section::Sheet, &pairs);
    assert_eq!(draft.criteria.len(), 1, "blank rows are left out, the rest moves up");
    assert_eq!(draft.values(Section::Sheet).len(), 3 + CriterionForm::FIELDS.len());
    assert_eq!(CallDraft::default().state(Section::Dates), SectionState::Untouched);
    assert_eq!(Section::of_field("criterion12_weight"), Some(Section::Sheet));
}

fn asker(kind: &str, members: &str, partners: &str, small: &str) -> FitForm {
    FitForm {
        kind: kind.into(),
        members: members.into(),
        partners: partners.into(),
        small: small.into(),
    }
}

#[test]
fn 四つの質問で応募できる公募が分かる() {
    let mut call = call();
    call.eligibility.min_insurers = 4;
    let answer = |call: &Call, form: &FitForm| fit(call, &form.check().unwrap());
    let fits = answer(&call, &asker("kenpo", "８，５００人", "3", "1"));
    assert!(fits.fits() && fits.may_lead && fits.is_small, "{fits:?}");
    assert_eq!(fits.cap, Some(Yen::new(10_000_000)));
    let alone = answer(&call, &asker("kenpo", "10000", "0", "0"));
    assert_eq!(alone.obstacles[0], Obstacle::TooFew { have: 1, need: 4 });
    // One of one is large: one small one more makes a half.
    assert!(matches!(
        alone.obstacles[1],
        Obstacle::TooFewSmall {
            small: 0,
            all: 1,
            missing: Shortfall::Insurers(1),
            ..
        }
    ));
    let large = answer(&call, &asker("kenpo", "50000", "3", "1"));
    assert!(matches!(
        large.obstacles.as_slice(),
        [Obstacle::TooFewSmall {
            small: 1,
            all: 4,
            missing: Shortfall::Insurers(2),
            ..
        }]
    ));
    call.eligibility.member_kinds = call.eligibility.lead_kinds.clone();
    let other = answer(&call, &asker("kyokai", "5000", "3", "3"));
    assert_eq!(other.obstacles, [Obstacle::Kind]);
    call.eligibility.small.basis = domain::code::RatioBasis::Members;
    let open = answer(&call, &asker("kenpo", "50000", "3", "0"));
    assert!(open.fits() && open.share_is_open);
    let problems = asker("kenpo", "", "3", "4").check().unwrap_err();
    assert!(
        problems.has_field("members") && problems.has_field("small"),
        "{problems}"
    );
}

proptest! {
    #[test]
    fn 足りないと言われた数を加えれば当てはまる(members in 1_u32..50_000, partners in 0_u32..20, small in 0_u32..20, need in 1_u32..8) {
        let mut call = call();
        call.eligibility.min_insurers = need;
        let form = asker("kenpo", &members.to_string(), &partners.to_string(), &small.min(partners).to_string());
        let asked = form.check().unwrap();
        let mut more = 0;
        for obstacle in fit(&call, &asked).obstacles {
            match obstacle {
                Obstacle::TooFew { have, need } => more = more.max(need - have),
                Obstacle::TooFewSmall { missing: Shortfall::Insurers(small), .. } => more = more.max(u32::try_from(small).unwrap()),
                other => prop_assert!(false, "{other:?}"),
            }
        }
        let with = |more| domain::call::Asker { partners: asked.partners + more, small: asked.small + more, ..asked };
        prop_assert!(fit(&call, &with(more)).fits());
        prop_assert!(more == 0 || !fit(&call, &with(more - 1)).fits(), "and with one less it does not");
    }
}

#[test]
fn 公開した後に変えられないもの() {
    let live = call();
    let at = |iso, hour| Instant::from_jst(Day::from_iso(iso).unwrap(), TimeOfDay::new(hour, 0).unwrap());
    let (before, during, after) = (at("2027-01-10", 9), at("2027-02-10", 9), at("2027-03-13", 9));
    assert_eq!(
        publication(CallState::Draft, None, &live, before),
        Ok(Publication::Schedule)
    );
    let late = publication(CallState::Draft, None, &live, after).unwrap_err();
    assert!(late.has_field("close_day"));
    let mut changed = live.clone();
    changed.sheet.criteria[0].weight = 30;
    assert_eq!(
        publication(CallState::Scheduled, Some(&live), &changed, before),
        Ok(Publication::Replace)
    );
    let refused = publication(CallState::Open, Some(&live), &changed, during).unwrap_err();
    assert!(refused.has_field("explain"), "weights are fixed once it is open");
    let mut moved = live.clone();
    moved.dates.close_at = at("2027-03-31", 17);
    assert_eq!(
        publication(CallState::Open, Some(&live), &moved, during),
        Ok(Publication::Amend)
    );
    assert_eq!(
        publication(CallState::Reviewing, Some(&live), &moved, after),
        Ok(Publication::Reopen)
    );
    assert!(publication(CallState::Finished, Some(&live), &moved, during).is_err());
}
