//! Organisations on the site: the own profile, what others see of it, and the secretariat's part.

use std::sync::atomic::{AtomicU32, Ordering};

use app::session::Token;
use domain::Lang;
use domain::code::{OrganisationKind, Prefecture, ProfileVisibility};
use domain::organisation::NewOrganisation;
use domain::organisation::profile::{Contact, ProfileForm};
use domain::organisation::registration::{CleanRegistration, RegistrationForm};
use domain::permit::Actor;
use domain::value::{Email, OrganisationId, RegistrationId};

use crate::page::Page;
use crate::role::Role;
use crate::site::{TestSite, Visitor, sample};

/// A number that no other call gets.
fn fresh() -> u32 {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    COUNT.fetch_add(1, Ordering::Relaxed)
}

/// A registration of a provider that nobody knows.
pub fn registration() -> RegistrationForm {
    let number = fresh();
    RegistrationForm {
        kind: "provider".into(),
        name: format!("架空ヘルスケア{number}号"),
        kana: "カクウヘルスケア".into(),
        pref: "13".into(),
        contact_name: "鈴木 一郎".into(),
        email: format!("ichiro{number}@example.jp"),
        ..RegistrationForm::default()
    }
}

/// Starts a registration and answers the secret of its link.
pub async fn started(site: &TestSite, facts: &CleanRegistration) -> Token {
    let token = Token::generate().unwrap();
    let path = format!("/register/confirm/{}", token.encode());
    site.store
        .start_registration(facts, token.digest(), path, Lang::Ja)
        .await
        .unwrap();
    token
}

/// A registration that waits for the secretariat.
pub async fn waiting(site: &TestSite, facts: &CleanRegistration) -> RegistrationId {
    let token = started(site, facts).await;
    site.store.confirm_registration(token.digest()).await.unwrap()
}

/// A provider of its own for one request.
async fn provider(site: &TestSite) -> OrganisationId {
    let name = format!("架空の事業者{}", fresh());
    let new = NewOrganisation::named(OrganisationKind::Provider, &name, "カクウ", Prefecture::Tokyo);
    site.store.register_organisation(&new).await.unwrap()
}

/// Sets who may see the first society.
async fn show_to(site: &TestSite, visibility: ProfileVisibility) {
    let stored = site.store.find_organisation(site.own).await.unwrap().unwrap();
    let mut profile = stored.profile.clone();
    profile.details.visibility.0 = visibility;
    site.store
        .change_profile(&Actor::Operator, site.own, stored.version, &profile)
        .await
        .unwrap();
}

/// A multipart body with one file.
fn upload(text: &[u8]) -> (String, Vec<u8>) {
    let boundary = "----test-boundary";
    let mut body = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"ichiran.csv\"\r\n\
         Content-Type: text/csv\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(text);
    body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={boundary}"), body)
}

const REGISTER: &str = "保険者番号,名称,カナ,形態,業態,被保険者数,被扶養者数,基準日\r\n\
    06139919,青鷺情報システム健康保険組合,アオサギ,単一,情報通信業,\"6,650\",4196,R8.4.1\r\n";

/// A sound request for a row of the table of routes, if the route is one of organisations.
pub async fn send<'a>(visitor: &'a Visitor<'a>, path: &str, method: &str, about: &str) -> Option<Page<'a>> {
    let site = visitor.site;
    let (address, fields) = match path {
        "/admin/organizations/import" if method == "POST" => {
            let (kind, body) = upload(REGISTER.as_bytes());
            return Some(visitor.post_body(path, &kind, body).await);
        }
        "/admin/organizations/registrations/{id}" => decision(site, about).await,
        "/admin/organizations/{id}" => ending(site, about).await,
        "/my/organization/edit/{section}" => section(about),
        "/organizations/{id}" => profile(site, about).await,
        "/register" => enrolment(about),
        "/register/confirm/{token}" => link(site, about).await,
        _ => return None,
    };
    if method == "GET" {
        return Some(visitor.get(&address).await);
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    Some(visitor.post(&address, &fields).await)
}

type Request = (String, Vec<(String, String)>);

fn pair(name: &str, value: impl ToString) -> (String, String) {
    (name.to_owned(), value.to_string())
}

async fn decision(site: &TestSite, about: &str) -> Request {
    let mut id = RegistrationId::new(999_999);
    let mut version = 2;
    if about != "missing" {
        id = waiting(site, &registration().check().unwrap()).await;
    }
    if about == "decided" {
        site.store
            .decline_registration(&Actor::Operator, id, 2, "重複")
            .await
            .unwrap();
        version = 3;
    }
    if about == "stale" {
        version = 1;
    }
    let path = format!("/admin/organizations/registrations/{id}");
    (path, vec![pair("version", version), pair("decision", "approve")])
}

async fn ending(site: &TestSite, about: &str) -> Request {
    let id = match about {
        "missing" => OrganisationId::new(999_999),
        _ => provider(site).await,
    };
    let reason = if about == "gaps" { "" } else { "届出による" };
    let version = if about == "stale" { 9 } else { 1 };
    let fields = vec![
        pair("version", version),
        pair("step", "dissolve"),
        pair("on", "2026-04-01"),
        pair("reason", reason),
    ];
    (format!("/admin/organizations/{id}"), fields)
}

fn section(about: &str) -> Request {
    let (section, fields) = match about {
        "missing" => ("services", vec![]),
        "stale" => ("staff", vec![pair("base", "old"), pair("staff", fresh())]),
        "gaps" => ("basics", vec![pair("name", "")]),
        _ => ("visibility", vec![pair("visibility", "insurers")]),
    };
    (format!("/my/organization/edit/{section}"), fields)
}

async fn profile(site: &TestSite, about: &str) -> Request {
    let visibility = ProfileVisibility::from_code(about).unwrap_or(ProfileVisibility::Public);
    show_to(site, visibility).await;
    let id = match about {
        "missing" => OrganisationId::new(999_999),
        _ => site.own,
    };
    (format!("/organizations/{id}"), vec![])
}

fn enrolment(about: &str) -> Request {
    let form = match about {
        "gaps" => RegistrationForm::default(),
        _ => registration(),
    };
    let fields = RegistrationForm::FIELDS.iter().map(|name| pair(name, form.text(name)));
    ("/register".to_owned(), fields.collect())
}

async fn link(site: &TestSite, about: &str) -> Request {
    let token = match about {
        "missing" => Token::generate().unwrap(),
        _ => started(site, &registration().check().unwrap()).await,
    };
    (format!("/register/confirm/{}", token.encode()), vec![])
}

#[tokio::test]
async fn 組織の情報は一度入力すれば見え方を選べる() {
    let site = TestSite::start().await;
    let editor = site.as_(Role::Editor).await;
    let page = editor.get("/my").await;
    let summary = editor.get(&page.link("組織の情報を開く")).await;
    assert!(
        summary.main().contains("みずほ野精機健康保険組合") && summary.main().contains("5,000人"),
        "{}",
        summary.main()
    );
    let page = editor.get("/my/organization/edit/contacts").await;
    let form = page
        .form("#section-form")
        .fill("contact1_name", "佐藤 花子")
        .fill("contact1_email", "hanako@mizuhono.example.jp")
        .fill("contact2_name", "秘密の 担当")
        .fill("contact2_email", "himitsu@mizuhono.example.jp")
        .tick("contact1_public", "1");
    let saved = form.submit().await;
    assert_eq!(saved.location(), "/my/organization?saved", "{}", saved.main());
    assert!(saved.follow().await.main().contains("保存しました"));
    let address = format!("/organizations/{}", site.own);
    assert_eq!(
        site.anonymous().get(&address).await.status(),
        404,
        "insurers only by default"
    );
    let page = site.as_(Role::OtherApprover).await.get(&address).await.text();
    assert!(page.contains("佐藤 花子") && !page.contains("himitsu"), "{page}");
    let form = editor
        .get("/my/organization/edit/visibility")
        .await
        .form("#section-form");
    form.tick("visibility", "public").submit().await;
    let anonymous = site.anonymous();
    let page = anonymous.get(&address).await;
    assert_eq!((page.status(), page.h1().as_str()), (200, "みずほ野精機健康保険組合"));
}

#[tokio::test]
async fn 誤った入力は残して直し方を示す() {
    let site = TestSite::start().await;
    let editor = site.as_(Role::Editor).await;
    let form = editor.get("/my/organization/edit/members").await.form("#section-form");
    let page = form
        .fill("insured", "たくさん")
        .fill("members_as_of", "2099/1/1")
        .submit()
        .await;
    assert_eq!(page.status(), 422);
    assert!(page.title().starts_with("エラー"), "{}", page.title());
    let errors = page.errors();
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(page.text().contains("加入者数の基準日は今日までの日付にしてください"));
    assert_eq!(page.form("#section-form").values("insured"), ["たくさん"]);
    let stored = site.store.find_organisation(site.own).await.unwrap().unwrap();
    assert_eq!(stored.version, 1, "nothing is saved");
}

#[tokio::test]
async fn 二人が同じ欄を変えたら両方を見せる() {
    let site = TestSite::start().await;
    let (editor, approver) = (site.as_(Role::Editor).await, site.as_(Role::Approver).await);
    let mine = editor.get("/my/organization/edit/staff").await.form("#section-form");
    let theirs = approver.get("/my/organization/edit/staff").await.form("#section-form");
    let other = approver
        .get("/my/organization/edit/visibility")
        .await
        .form("#section-form");
    assert_eq!(theirs.fill("staff", "5").submit().await.status(), 303);
    assert_eq!(
        other.tick("visibility", "public").submit().await.status(),
        303,
        "another section does not matter"
    );
    let page = mine.fill("staff", "7").submit().await;
    assert_eq!(page.status(), 409);
    assert!(page.main().contains("5") && page.main().contains("7"));
    assert_eq!(
        page.form("#section-form").fill("staff", "8").submit().await.status(),
        303
    );
}

#[tokio::test]
async fn 番号と所在地の食い違いは知らせるだけで保存できる() {
    let site = TestSite::start().await;
    let editor = site.as_(Role::Editor).await;
    let form = editor.get("/my/organization/edit/basics").await.form("#section-form");
    let page = form
        .fill("pref", "27")
        .fill("corporate_number", "7000012070001")
        .submit()
        .await;
    let text = page.follow().await.text();
    assert!(
        text.contains("保険者番号は東京都の番号です") && text.contains("法人番号の検査用数字"),
        "{text}"
    );
}

#[tokio::test]
async fn 統合された組合は掲載と組織のページに承継先が出る() {
    let site = TestSite::start().await;
    let id = site.publish(&sample("残る事業")).await;
    let office = site.as_(Role::Secretariat).await;
    let page = office.get(&format!("/admin/organizations/{}", site.own)).await;
    let form = page
        .form("#end")
        .tick("step", "merge")
        .fill("successor", "存在しない組合")
        .fill("on", "R8.4.1")
        .fill("reason", "合併の届出");
    let refused = form.submit().await;
    assert_eq!(refused.status(), 422);
    assert!(
        refused.text().contains("承継先に当てはまるものが見つかりません"),
        "{}",
        refused.text()
    );
    let page = refused.form("#end").fill("successor", "06279905").submit().await;
    assert_eq!(page.status(), 303, "{}", page.main());
    assert!(page.follow().await.main().contains("若草台健康保険組合に統合"));
    let anonymous = site.anonymous();
    let listing = anonymous.get(&format!("/programs/{id}")).await;
    assert!(
        listing.main().contains("若草台健康保険組合に統合"),
        "{}",
        listing.main()
    );
    let approver = site.as_(Role::Approver).await;
    assert_eq!(approver.get("/my/programs/new").await.status(), 403, "no new program");
    assert_eq!(approver.get("/my/programs").await.status(), 200, "the old ones stay");
    assert_eq!(approver.get("/my/organization/edit/staff").await.status(), 409);
    let reopen = office.get(&format!("/admin/organizations/{}", site.own)).await;
    let page = reopen.form("#reopen").fill("reason", "記録の誤り").submit().await;
    assert_eq!(page.status(), 303, "{}", page.main());
    assert_eq!(approver.get("/my/programs/new").await.status(), 200);
}

#[tokio::test]
async fn 一覧は条件で絞れる() {
    let site = TestSite::start().await;
    provider(&site).await;
    let office = site.as_(Role::Secretariat).await;
    let all = office.get("/admin/organizations").await;
    assert!(all.main().contains("3件の組織があります"), "{}", all.main());
    let found = all
        .form("form[role='search']")
        .fill("q", "わかくさ")
        .fill("pref", "27")
        .submit()
        .await;
    assert!(found.main().contains("0件") && found.main().contains("条件に合う組織はありません"));
    let found = office
        .get("/admin/organizations?q=06279905&kind=kenpo&status=active")
        .await;
    assert!(found.main().contains("1件の組織があります") && found.main().contains("若草台"));
    let page = office.get("/admin/organizations?page=99&kind=no-such").await;
    assert_eq!(page.status(), 200);
}

#[tokio::test]
async fn 保険者の一覧は内容を確かめてから取り込む() {
    let site = TestSite::start().await;
    let office = site.as_(Role::Secretariat).await;
    let text = format!(
        "{REGISTER}06139901,みずほ野精機健康保険組合,ミズホノ,単一,機械器具製造業,3000,2500,R8.3.31\r\n06139902,誤り,アヤマリ,,,,,\r\n"
    );
    let sjis = encoding_rs::SHIFT_JIS.encode(&text).0;
    let (kind, body) = upload(&sjis);
    let preview = office.post_body("/admin/organizations/import", &kind, body).await;
    assert_eq!(preview.status(), 200, "{}", preview.main());
    let main = preview.main();
    assert!(
        main.contains("新規1件、変更1件、変更なし0件、取り込めない行1件"),
        "{main}"
    );
    assert!(main.contains("被扶養者数（人）：2000 → 2500"), "{main}");
    assert!(main.contains("検証番号が合いません"), "{main}");
    assert_eq!(
        site.store.list_insurers().await.unwrap().len(),
        2,
        "nothing is imported yet"
    );
    // The browser sends the text back as it stands in the page.
    let kept = preview.form("form[enctype]").values("text").concat();
    let boundary = "----test-boundary";
    let body = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"confirmed\"\r\n\r\n1\r\n--{boundary}\r\n\
         Content-Disposition: form-data; name=\"text\"\r\n\r\n{}\r\n--{boundary}--\r\n",
        kept.trim_start_matches('\n')
    );
    let kind = format!("multipart/form-data; boundary={boundary}");
    let done = office.post_body("/admin/organizations/import", &kind, body).await;
    assert!(done.main().contains("取込みが終わりました"), "{}", done.main());
    assert_eq!(site.store.list_insurers().await.unwrap().len(), 3);
}

#[tokio::test]
async fn 取り込めないファイルは理由を示して断る() {
    let site = TestSite::start().await;
    let office = site.as_(Role::Secretariat).await;
    let large = vec![b'a'; 600 * 1024];
    for (bytes, words) in [
        (&b""[..], "CSVファイルを選んでください"),
        (b"PK\x03\x04\x00\x00", "文字を読み取れません"),
        ("名称\n甲".as_bytes(), "1行目に次の見出しを入れてください"),
        (&large, "ファイルは500KB以下にしてください"),
    ] {
        let (kind, body) = upload(bytes);
        let page = office.post_body("/admin/organizations/import", &kind, body).await;
        assert_eq!(page.status(), 422, "{words}");
        assert!(
            page.errors().iter().any(|(_, error)| error.contains(words)),
            "{words}: {:?}",
            page.errors()
        );
    }
    let page = office
        .post_body("/admin/organizations/import", "multipart/form-data", "x")
        .await;
    assert_eq!(page.status(), 400);
}

#[tokio::test]
async fn 事業者のページには認証が載る() {
    let site = TestSite::start().await;
    let id = provider(&site).await;
    let stored = site.store.find_organisation(id).await.unwrap().unwrap();
    let mut form = ProfileForm::of(&stored.profile);
    form.replace(
        &[
            "certificate",
            "service",
            "visibility",
            "contact1_name",
            "contact1_email",
        ],
        [
            ("certificate", "isms"),
            ("certificate", "privacy-mark"),
            ("service", "analysis"),
            ("visibility", "public"),
            ("contact1_name", "田中"),
            ("contact1_email", "tanaka@example.jp"),
        ],
    );
    let (profile, problems) = form.read(&stored.profile, stored.kind, crate::place::today());
    assert!(problems.is_empty(), "{problems}");
    assert_eq!(profile.details.contacts.len(), 1);
    let hidden = |contact: &Contact| !contact.public && contact.email == Email::parse("tanaka@example.jp").unwrap();
    assert!(profile.details.contacts.iter().all(hidden));
    site.store
        .change_profile(&Actor::Operator, id, 1, &profile)
        .await
        .unwrap();
    let anonymous = site.anonymous();
    let page = anonymous.get(&format!("/organizations/{id}")).await;
    let text = page.main();
    assert!(
        text.contains("ISMS認証") && text.contains("データ分析") && !text.contains("田中"),
        "{text}"
    );
    let english = anonymous.get(&format!("/en/organizations/{id}")).await;
    assert!(english.main().contains("Data analysis"), "{}", english.main());
}

#[tokio::test]
async fn 事業者の自己点検は日付とともに公開の頁に載る() {
    let site = TestSite::start().await;
    let id = provider(&site).await;
    let stored = site.store.find_organisation(id).await.unwrap().unwrap();
    let fields = [
        "phr",
        "phr_on",
        "phr_note",
        "visibility",
        "contact1_name",
        "contact1_email",
    ];
    let typed = [
        ("phr", "encryption"),
        ("phr", "incident"),
        ("phr_note", "点検票を自社のサイトで公表しています。"),
        ("visibility", "public"),
        ("contact1_name", "田中"),
        ("contact1_email", "tanaka@example.jp"),
    ];
    let mut form = ProfileForm::of(&stored.profile);
    form.replace(&fields, typed);
    let (_, problems) = form.read(&stored.profile, stored.kind, crate::place::today());
    assert!(problems.has_field("phr_on"), "a statement has a day: {problems}");
    form.replace(&["phr_on"], [("phr_on", "令和8年4月1日")]);
    let (profile, problems) = form.read(&stored.profile, stored.kind, crate::place::today());
    assert!(problems.is_empty(), "{problems}");
    assert_eq!(ProfileForm::of(&profile).phr_on, "2026-04-01");
    site.store
        .change_profile(&Actor::Operator, id, 1, &profile)
        .await
        .unwrap();
    let anonymous = site.anonymous();
    let text = anonymous.get(&format!("/organizations/{id}")).await.main();
    for needed in [
        "健康情報（PHR）の取扱いの自己点検",
        "令和8年（2026年）4月1日",
        "通信中と保存中のデータを暗号化している",
        "点検票を自社のサイトで公表しています。",
        "申告なし",
    ] {
        assert!(text.contains(needed), "{needed}: {text}");
    }
    // An insurer has no such section.
    let insurer = anonymous.get(&format!("/organizations/{}", site.own)).await.main();
    assert!(!insurer.contains("自己点検"), "{insurer}");
}
