//! Organisations as they are typed: profiles that can be saved section by section, registrations, lines of a register.

use domain::ProblemCode;
use domain::code::{OrganisationKind, Prefecture};
use domain::organisation::MasterRow;
use domain::organisation::profile::{Profile, ProfileForm, Section};
use domain::organisation::registration::RegistrationForm;
use domain::value::{Day, InsurerNumber};
use proptest::prelude::*;

fn today() -> Day {
    Day::from_iso("2026-06-10").unwrap()
}

fn base() -> Profile {
    Profile::named(
        "みずほ野精機健康保険組合",
        "ミズホノセイキケンコウホケンクミアイ",
        Prefecture::Tokyo,
    )
}

fn complete() -> ProfileForm {
    ProfileForm {
        name: "　みずほ野精機　健康保険組合 ".into(),
        kana: "みずほのせいきｹﾝｺｳﾎｹﾝｸﾐｱｲ".into(),
        pref: "13".into(),
        society_code: "１２３４５".into(),
        corporate_number: "6-0000-1207-0001".into(),
        form: "single".into(),
        specified: "1".into(),
        industry: "machinery".into(),
        insured: "3,120人".into(),
        dependants: "２７５０".into(),
        members_as_of: "R8.3.31".into(),
        workplaces: "12".into(),
        staff: "6".into(),
        nurses: "2".into(),
        rate_year: "令和6年度".into(),
        checkup_total: "81.2％".into(),
        checkup_dependants: "2/3".into(),
        guidance_total: "0.254".into(),
        contact1_dept: "保健事業課".into(),
        contact1_name: "佐藤 花子".into(),
        contact1_tel: "03-1234-5678".into(),
        contact1_email: "hoken@mizuhono.example.jp".into(),
        contact1_public: "1".into(),
        visibility: "public".into(),
        area: vec!["14".into(), "13".into()],
        challenge: vec!["jushoka-yobo".into()],
        theme: vec!["walking".into()],
        ..ProfileForm::default()
    }
}

fn problem(field: &str, value: &str) -> Option<ProblemCode> {
    let mut form = complete();
    form.replace(&[field], [(field, value)]);
    let (_, problems) = form.read(&base(), OrganisationKind::Kenpo, today());
    problems.for_field(field).next().map(|found| found.code.clone())
}

#[test]
fn プロフィールの書き方のゆれは整えられる() {
    let (profile, problems) = complete().read(&base(), OrganisationKind::Kenpo, today());
    assert!(problems.is_empty(), "{problems}");
    assert_eq!(profile.name, "みずほ野精機 健康保険組合");
    assert_eq!(profile.kana, "ミズホノセイキケンコウホケンクミアイ");
    assert_eq!(profile.members().map(|members| members.get()), Some(5870));
    assert_eq!(profile.is_small(), Some(true));
    assert_eq!(profile.details.society_code.as_deref(), Some("12345"));
    assert_eq!(profile.details.area.len(), 2);
    assert_eq!(profile.details.contacts.len(), 1);
    assert!(profile.details.contacts[0].public);
}

#[test]
fn プロフィールは様式に戻して読んでも同じ() {
    let (profile, _) = complete().read(&base(), OrganisationKind::Kenpo, today());
    let again = ProfileForm::of(&profile).read(&base(), OrganisationKind::Kenpo, today());
    assert_eq!(again.0, profile);
    assert!(again.1.is_empty(), "{}", again.1);
    let json = serde_json::to_string(&profile).unwrap();
    assert_eq!(serde_json::from_str::<Profile>(&json).unwrap(), profile);
}

#[test]
fn 誤った項目は元の値のまま残る() {
    let mut form = complete();
    form.insured = "たくさん".into();
    let stored = complete().read(&base(), OrganisationKind::Kenpo, today()).0;
    let (profile, problems) = form.read(&stored, OrganisationKind::Kenpo, today());
    assert_eq!(profile.insured, stored.insured);
    assert_eq!(problems.len(), 1);
}

#[test]
fn 誤りは直し方の分かる符号になる() {
    assert_eq!(problem("name", "　"), Some(ProblemCode::Empty));
    assert_eq!(
        problem("name", &"健".repeat(101)),
        Some(ProblemCode::TooLong { max: 100, now: 101 })
    );
    assert_eq!(problem("society_code", "123"), Some(ProblemCode::NotASocietyCode));
    assert_eq!(
        problem("corporate_number", "12"),
        Some(ProblemCode::NotACorporateNumber)
    );
    assert_eq!(problem("form", ""), Some(ProblemCode::Empty));
    assert_eq!(problem("members_as_of", "2026-06-11"), Some(ProblemCode::InFuture));
    assert_eq!(problem("members_as_of", "2026-06-10"), None);
    assert!(matches!(
        problem("insured", "10000001"),
        Some(ProblemCode::OutOfRange { .. })
    ));
    assert_eq!(problem("checkup_total", "81"), Some(ProblemCode::perhaps("81％")));
    assert_eq!(problem("rate_year", ""), Some(ProblemCode::Empty));
    assert_eq!(problem("contact1_email", ""), Some(ProblemCode::Empty));
    assert_eq!(problem("contact2_name", "鈴木"), None);
    assert_eq!(
        problem("specified", "はい"),
        Some(ProblemCode::UnknownChoice { value: "はい".into() })
    );
}

#[test]
fn 二人目の担当者は入力したときだけ検査する() {
    let mut form = complete();
    form.contact3_name = "鈴木".into();
    let (_, problems) = form.read(&base(), OrganisationKind::Kenpo, today());
    assert!(
        problems.has_field("contact3_email") && !problems.has_field("contact2_name"),
        "{problems}"
    );
}

fn registration() -> RegistrationForm {
    RegistrationForm {
        kind: "kenpo".into(),
        number: "０６-13-9901".into(),
        name: "みずほ野精機健康保険組合".into(),
        kana: "みずほのせいき".into(),
        pref: "13".into(),
        contact_name: "佐藤 花子".into(),
        email: "ｈｏｋｅｎ@mizuhono.example.jp".into(),
        ..RegistrationForm::default()
    }
}

#[test]
fn 登録の申請を検査する() {
    let clean = registration().check().unwrap();
    assert_eq!(clean.number.as_ref().map(InsurerNumber::as_str), Some("06139901"));
    assert_eq!(clean.organisation().kind, OrganisationKind::Kenpo);
    let code = |field: &str, value: &str| {
        let mut form = registration();
        form.replace(&[field], [(field, value)]);
        form.check()
            .err()?
            .for_field(field)
            .next()
            .map(|found| found.code.clone())
    };
    assert_eq!(code("number", "06139902"), Some(ProblemCode::CheckDigit));
    assert_eq!(code("number", ""), Some(ProblemCode::Empty));
    assert_eq!(code("number", "6139901"), Some(ProblemCode::perhaps("06139901")));
    assert_eq!(code("corporate_number", "7000012070001"), Some(ProblemCode::CheckDigit));
    assert_eq!(code("email", "hoken"), Some(ProblemCode::NotAnEmail));
    assert_eq!(
        code("pref", "48"),
        Some(ProblemCode::UnknownChoice { value: "48".into() })
    );
    let mut provider = registration();
    (provider.kind, provider.number) = ("provider".into(), String::new());
    assert_eq!(provider.check().unwrap().number, None);
    let mut national = registration();
    national.kind = "kokuho-society".into();
    assert!(national.check().unwrap_err().has_field("number"));
}

#[test]
fn 台帳の行は見出しと書き方のゆれを受け付ける() {
    assert_eq!(MasterRow::field_of_heading("　保険者番号 "), Some("number"));
    assert_eq!(MasterRow::field_of_heading("フリガナ"), Some("kana"));
    assert_eq!(MasterRow::field_of_heading("ﾌﾘｶﾞﾅ"), Some("kana"));
    assert_eq!(MasterRow::field_of_heading("備考"), None);
    let row = MasterRow {
        number: "06-13-9901".into(),
        name: "みずほ野精機健康保険組合".into(),
        kana: "ミズホノセイキ".into(),
        form: "単一".into(),
        industry: "機械器具製造業".into(),
        insured: "3,120".into(),
        dependants: "2,750".into(),
        members_as_of: "令和8年3月31日".into(),
        ..MasterRow::default()
    };
    let insurer = row.check(today()).unwrap();
    assert_eq!((insurer.pref, insurer.members().get()), (Prefecture::Tokyo, 5870));
    let wrong = MasterRow {
        number: "06139902".into(),
        form: String::new(),
        ..row
    };
    let problems = wrong.check(today()).unwrap_err();
    assert!(problems.has_field("number"), "{problems}");
}

proptest! {
    #[test]
    fn どんなプロフィールでも落ちず他の項目を咎めない(
        values in proptest::collection::vec("\\PC{0,40}", ProfileForm::FIELDS.len()),
        kind in 0..OrganisationKind::ALL.len(),
    ) {
        let kind = OrganisationKind::ALL[kind];
        let mut form = ProfileForm::default();
        let pairs = ProfileForm::FIELDS.iter().copied().zip(values.iter().map(String::as_str));
        form.replace(ProfileForm::FIELDS, pairs);
        let (profile, problems) = form.read(&base(), kind, today());
        for found in problems.iter() {
            let field = found.field.as_str();
            prop_assert!(Section::of_kind(kind).any(|section| section.fields(kind).contains(&field)), "{}", field);
        }
        // What was read can be shown and read again without loss.
        let again = ProfileForm::of(&profile).read(&base(), kind, today()).0;
        prop_assert_eq!(again.name, profile.name);
        prop_assert_eq!(again.details.rates, profile.details.rates);
    }

    #[test]
    fn どんな割合も往復する(numerator in 0_u32..=10_000, denominator in 1_u32..=10_000) {
        if let Some(rate) = domain::value::Rate::new(numerator, denominator) {
            let mut profile = base();
            profile.details.rates.year = domain::value::FiscalYear::new(2025);
            profile.details.rates.checkup[0] = Some(rate);
            let again = ProfileForm::of(&profile).read(&base(), OrganisationKind::Kenpo, today()).0;
            prop_assert_eq!(again.details.rates, profile.details.rates);
        }
    }

    #[test]
    fn どんな申請も台帳の行も落ちない(values in proptest::collection::vec("\\PC{0,30}", 10)) {
        let mut form = RegistrationForm::default();
        form.replace(RegistrationForm::FIELDS, RegistrationForm::FIELDS.iter().copied().zip(values.iter().map(String::as_str)));
        prop_assert!(form.check().is_err() || !form.number.is_empty() || form.kind == "provider");
        let mut row = MasterRow::default();
        row.replace(MasterRow::FIELDS, MasterRow::FIELDS.iter().copied().zip(values.iter().map(String::as_str)));
        let _ = row.check(today());
    }

    #[test]
    fn 番号の一桁の誤りは申請で断られる(body in "06[0-4][0-7][0-9]{3}", place in 0_usize..8, step in 1_u8..10) {
        let number = InsurerNumber::with_check_digit(&body).unwrap();
        let mut digits = number.as_str().as_bytes().to_vec();
        digits[place] = b'0' + (digits[place] - b'0' + step) % 10;
        let mut form = registration();
        form.number = String::from_utf8(digits).unwrap();
        let problems = form.check().unwrap_err();
        let found = problems.for_field("number").next().map(|found| found.code.clone());
        prop_assert_eq!(found, Some(ProblemCode::CheckDigit));
    }
}
