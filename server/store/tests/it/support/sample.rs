//! Samples that pass every check.

use domain::code::{Industry, InsurerForm, InsurerKind, Prefecture};
use domain::insurer::NewInsurer;
use domain::program::ProgramForm;
use domain::value::{Day, InsurerNumber, MemberCount};

/// A fictitious society; each number gives another one.
pub fn insurer(number: u32) -> NewInsurer {
    NewInsurer {
        number: InsurerNumber::with_check_digit(&format!("0613{number:03}")).unwrap(),
        name: format!("架空第{number}健康保険組合"),
        kana: format!("カクウダイ{number}ケンコウホケンクミアイ"),
        kind: InsurerKind::Kenpo,
        form: Some(InsurerForm::Single),
        industry: Industry::Machinery,
        pref: Prefecture::from_code("13").unwrap(),
        insured: MemberCount::new(4_800).unwrap(),
        dependants: MemberCount::new(3_200).unwrap(),
        members_as_of: Day::from_iso("2026-03-31").unwrap(),
    }
}

/// A complete form.
pub fn form(title: &str) -> ProgramForm {
    let one = str::to_owned;
    let many = |value: &str| vec![value.to_owned()];
    ProgramForm {
        title: one(title),
        kind: one("recruit"),
        cat: one("population"),
        summary: one("歩数を競い合い、運動する習慣を身につけます。"),
        purpose: one("運動不足の解消。"),
        content: one("スマートフォンのアプリで歩数を記録します。"),
        period_from: one("令和8年6月1日"),
        period_to: one("2027/3/31"),
        cost: one("fixed"),
        cost_yen: one("１２万円"),
        structure: one("代表組合が事務局を務めます。"),
        data_use: one("aggregate"),
        recruit_from: one("2026-04-01"),
        recruit_to: one("2026-05-29"),
        contact_org: one("架空第1健康保険組合"),
        contact_email: one("jimukyoku@example.jp"),
        visibility: one("public"),
        subsidy: one("none"),
        target: many("insured"),
        pref: many("13"),
        mode: many("online"),
        ..ProgramForm::default()
    }
}

#[test]
fn 見本は検査を通る() {
    if let Err(problems) = form("ウォーキング大会").check() {
        panic!("{problems}");
    }
}
