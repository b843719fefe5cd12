//! Notices as readers meet them: the dashboard, the inbox, what is mailed, and the link that stops it.

use http::header;
use serde_json::Value;

use crate::organization::{registration, waiting};
use crate::people::letters;
use crate::role::Role;
use crate::site::{TestSite, Visitor};

async fn ask(site: &TestSite) {
    waiting(site, &registration().check().unwrap()).await;
}

/// What the bell of the header says.
async fn bell(visitor: &Visitor<'_>) -> String {
    let page = visitor.get("/about").await;
    let found = page.select("header a[data-for=notices]");
    found.first().map(|bell| crate::page::words(*bell)).unwrap_or_default()
}

/// The path in the last mail about a notice that stops such mails.
async fn stop_path(site: &TestSite) -> String {
    let letters = letters(site, "notice").await;
    letters
        .last()
        .and_then(|letter| letter["unsubscribe"].as_str().map(str::to_owned))
        .unwrap()
}

#[tokio::test]
async fn やることから開くと既読になり同僚が終えると消える() {
    let site = TestSite::start().await;
    let secretary = site.as_(Role::Secretariat).await;
    assert!(
        secretary
            .get("/my")
            .await
            .main()
            .contains("いま対応が必要なことはありません")
    );
    ask(&site).await;
    assert!(bell(&secretary).await.contains("未読のお知らせ1件"));
    assert_eq!(bell(&site.anonymous()).await, "", "visitors have no bell");
    let page = secretary.get("/my").await;
    assert!(
        page.main().contains("から利用登録の申請が届きました"),
        "{}",
        page.main()
    );
    assert!(page.main().contains("期限なし") && page.main().contains("事務局"));
    let task = page.link("申請を審査する");
    let led = secretary.get(&task).await;
    assert_eq!(led.status(), 303);
    assert!(led.location().starts_with("/admin/organizations/registrations/"));
    assert!(bell(&secretary).await.contains("お知らせ") && !bell(&secretary).await.contains("未読"));
    // Nobody else can open it, and nobody learns that it exists.
    assert_eq!(site.as_(Role::Approver).await.get(&task).await.status(), 404);
    // It was only read; the task is there until it is done.
    let inbox = secretary.get("/my/notices?show=open").await;
    let number = task.rsplit('/').next().unwrap();
    let form = inbox.form("main form").tick("notice", number);
    let done = form.press("選んだものを対応済みにする").await;
    assert_eq!(done.status(), 303);
    assert!(done.follow().await.main().contains("対応済みにしました"));
    assert!(
        secretary
            .get("/my")
            .await
            .main()
            .contains("いま対応が必要なことはありません")
    );
    let all = secretary.get("/my/notices").await;
    assert!(all.main().contains("対応済み（"), "{}", all.main());
}

#[tokio::test]
async fn 何も選ばなければ選ぶように言う() {
    let site = TestSite::start().await;
    ask(&site).await;
    let secretary = site.as_(Role::Secretariat).await;
    let form = secretary.get("/my/notices").await.form("main form");
    let page = form.press("選んだものを既読にする").await;
    assert_eq!(page.status(), 422);
    assert!(page.main().contains("お知らせを一つ以上選んでください"));
    let all = page.form("main form").press("すべて既読にする").await;
    assert_eq!(all.status(), 303);
    let unread = secretary.get("/my/notices?show=unread").await;
    assert!(unread.main().contains("未読のお知らせはありません"));
    assert!(unread.main().contains("未対応（1）"));
}

#[tokio::test]
async fn メールの頻度を選ぶと次から変わる() {
    let site = TestSite::start().await;
    let secretary = site.as_(Role::Secretariat).await;
    let form = secretary.get("/my/account/notices").await.form("main form");
    assert_eq!(form.values("secretariat"), ["at-once"]);
    let page = form.fill("secretariat", "never").submit().await;
    assert_eq!(page.status(), 303);
    assert!(page.follow().await.main().contains("メールの設定を変更しました"));
    ask(&site).await;
    assert!(letters(&site, "notice").await.is_empty());
    let form = secretary.get("/my/account/notices").await.form("main form");
    assert_eq!(form.values("secretariat"), ["never"]);
    assert!(bell(&secretary).await.contains('1'), "the inbox has it");
}

#[tokio::test]
async fn 配信停止はログインせずに押すだけで効く() {
    let site = TestSite::start().await;
    ask(&site).await;
    let path = stop_path(&site).await;
    let visitor = site.anonymous();
    let page = visitor.get(&path).await;
    assert_eq!(page.status(), 200);
    assert!(page.main().contains("事務局の仕事"));
    let secretary = site.as_(Role::Secretariat).await;
    let choice = async || {
        secretary
            .get("/my/account/notices")
            .await
            .form("main form")
            .values("secretariat")
    };
    assert_eq!(choice().await, ["at-once"], "mail scanners open links");
    // As mail programs do it: no cookies, no origin, and the body that RFC 8058 prescribes.
    let request = http::Request::post(&path)
        .header(header::HOST, crate::site::HOST)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(axum::body::Body::from("List-Unsubscribe=One-Click"))
        .unwrap();
    let answer = tower::ServiceExt::oneshot(site.service(), request).await.unwrap();
    assert_eq!(answer.status(), 200, "no redirect");
    assert_eq!(choice().await, ["never"]);
    let twice = page.form("main form").submit().await;
    assert!(twice.main().contains("のメールを止めました"));
    assert_eq!(visitor.get("/unsubscribe/abc").await.status(), 410);
}

#[tokio::test]
async fn お知らせのメールには要点とリンクだけがある() {
    let site = TestSite::start().await;
    ask(&site).await;
    let letter: Value = letters(&site, "notice").await.remove(0);
    let letter = serde_json::from_value(letter).unwrap();
    let mail = app::mail::render(&letter, domain::Lang::Ja, "https://navi.example.jp");
    assert!(mail.subject.contains("から利用登録の申請が届きました"));
    assert!(
        mail.text
            .contains("https://navi.example.jp/admin/organizations/registrations/")
    );
    let unsubscribe = mail.unsubscribe.unwrap();
    assert!(unsubscribe.starts_with("https://navi.example.jp/unsubscribe/"));
    assert!(
        mail.text.contains("/unsubscribe/"),
        "people find the way out, too: {}",
        mail.text
    );
    assert!(!mail.text.contains("@example.jp"), "no address of the contact");
}

#[tokio::test]
async fn はじめての人には最初の一歩を示す() {
    let site = TestSite::start().await;
    let editor = site.as_(Role::Editor).await;
    let page = editor.get("/my").await;
    assert!(page.main().contains("はじめの一歩"));
    for path in ["/programs", "/my/programs/new", "/my/organization"] {
        assert!(page.links().iter().any(|(_, href)| href == path), "{path}");
    }
}
