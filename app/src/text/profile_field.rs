//! Labels and hints of the fields of an organisation's profile, of its registration and of its end, and the sentences
//! about what is wrong with them.

use domain::{Lang, Problem, ProblemCode};

use super::field::FieldText;
use super::problem;

/// The texts of a field; an unknown field has empty ones.
pub fn field(lang: Lang, name: &str) -> FieldText {
    let found = FIELDS
        .iter()
        .chain(CONTACTS.iter().flatten())
        .find(|(field, ..)| *field == name);
    match (found, lang) {
        (Some((_, label, hint, ..)), Lang::Ja) | (Some((_, _, _, label, hint)), Lang::En) => FieldText { label, hint },
        (None, _) => FieldText { label: "", hint: "" },
    }
}

/// The sentence for a problem.
pub fn sentence(lang: Lang, found: &Problem) -> String {
    let name = found.field.as_str();
    let label = field(lang, name).label;
    match (&found.code, lang) {
        (ProblemCode::Empty, Lang::Ja) if CHOSEN.contains(&name) => format!("{label}を選んでください"),
        (ProblemCode::Empty, Lang::En) if CHOSEN.contains(&name) => format!("Choose: {label}"),
        (ProblemCode::NotAllowed, Lang::Ja) if name == "successor" => {
            "承継先には、活動中のほかの組織を選んでください".to_owned()
        }
        (ProblemCode::NotAllowed, Lang::En) if name == "successor" => {
            "The successor must be another active organisation".to_owned()
        }
        (code, _) => problem::labelled(lang, label, code),
    }
}

/// Fields that are chosen, not typed: the verb differs.
const CHOSEN: &[&str] = &["kind", "pref", "form", "industry", "visibility"];

/// Field, Japanese label and hint, English label and hint.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

const FIELDS: &[Row] = &[
    ("kind", "組織の種別", "", "Kind of organisation", ""),
    (
        "number",
        "保険者番号",
        "保険者のみ。8桁（国民健康保険は6桁）。例：06139901",
        "Insurer number",
        "Insurers only. Eight digits (six for national health insurance), for example 06139901.",
    ),
    ("name", "名称", "100文字以内。", "Name", "Up to 100 characters."),
    (
        "kana",
        "名称（カナ）",
        "ひらがなで入力しても、カタカナに直します。",
        "Name in katakana",
        "Hiragana is turned into katakana.",
    ),
    (
        "corporate_number",
        "法人番号",
        "13桁。",
        "Corporate number",
        "13 digits.",
    ),
    ("society_code", "組合コード", "5桁。", "Society code", "Five digits."),
    ("form", "形態", "", "Form", ""),
    (
        "specified",
        "特定健康保険組合",
        "特例退職被保険者制度のある組合です。",
        "Specified society",
        "A society with the scheme for retired members.",
    ),
    ("industry", "業態", "", "Industry", ""),
    ("pref", "所在地（都道府県）", "", "Prefecture", ""),
    ("about", "紹介", "1,000文字以内。", "About", "Up to 1,000 characters."),
    (
        "url",
        "ウェブサイト",
        "例：https://www.example.jp",
        "Website",
        "For example https://www.example.jp",
    ),
    (
        "insured",
        "被保険者数（人）",
        "例：3120",
        "Insured persons",
        "For example 3120.",
    ),
    (
        "dependants",
        "被扶養者数（人）",
        "例：2750",
        "Dependants",
        "For example 2750.",
    ),
    (
        "members_as_of",
        "加入者数の基準日",
        "今日までの日付。例：令和8年3月31日",
        "Date of the member counts",
        "Up to today, for example 2026/3/31.",
    ),
    ("workplaces", "適用事業所数", "", "Workplaces covered", ""),
    ("sites", "拠点数", "", "Sites", ""),
    (
        "area",
        "加入者の主な所在地",
        "当てはまるものをすべて選んでください。",
        "Where most members live",
        "Choose all that apply.",
    ),
    ("staff", "職員数（人）", "", "Staff", ""),
    ("nurses", "保健師（人）", "", "Public health nurses", ""),
    ("dietitians", "管理栄養士（人）", "", "Registered dietitians", ""),
    (
        "rate_year",
        "実施率の年度",
        "例：令和6年度",
        "Fiscal year of the rates",
        "For example 2024.",
    ),
    (
        "checkup_total",
        "特定健診の実施率（全体）",
        "例：81.2％",
        "Check-up rate, all members",
        "For example 81.2%.",
    ),
    (
        "checkup_insured",
        "特定健診の実施率（被保険者）",
        "",
        "Check-up rate, insured",
        "",
    ),
    (
        "checkup_dependants",
        "特定健診の実施率（被扶養者）",
        "",
        "Check-up rate, dependants",
        "",
    ),
    (
        "guidance_total",
        "特定保健指導の実施率（全体）",
        "",
        "Guidance rate, all members",
        "",
    ),
    (
        "guidance_insured",
        "特定保健指導の実施率（被保険者）",
        "",
        "Guidance rate, insured",
        "",
    ),
    (
        "guidance_dependants",
        "特定保健指導の実施率（被扶養者）",
        "",
        "Guidance rate, dependants",
        "",
    ),
    (
        "challenge",
        "健康課題（分類）",
        "おすすめの共同事業を選ぶために使います。",
        "Health challenges by purpose",
        "Used to suggest programs.",
    ),
    ("theme", "健康課題（テーマ）", "", "Health challenges by theme", ""),
    ("service", "提供できること", "", "What you can provide", ""),
    (
        "certificate",
        "情報セキュリティの認証",
        "",
        "Information security certificates",
        "",
    ),
    (
        "phr",
        "満たしている項目",
        "民間PHR事業者向けの国の指針をもとにした点検です。公開範囲の設定に従って、組織のページに表示されます。",
        "Items you fulfil",
        "A check after the national guideline for PHR operators. It is shown on your page to those who may see your profile.",
    ),
    (
        "phr_on",
        "点検した日",
        "例：令和8年4月1日",
        "Day of the check",
        "For example: 2026/4/1",
    ),
    (
        "phr_note",
        "補足",
        "600文字以内。該当しない項目の理由、公表している資料の場所など。",
        "Remarks",
        "Up to 600 characters.",
    ),
    (
        "certificate_note",
        "認証の登録番号・有効期限",
        "200文字以内。",
        "Certificate numbers and validity",
        "Up to 200 characters.",
    ),
    (
        "visibility",
        "組織情報の公開範囲",
        "担当者は「公開する」を選んだ人だけが表示されます。",
        "Who may see the profile",
        "Contacts are shown only where you ticked so.",
    ),
    ("contact_name", "担当者の氏名", "", "Name of the contact person", ""),
    (
        "email",
        "担当者のメールアドレス",
        "確認のメールをお送りします。",
        "E-mail address of the contact person",
        "A mail to confirm it will be sent there.",
    ),
    (
        "successor",
        "承継先",
        "保険者番号か、組織の正式な名称を入力してください。",
        "Successor",
        "Its insurer number or its exact name.",
    ),
    (
        "on",
        "統合・解散の日",
        "今日までの日付。例：令和8年4月1日",
        "Date of the end",
        "Up to today, for example 2026/4/1.",
    ),
    ("reason", "理由", "500文字以内。", "Reason", "Up to 500 characters."),
    ("file", "CSVファイル", "", "CSV file", ""),
];

macro_rules! contact {
    ($field:literal, $ja:literal, $en:literal) => {
        [
            (
                concat!($field, "_dept"),
                concat!($ja, "の部署"),
                "",
                concat!($en, ": department"),
                "",
            ),
            (
                concat!($field, "_name"),
                concat!($ja, "の氏名"),
                "",
                concat!($en, ": name"),
                "",
            ),
            (
                concat!($field, "_tel"),
                concat!($ja, "の電話番号"),
                "",
                concat!($en, ": telephone"),
                "",
            ),
            (
                concat!($field, "_email"),
                concat!($ja, "のメールアドレス"),
                "",
                concat!($en, ": e-mail address"),
                "",
            ),
            (
                concat!($field, "_public"),
                concat!($ja, "を公開する"),
                "",
                concat!($en, ": show"),
                "",
            ),
        ]
    };
}

const CONTACTS: [[Row; 5]; 3] = [
    contact!("contact1", "担当者1", "Contact 1"),
    contact!("contact2", "担当者2", "Contact 2"),
    contact!("contact3", "担当者3", "Contact 3"),
];

#[cfg(test)]
mod tests {
    use domain::organisation::profile::ProfileForm;
    use domain::organisation::registration::RegistrationForm;

    use super::*;

    #[test]
    fn どの項目にも両方の言葉の名前がある() {
        for name in ProfileForm::FIELDS.iter().chain(RegistrationForm::FIELDS) {
            for lang in Lang::ALL {
                assert!(!field(*lang, name).label.is_empty(), "{name}");
            }
        }
    }

    #[test]
    fn 何をすればよいかを書く() {
        let found = Problem {
            field: "pref".into(),
            code: ProblemCode::Empty,
        };
        assert_eq!(sentence(Lang::Ja, &found), "所在地（都道府県）を選んでください");
    }
}
