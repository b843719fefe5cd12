//! Registration as an organiser does it: through the forms as they stand in the pages.

use domain::program::{ProgramForm, Section};
use domain::value::ProgramId;
use http::{Method, header};
use store::ImportState;

use crate::page::Page;
use crate::site::{Role, TestSite, Visitor, sample};

/// The id in an address below `/my/programs/`.
fn id_in(path: &str) -> ProgramId {
    path.split('/').nth(3).unwrap().parse().unwrap()
}

/// Starts a program and answers the address of its task list.
async fn start(visitor: &Visitor<'_>) -> String {
    let page = visitor.get("/my/programs/new").await.form("main form").submit().await;
    assert_eq!(page.status(), 303, "{}", page.main());
    page.location().to_owned()
}

/// Goes through all eight sections.
async fn fill_in(visitor: &Visitor<'_>, list: &str, title: &str) {
    let form = visitor.get(&format!("{list}/basics")).await.form("#section-form");
    let form = form.fill("title", title).tick("cat", "tokutei-kenshin").tick("theme", "checkup-invitation");
    let page = form.fill("summary", "受診勧奨を一緒に行います。").press("保存して次へ").await.follow().await;

    let form = page.form("#section-form").fill("purpose", "受診率を上げます。");
    let form = form.fill("content", "案内を送ります。\n\n- 一回目\n- 二回目").tick("target", "dependants");
    let page = form.submit().await.follow().await;

    let form = page.form("#section-form").tick("pref", "26").tick("pref", "27").tick("mode", "post");
    let page = form.submit().await.follow().await;

    let form = page.form("#section-form").fill("period_from", "令和8年10月1日").fill("period_to", "Ｒ９．３．３１");
    let page = form.tick("cost", "fixed").fill("cost_yen", "５万円").submit().await.follow().await;

    let form = page.form("#section-form").fill("structure", "当組合が事務局です。").tick("data_use", "none");
    let page = form.submit().await.follow().await;

    let form = page.form("#section-form").fill("recruit_from", "2026/8/1").fill("recruit_to", "2026年9月30日");
    let page = form.fill("capacity", "１０").submit().await.follow().await;

    let page = page.form("#section-form").fill("contact_email", "hoken@mizuhono.example.jp").submit().await.follow().await;
    let page = page.form("#section-form").submit().await;
    assert_eq!(page.location(), list);
}

/// Ids that a search as JSON finds.
async fn found(visitor: &Visitor<'_>, query: &str) -> Vec<i64> {
    let page = visitor.get(&format!("/programs.json?{query}")).await;
    let answer = page.json();
    let programs = answer["result"].as_array().unwrap();
    programs.iter().map(|program| program["id"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn 登録して公開するとすぐに地域と分類と言葉で見つかる() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Approver).await;
    site.publish(&ProgramForm { cat: "sonota".into(), ..sample("別の事業") }).await;
    let list = start(&visitor).await;
    let page = visitor.get(&list).await;
    assert!(page.h1().contains("新しい共同事業"), "{}", page.h1());
    fill_in(&visitor, &list, "特定健診の受診勧奨ネットワーク").await;

    let page = visitor.get(&format!("{}/preview", list.trim_end_matches("/edit"))).await;
    assert_eq!((page.status(), page.h1().as_str()), (200, "特定健診の受診勧奨ネットワーク"));
    let page = visitor.get(&list).await;
    assert!(page.text().contains("8項目中8項目"), "{}", page.main());
    let page = page.form("form[action$='/publish']").press("公開する").await;
    assert_eq!(page.location(), format!("{list}?published"));
    assert!(page.follow().await.main().contains("公開しました"));
    site.indexed().await;

    let (id, reader) = (id_in(&list).get(), site.anonymous());
    for query in [
        "pref=26", "region=kinki", "cat=tokutei-kenshin", "theme=checkup-invitation", "status=open", "cost=fixed",
        "q=受診勧奨", "q=じゅしんかんしょう", "q=ﾈｯﾄﾜｰｸ", "q=ねっとわーく", "q=特定健康診査", "q=京都&pref=27&mode=post",
    ] {
        assert_eq!(found(&reader, query).await, [id], "{query}");
        assert_eq!(reader.get(&format!("/programs?{query}")).await.found(), [id], "{query}");
    }
    for query in ["pref=13", "region=kanto", "cat=sonota", "q=東京", "status=ended"] {
        assert!(!found(&reader, query).await.contains(&id), "{query}");
    }
    let page = reader.get(&format!("/programs/{id}")).await;
    assert_eq!(page.h1(), "特定健診の受診勧奨ネットワーク");
    let content = page.main();
    for words in ["京都府、大阪府", "令和9年3月31日", "5万円", "みずほ野精機健康保険組合", "二回目"] {
        assert!(content.contains(words), "{words}: {content}");
    }
    assert!(!page.body.contains("hoken@mizuhono"), "PUB-04: the mail address is not shown");
}

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
    ("condition", "あ×601", "600文字以内"),
    ("contact_org", "あ×101", "100文字以内"),
    ("contact_dept", "あ×101", "100文字以内"),
    ("contact_tel", "内線12", "市外局番から"),
    ("contact_email", "hoken＠", "正しい形で"),
    ("contact_email", "保健事業課", "正しい形で"),
    ("contact_hours", "あ×101", "100文字以内"),
    ("visibility", "!secret", "選択肢はありません"),
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
        let id = site.add(site.own, &sample(&format!("事業{position}")), ImportState::Draft).await;
        let path = format!("/my/programs/{id}/edit/{}", Section::of_field(field).unwrap().code());
        let form = visitor.get(&path).await.form("#section-form");
        let form = if value.starts_with('!') { form.forge(field, &value_sent) } else { form.fill(field, &value_sent) };
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
        assert!(beside.first().is_some_and(|text| crate::page::words(*text).contains(words.as_str())), "{field}");
        if !value.starts_with('!') {
            assert_eq!(page.form("#section-form").values(field), [value_sent.clone()], "{field} keeps what was typed");
            let control = page.select(&format!("#{field}"))[0];
            assert_eq!(control.attr("aria-invalid"), Some("true"), "{field}");
            let by = control.attr("aria-describedby").unwrap_or_default();
            assert!(by.split(' ').any(|id| id == format!("{field}-error")), "{field}: {by}");
        }
        // FORM-03: saved although it is wrong, and found again later.
        let draft = site.store.find_draft(id).await.unwrap().unwrap();
        assert_eq!(draft.form.values(field), [value_sent.clone()], "{field}");
        let english = visitor.get(&format!("/en{path}")).await;
        assert_eq!(english.errors().len(), 1, "{field} in English");
        assert_ne!(english.errors()[0].1, *words, "{field} in English");
    }
}

#[tokio::test]
async fn 入力した文字は一字も変わらずに戻ってくる() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Editor).await;
    let list = start(&visitor).await;
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
        let again = visitor.get(&format!("{list}/purpose")).await.form("#section-form").values("purpose");
        assert_eq!(again[0].replace("\r\n", "\n"), text);
        let single = text.replace('\n', " ");
        let page = visitor.get(&format!("{list}/basics")).await.form("#section-form").fill("title", &single).submit().await;
        assert_eq!(page.status(), 303, "{}", page.main());
        assert_eq!(visitor.get(&format!("{list}/basics")).await.form("#section-form").values("title"), [single]);
    }
}

#[tokio::test]
async fn ほかの人が先に保存したら両方の文を見せる() {
    let site = TestSite::start().await;
    let id = site.add(site.own, &sample("二人で編集"), ImportState::Draft).await;
    let (mine, theirs) = (site.as_(Role::Editor).await, site.as_(Role::Approver).await);
    let path = format!("/my/programs/{id}/edit/basics");
    let opened = mine.get(&path).await;
    let page = theirs.get(&path).await.form("#section-form").fill("summary", "先に保存した概要").submit().await;
    assert_eq!(page.status(), 303);

    let page = opened.form("#section-form").fill("summary", "後から来た概要").submit().await;
    assert_eq!(page.status(), 409);
    let main = page.main();
    assert!(main.contains("先に保存した概要") && main.contains("後から来た概要"), "{main}");
    assert_eq!(page.form("#section-form").values("summary"), ["後から来た概要"]);
    assert_eq!(summary(&site, id).await, "先に保存した概要");
    // Having seen both, the second save counts.
    let page = page.form("#section-form").submit().await;
    assert_eq!(page.status(), 303, "{}", page.main());
    assert_eq!(summary(&site, id).await, "後から来た概要");

    // Another section does not get in the way.
    let opened = mine.get(&format!("/my/programs/{id}/edit/contact")).await;
    theirs.get(&path).await.form("#section-form").fill("summary", "また別の概要").submit().await;
    let page = opened.form("#section-form").fill("contact_dept", "保健事業課").submit().await;
    assert_eq!(page.status(), 303, "{}", page.main());
    assert_eq!(summary(&site, id).await, "また別の概要");
}

async fn summary(site: &TestSite, id: ProgramId) -> String {
    site.store.find_draft(id).await.unwrap().unwrap().form.summary
}

/// What the autosave of the browser sends: the form as it stands, with a header of its own.
async fn autosave<'a>(visitor: &'a Visitor<'a>, path: &str, base: &str, title: &str) -> Page<'a> {
    let request = visitor
        .request(Method::POST, path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded;charset=UTF-8")
        .header(app::island::autosave::AUTOSAVE_HEADER, "1");
    let body = form_urlencoded::Serializer::new(String::new()).append_pair("base", base).append_pair("title", title).finish();
    visitor.send(request.body(body.into()).unwrap()).await
}

#[tokio::test]
async fn 自動保存はjsonで答え古い版は上書きしない() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Editor).await;
    let list = start(&visitor).await;
    let path = format!("{list}/basics");
    let base = visitor.get(&path).await.form("#section-form").values("base")[0].clone();

    let saved = autosave(&visitor, &path, &base, "自動保存の題").await;
    assert_eq!(saved.status(), 200);
    let answer = saved.json();
    assert!(answer["words"].as_str().unwrap().contains("保存しました"), "{answer}");
    let next = answer["base"].as_str().unwrap().to_owned();
    assert_ne!(next, base);
    assert_eq!(visitor.get(&path).await.form("#section-form").values("base"), [next.clone()]);

    let stale = autosave(&visitor, &path, &base, "古い画面から").await;
    assert_eq!(stale.status(), 409);
    assert!(stale.json()["words"].as_str().unwrap().contains("先に更新"));
    let draft = site.store.find_draft(id_in(&list)).await.unwrap().unwrap();
    assert_eq!(draft.form.title, "自動保存の題");
    // Sending the same again is safe, and what is wrong with the content does not keep it from being saved.
    assert_eq!(autosave(&visitor, &path, &base, "自動保存の題").await.status(), 200);
    assert_eq!(autosave(&visitor, &path, &next, &"長".repeat(200)).await.status(), 200);
}

#[tokio::test]
async fn 未入力のまま公開すると足りない項目へのリンクが並ぶ() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Approver).await;
    let list = start(&visitor).await;
    let page = visitor.get(&list).await.form("form[action$='/publish']").submit().await;
    assert_eq!(page.status(), 422);
    assert!(page.title().starts_with("エラー："), "{}", page.title());
    let errors = page.errors();
    let missing = ProgramForm::prefilled("甲").check().unwrap_err();
    assert_eq!(errors.len(), missing.iter().count(), "{errors:?}");
    for (href, words) in errors {
        let (path, field) = href.split_once('#').unwrap();
        let section = visitor.get(path).await;
        assert_eq!(section.status(), 200, "{href}");
        assert_eq!(section.select(&format!("#{field}")).len(), 1, "{href}: {words}");
        assert!(section.errors().contains(&(format!("#{field}"), words.clone())), "{href}: {words}");
    }
    assert_eq!(found(&site.anonymous(), "").await, Vec::<i64>::new());
}

#[tokio::test]
async fn 公開後の編集は公開し直すまで読者に見えない() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Approver).await;
    let id = site.publish(&sample("古い題")).await;
    let list = format!("/my/programs/{id}/edit");
    let form = visitor.get(&format!("{list}/basics")).await.form("#section-form");
    assert_eq!(form.fill("title", "新しい題").press("保存して一覧へ").await.location(), list);
    let reader = site.anonymous();
    assert_eq!(reader.get(&format!("/programs/{id}")).await.h1(), "古い題");
    let page = visitor.get(&list).await;
    assert!(page.main().contains("違う下書き"), "{}", page.main());
    let page = page.form("form[action$='/publish']").press("変更を公開する").await;
    assert_eq!(page.status(), 303);
    assert!(page.follow().await.main().contains("同じです"));
    assert_eq!(reader.get(&format!("/programs/{id}")).await.h1(), "新しい題");
    site.indexed().await;
    assert_eq!(found(&reader, "q=新しい題").await, [id.get()]);
    assert_eq!(found(&reader, "q=\"古い題\"").await, Vec::<i64>::new());
}

#[tokio::test]
async fn 終了すると検索では終了となり編集できない() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Approver).await;
    let id = site.publish(&sample("終える事業")).await;
    let page = visitor.get(&format!("/my/programs/{id}/edit")).await;
    let page = visitor.get(&page.link("この事業を終了する")).await.form("main form").press("終了する").await;
    let page = page.follow().await;
    assert_eq!(page.path, "/my/programs?ended");
    assert!(page.select(".kj-notice[data-tone=success], [role=status]").len() == 1, "{}", page.main());
    site.indexed().await;
    let reader = site.anonymous();
    assert_eq!(found(&reader, "status=ended").await, [id.get()]);
    assert_eq!(found(&reader, "status=open").await, Vec::<i64>::new());
    assert!(reader.get(&format!("/programs/{id}")).await.main().contains("終了"));
    assert_eq!(visitor.get(&format!("/my/programs/{id}/edit/basics")).await.status(), 409);
    assert!(visitor.get(&format!("/my/programs/{id}/edit")).await.select("form[action$='/publish']").is_empty());
}

#[tokio::test]
async fn 下書きを削除すると跡が残らない() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Editor).await;
    let list = start(&visitor).await;
    let page = visitor.get(&list).await;
    let page = visitor.get(&page.link("この下書きを削除する")).await;
    assert!(page.links().iter().any(|(words, href)| words.contains("やめる") && *href == list));
    let page = page.form("main form").press("削除する").await.follow().await;
    assert_eq!(page.path, "/my/programs?deleted");
    assert!(page.select("tbody tr").is_empty());
    assert_eq!(visitor.get(&list).await.status(), 404);
    assert_eq!(visitor.get(&format!("{list}/basics")).await.status(), 404);
}

#[tokio::test]
async fn 公開を二度押しても一件だけ公開される() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Approver).await;
    let id = site.add(site.own, &sample("二度押し"), ImportState::Draft).await;
    let page = visitor.get(&format!("/my/programs/{id}/edit")).await;
    let (first, second) = (page.form("form[action$='/publish']"), page.form("form[action$='/publish']"));
    let (first, second) = tokio::join!(first.submit(), second.submit());
    let mut statuses = [first.status(), second.status()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    site.indexed().await;
    assert_eq!(found(&site.anonymous(), "").await, [id.get()]);
    // The page behind it offers to publish again; nothing has changed, and still there is one.
    let page = visitor.get(&format!("/my/programs/{id}/edit")).await.form("form[action$='/publish']").submit().await;
    assert_eq!(page.status(), 303);
    site.indexed().await;
    assert_eq!(found(&site.anonymous(), "").await, [id.get()]);
}

#[tokio::test]
async fn 同じ年度に同じ名前の事業は公開できない() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Approver).await;
    site.publish(&sample("同じ名前")).await;
    let list = start(&visitor).await;
    fill_in(&visitor, &list, "同じ名前").await;
    let page = visitor.get(&list).await.form("form[action$='/publish']").submit().await;
    assert_eq!(page.status(), 422);
    assert_eq!(page.errors().len(), 1, "{:?}", page.errors());
    assert!(page.errors()[0].1.contains("同じ年度"), "{:?}", page.errors());
}
