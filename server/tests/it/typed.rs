//! What organisers type: kept to the letter, right or wrong, with a sentence about what is wrong.

use domain::program::{ProgramForm, Section};
use store::ImportState;

use crate::role::Role;
use crate::site::{TestSite, sample};

/// Per field: what is typed wrong, and a part of the sentence about it.
const WRONG: &[(&str, &str, &str)] = &[
    ("title", "あ×81", "80文字以内"),
    ("kind", "!lottery", "選択肢はありません"),
    ("cat", "!health", "選択肢はありません"),
    ("sub_cat", "!health", "選択肢はありません"),
    ("theme", "!yoga", "選択肢はありません"),
    ("summary", "あ×201", "200文字以内"),
    ("purpose", "あ×601", "600文字以内"),
    ("content", "あ×4001", "4000文字以内"),
    ("problem", "あ×1001", "1000文字以内"),
    ("result", "あ×1001", "1000文字以内"),
    ("target", "!everyone", "選択肢はありません"),
    ("target_note", "あ×201", "200文字以内"),
    ("target_n", "たくさん", "数字で入力"),
    ("target_n", "1.5", "整数で入力"),
    ("target_n", "-3", "数"),
    ("nationwide", "!2", "選択肢はありません"),
    ("pref", "!48", "選択肢はありません"),
    ("area_note", "あ×201", "200文字以内"),
    ("mode", "!fax", "選択肢はありません"),
    ("period_from", "来春", "日付で入力"),
    ("period_from", "2026-02-30", "存在しない日付"),
    ("period_from", "8.4.1", "元号か西暦"),
    ("period_to", "2020-01-01", "以降の日付"),
    ("period_to", "2050-01-01", "10年以内"),
    ("cost", "!gold", "選択肢はありません"),
    ("cost_yen", "時価", "数字で入力"),
    ("cost_note", "あ×401", "400文字以内"),
    ("structure", "あ×2001", "2000文字以内"),
    ("provider", "あ×401", "400文字以内"),
    ("data_use", "!all", "選択肢はありません"),
    ("data_note", "あ×601", "600文字以内"),
    ("recruit_from", "8月32日", "日付"),
    ("recruit_to", "2020-01-01", "以降の日付"),
    ("capacity", "10001", "10000までの数"),
    ("joined", "三組くらい", "数字で入力"),
    ("size", "!huge", "選択肢はありません"),
    ("industry", "!magic", "選択肢はありません"),
    ("condition_min", "数千人", "数字で入力"),
    ("condition_max", "10000001", "10000000までの数"),
    ("condition_kind", "!guild", "選択肢はありません"),
    ("condition_form", "!loose", "選択肢はありません"),
    ("condition_pref", "!48", "選択肢はありません"),
    ("condition_system", "あ×201", "200文字以内"),
    ("condition", "あ×601", "600文字以内"),
    ("contact_org", "あ×101", "100文字以内"),
    ("contact_dept", "あ×101", "100文字以内"),
    ("contact_tel", "内線12", "市外局番から"),
    ("contact_email", "hoken＠", "正しい形で"),
    ("contact_email", "保健事業課", "正しい形で"),
    ("contact_hours", "あ×101", "100文字以内"),
    ("visibility", "!secret", "選択肢はありません"),
    ("members_visibility", "!secret", "選択肢はありません"),
    ("subsidy", "!maybe", "選択肢はありません"),
    ("subsidy_note", "あ×101", "100文字以内"),
];

/// `あ×81` is a long text; a leading `!` is sent although the page does not offer it.
fn typed(value: &str) -> String {
    match value.split_once('×') {
        Some((letter, times)) => letter.repeat(times.parse().unwrap()),
        None => value.trim_start_matches('!').to_owned(),
    }
}

#[tokio::test]
async fn どの項目も間違いは入力を残したまま直し方を言う() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Editor).await;
    for field in ProgramForm::FIELDS {
        assert!(WRONG.iter().any(|(name, ..)| name == field), "{field} is never wrong");
    }
    for (position, (field, value, sentence)) in WRONG.iter().enumerate() {
        let value_sent = typed(value);
        let id = site
            .add(site.own, &sample(&format!("事業{position}")), ImportState::Draft)
            .await;
        let path = format!("/my/programs/{id}/edit/{}", Section::of_field(field).unwrap().code());
        let form = visitor.get(&path).await.form("#section-form");
        let form = if value.starts_with('!') {
            form.forge(field, &value_sent)
        } else {
            form.fill(field, &value_sent)
        };
        let page = form.submit().await;
        assert_eq!(page.status(), 422, "{field}={value}: {}", page.main());
        assert!(page.title().starts_with("エラー："), "{field}: {}", page.title());
        let errors = page.errors();
        assert_eq!(errors.len(), 1, "{field}={value}: {errors:?}");
        let (href, words) = &errors[0];
        assert_eq!(*href, format!("#{field}"), "{field}");
        assert!(words.contains(sentence), "{field}={value}: {words}");
        // The same sentence stands at the field, and is tied to it.
        let beside = page.select(&format!("#{field}-error"));
        assert!(
            beside
                .first()
                .is_some_and(|text| crate::page::words(*text).contains(words.as_str())),
            "{field}"
        );
        if !value.starts_with('!') {
            assert_eq!(
                page.form("#section-form").values(field),
                std::slice::from_ref(&value_sent),
                "{field} keeps what was typed"
            );
            let control = page.select(&format!("#{field}"))[0];
            assert_eq!(control.attr("aria-invalid"), Some("true"), "{field}");
            let by = control.attr("aria-describedby").unwrap_or_default();
            assert!(by.split(' ').any(|id| id == format!("{field}-error")), "{field}: {by}");
        }
        // FORM-03: saved although it is wrong, and found again later.
        let draft = site.store.find_draft(id).await.unwrap().unwrap();
        assert_eq!(draft.form.values(field), std::slice::from_ref(&value_sent), "{field}");
        let english = visitor.get(&format!("/en{path}")).await;
        assert_eq!(english.errors().len(), 1, "{field} in English");
        assert_ne!(english.errors()[0].1, *words, "{field} in English");
    }
}

#[tokio::test]
async fn 入力した文字は一字も変わらずに戻ってくる() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Editor).await;
    let list = crate::register::start(&visitor).await;
    let texts = [
        "<b>太字</b> & \"引用\" 'と' <!-- 注 --> </textarea><script>alert(1)</script>",
        "\n先頭の改行\n\n空行\n末尾の改行\n",
        "  前後の空白　",
        "髙﨑𠮷野家 👨‍👩‍👧 ﾊﾝｶｸ ①㈱",
        "&amp; &lt; %41 +",
    ];
    for text in texts {
        let form = visitor.get(&format!("{list}/purpose")).await.form("#section-form");
        let page = form.fill("purpose", text).fill("target_n", "たくさん").submit().await;
        assert_eq!(page.status(), 422);
        let kept = page.form("#section-form").values("purpose");
        assert_eq!(kept[0].replace("\r\n", "\n"), text);
        let again = visitor
            .get(&format!("{list}/purpose"))
            .await
            .form("#section-form")
            .values("purpose");
        assert_eq!(again[0].replace("\r\n", "\n"), text);
        let single = text.replace('\n', " ");
        let page = visitor
            .get(&format!("{list}/basics"))
            .await
            .form("#section-form")
            .fill("title", &single)
            .submit()
            .await;
        assert_eq!(page.status(), 303, "{}", page.main());
        assert_eq!(
            visitor
                .get(&format!("{list}/basics"))
                .await
                .form("#section-form")
                .values("title"),
            [single]
        );
    }
}
