//! Recovery codes: shown once, each used once, gone when new ones are made.

use crate::role::Role;
use crate::site::{TestSite, Visitor};
use crate::totp::enrol;

async fn make(visitor: &Visitor<'_>) -> Vec<String> {
    let page = visitor.get("/my/account/factors/recovery").await;
    let page = page.form("main form").submit().await;
    assert_eq!((page.status(), page.header("cache-control")), (200, "no-store"));
    let codes: Vec<String> = page
        .select(".kj-codes code")
        .iter()
        .map(|code| code.text().collect())
        .collect();
    let file = page.link("ファイルに保存する");
    assert!(file.starts_with("data:text/plain;charset=utf-8,"), "{file}");
    assert!(codes.iter().all(|code| file.contains(code)), "{file}");
    codes
}

async fn sign_in_with(site: &TestSite, code: &str) -> (u16, String) {
    let visitor = site.after_password(Role::Editor).await;
    let page = visitor.get("/login/second").await;
    let page = visitor.get(&page.link("回復コード")).await;
    let page = page.form("main form").fill("recovery", code).submit().await;
    (page.status(), page.location().to_owned())
}

#[tokio::test]
async fn 一つにつき一度だけログインできる() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Editor).await;
    assert_eq!(
        visitor.get("/my/account/factors/recovery").await.location(),
        "/my/account/factors"
    );
    enrol(&visitor).await;
    let page = site
        .after_password(Role::Editor)
        .await
        .get("/login/second")
        .await
        .main();
    assert!(!page.contains("回復コードを使う"), "there are none yet");
    let codes = make(&visitor).await;
    assert_eq!(codes.len(), 10);
    assert!(visitor.get("/my/account/factors").await.main().contains("10個"));

    let in_capitals = codes[0].to_uppercase().replace('-', " ");
    assert_eq!(sign_in_with(&site, &in_capitals).await, (303, "/my".to_owned()));
    assert_eq!(sign_in_with(&site, &codes[0]).await.0, 422, "it was used");
    assert_eq!(sign_in_with(&site, "").await.0, 422);
    assert_eq!(sign_in_with(&site, &codes[1]).await.0, 303);
    assert!(visitor.get("/my/account/factors").await.main().contains("8個"));

    let fresh = make(&visitor).await;
    assert_eq!(sign_in_with(&site, &codes[2]).await.0, 422, "earlier ones are gone");
    assert_eq!(sign_in_with(&site, &fresh[2]).await.0, 303);
}

#[tokio::test]
async fn ほかの人のコードでは入れない() {
    let site = TestSite::start().await;
    let (editor, viewer) = (site.as_(Role::Editor).await, site.as_(Role::Viewer).await);
    enrol(&editor).await;
    enrol(&viewer).await;
    let codes = make(&viewer).await;
    make(&editor).await;
    assert_eq!(sign_in_with(&site, &codes[0]).await.0, 422);
}
